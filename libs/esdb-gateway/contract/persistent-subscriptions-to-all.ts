import {
  END,
  eventTypeFilter,
  type Filter,
  PARK,
  persistentSubscriptionToAllSettingsFromDefaults as toAllSettings,
  type ReadPosition,
  streamNameFilter,
} from '@eventstore/db-client';
import { aScope, aStream } from '../../event-store/contract/samples.js';
import { failureOf, keep, patient, removeGroups, taken, typesTaken, until } from './consumer-group.js';
import { type Client, positionOf, typed } from './samples.js';

/** Each test's streams, types and groups begin with a scope of its own. */
interface Scene {
  readonly client: Client;
  readonly scope: () => string;
}

const append = ({ client, scope }: Scene, type: string) =>
  client().appendToStream(`${scope()}${type.toLowerCase()}-1`, typed(`${scope()}${type}`));
const create = (
  { client, scope }: Scene,
  startFrom: ReadPosition,
  filter: Filter = streamNameFilter({ prefixes: [scope()] }),
) => client().createPersistentSubscriptionToAll(scope(), toAllSettings({ startFrom }), { filter });
const subscribe = ({ client, scope }: Scene) => patient(client().subscribeToPersistentSubscriptionToAll(scope()));
const info = ({ client, scope }: Scene) => client().getPersistentSubscriptionToAllInfo(scope());

const giving = (scene: Scene): void => {
  const own = (...types: readonly string[]): string[] => types.map((type) => `${scene.scope()}${type}`);

  it.each<[string, (scope: string) => Filter]>([
    ['prefixes of streams', (scope) => streamNameFilter({ prefixes: [`${scope}b`, `${scope}c`] })],
    ['a pattern of streams', (scope) => streamNameFilter({ regex: `^${scope}[bc]-` })],
    ['prefixes of types', (scope) => eventTypeFilter({ prefixes: [`${scope}B`, `${scope}C`] })],
    ['a pattern of types', (scope) => eventTypeFilter({ regex: `^${scope}[BC]$` })],
  ])('reads what there is and what comes, narrowed by %s', async (_what, filter) => {
    const start = positionOf(await append(scene, 'A'));
    await append(scene, 'B');
    await create(scene, start, filter(scene.scope()));
    const types = typesTaken(subscribe(scene), 2);
    await append(scene, 'C');
    expect(await types).toEqual(own('B', 'C'));
    await until(async () => (await info(scene)).stats.totalInFlightMessages === 0);
  });

  it('begins at a position, which comes first', async () => {
    await append(scene, 'A');
    const start = positionOf(await append(scene, 'B'));
    await append(scene, 'C');
    await create(scene, start);
    expect(await typesTaken(subscribe(scene), 2)).toEqual(own('B', 'C'));
  });

  it('begins at the end', async () => {
    await append(scene, 'A');
    await create(scene, END);
    await append(scene, 'B');
    expect(await typesTaken(subscribe(scene), 1)).toEqual(own('B'));
  });

  it('parks and replays', async () => {
    await create(scene, positionOf(await append(scene, 'A')));
    const reader = subscribe(scene);
    await taken(reader, 1, (event) => reader.nack(PARK, 'broken', event));
    await until(async () => (await info(scene)).stats.parkedMessageCount === 1n);
    await scene.client().replayParkedMessagesToAll(scene.scope());
    expect(await typesTaken(reader, 1)).toEqual(own('A'));
    await until(async () => (await info(scene)).stats.parkedMessageCount === 0n);
  });
};

const changing = (scene: Scene): void => {
  const { client, scope } = scene;

  it('changes settings, not its filter, and is deleted', async () => {
    const startFrom = positionOf(await client().appendToStream(aStream(), typed('Other')));
    await create(scene, startFrom);
    await append(scene, 'A');
    const reader = subscribe(scene);
    const gone = failureOf(reader);
    await taken(reader, 1, keep);
    await client().updatePersistentSubscriptionToAll(scope(), toAllSettings({ startFrom, maxRetryCount: 3 }));
    expect(await gone).toMatchObject({ type: 'persistent-subscription-dropped' });
    expect((await info(scene)).settings.maxRetryCount).toBe(3);
    expect(await typesTaken(subscribe(scene), 1)).toEqual([`${scope()}A`]);
    await client().deletePersistentSubscriptionToAll(scope());
    await expect(info(scene)).rejects.toMatchObject({ type: 'persistent-subscription-does-not-exist' });
  });

  it('is refused a second time', async () => {
    await create(scene, END);
    await expect(create(scene, END)).rejects.toMatchObject({
      type: 'persistent-subscription-exists',
      groupName: scope(),
    });
  });
};

export const consumingAll = (client: Client): void => {
  describe('a persistent subscription to all', () => {
    let scope: string;
    beforeEach(() => {
      scope = aScope();
    });
    afterEach(() => removeGroups(client(), scope));

    giving({ client, scope: () => scope });
    changing({ client, scope: () => scope });
  });
};

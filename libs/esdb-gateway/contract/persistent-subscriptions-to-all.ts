import {
  END,
  eventTypeFilter,
  type Filter,
  PARK,
  persistentSubscriptionToAllSettingsFromDefaults as toAllSettings,
  type ReadPosition,
  streamNameFilter,
} from '@eventstore/db-client';
import { errorOf, keepInFlight, ignoreErrors, removeGroups, receive, receiveTypes, until } from './consumer-group.js';
import { aScope, aStream, type Client, positionOf, typed } from './samples.js';

/** The client and the unique scope of a test, with which its streams, types and group start. */
interface TestContext {
  readonly client: Client;
  readonly scope: () => string;
}

const append = ({ client, scope }: TestContext, type: string) =>
  client().appendToStream(`${scope()}${type.toLowerCase()}-1`, typed(`${scope()}${type}`));
const create = (
  { client, scope }: TestContext,
  startFrom: ReadPosition,
  filter: Filter = streamNameFilter({ prefixes: [scope()] }),
) => client().createPersistentSubscriptionToAll(scope(), toAllSettings({ startFrom }), { filter });
const subscribe = ({ client, scope }: TestContext) =>
  ignoreErrors(client().subscribeToPersistentSubscriptionToAll(scope()));
const info = ({ client, scope }: TestContext) => client().getPersistentSubscriptionToAllInfo(scope());

const delivery = (context: TestContext): void => {
  const scoped = (...types: readonly string[]): string[] => types.map((type) => `${context.scope()}${type}`);

  it.each<[string, (scope: string) => Filter]>([
    ['stream prefixes', (scope) => streamNameFilter({ prefixes: [`${scope}b`, `${scope}c`] })],
    ['a regular expression on streams', (scope) => streamNameFilter({ regex: `^${scope}[bc]-` })],
    ['type prefixes', (scope) => eventTypeFilter({ prefixes: [`${scope}B`, `${scope}C`] })],
    ['a regular expression on types', (scope) => eventTypeFilter({ regex: `^${scope}[BC]$` })],
  ])('delivers stored and new events, filtered by %s', async (_what, filter) => {
    const start = positionOf(await append(context, 'A'));
    await append(context, 'B');
    await create(context, start, filter(context.scope()));
    const types = receiveTypes(subscribe(context), 2);
    await append(context, 'C');
    expect(await types).toEqual(scoped('B', 'C'));
    await until(async () => (await info(context)).stats.totalInFlightMessages === 0);
  });

  it('starts at a position, inclusive', async () => {
    await append(context, 'A');
    const start = positionOf(await append(context, 'B'));
    await append(context, 'C');
    await create(context, start);
    expect(await receiveTypes(subscribe(context), 2)).toEqual(scoped('B', 'C'));
  });

  it('starts at the end', async () => {
    await append(context, 'A');
    await create(context, END);
    await append(context, 'B');
    expect(await receiveTypes(subscribe(context), 1)).toEqual(scoped('B'));
  });

  it('parks events and replays them', async () => {
    await create(context, positionOf(await append(context, 'A')));
    const consumer = subscribe(context);
    await receive(consumer, 1, (event) => consumer.nack(PARK, 'broken', event));
    await until(async () => (await info(context)).stats.parkedMessageCount === 1n);
    await context.client().replayParkedMessagesToAll(context.scope());
    expect(await receiveTypes(consumer, 1)).toEqual(scoped('A'));
    await until(async () => (await info(context)).stats.parkedMessageCount === 0n);
  });
};

const checkpoints = (context: TestContext): void => {
  it.each<[string, (scope: string) => Filter]>([
    ['stream prefixes', (scope) => streamNameFilter({ prefixes: [`${scope}wanted`] })],
    ['a regular expression', (scope) => eventTypeFilter({ regex: `^${scope}Wanted$` })],
  ])('advances its checkpoint past events that do not match, filtered by %s', async (_how, filter) => {
    const { client, scope } = context;
    const others = () =>
      client().appendToStream(`${scope()}other`, typed(...Array<string>(50).fill(`${scope()}Other`)));
    const startFrom = positionOf(await others());
    const settings = toAllSettings({
      startFrom,
      checkPointAfter: 10,
      checkPointLowerBound: 1,
      checkPointUpperBound: 20,
    });
    await client().createPersistentSubscriptionToAll(scope(), settings, { filter: filter(scope()) });
    subscribe(context).resume();
    const reached = async (): Promise<bigint> =>
      (await info(context)).stats.lastCheckpointedEventPosition?.commit ?? 0n;
    for (const { commit } of [positionOf(await others()), positionOf(await others())])
      await until(async () => (await reached()) >= commit);
  });
};

const management = (context: TestContext): void => {
  const { client, scope } = context;

  it('keeps its filter when settings are updated, and can be deleted', async () => {
    const startFrom = positionOf(await client().appendToStream(aStream(), typed('Other')));
    await create(context, startFrom);
    await append(context, 'A');
    const consumer = subscribe(context);
    const dropped = errorOf(consumer);
    await receive(consumer, 1, keepInFlight);
    await client().updatePersistentSubscriptionToAll(scope(), toAllSettings({ startFrom, maxRetryCount: 3 }));
    expect(await dropped).toMatchObject({ type: 'persistent-subscription-dropped' });
    expect((await info(context)).settings.maxRetryCount).toBe(3);
    expect(await receiveTypes(subscribe(context), 1)).toEqual([`${scope()}A`]);
    await client().deletePersistentSubscriptionToAll(scope());
    await expect(info(context)).rejects.toMatchObject({ type: 'persistent-subscription-does-not-exist' });
  });

  it('cannot be created twice', async () => {
    await create(context, END);
    await expect(create(context, END)).rejects.toMatchObject({
      type: 'persistent-subscription-exists',
      groupName: scope(),
    });
  });
};

export const persistentSubscriptionsToAll = (client: Client): void => {
  describe('a persistent subscription to $all', () => {
    let scope: string;
    beforeEach(() => {
      scope = aScope();
    });
    afterEach(() => removeGroups(client(), scope));

    delivery({ client, scope: () => scope });
    checkpoints({ client, scope: () => scope });
    management({ client, scope: () => scope });
  });
};

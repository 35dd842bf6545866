import {
  END,
  persistentSubscriptionToAllSettingsFromDefaults as toAllSettings,
  persistentSubscriptionToStreamSettingsFromDefaults as toStreamSettings,
} from '@eventstore/db-client';
import { failureOf, keep, OwnGroup, removeGroups, taken, until } from './consumer-group.js';
import type { Client } from './samples.js';

type Group = () => OwnGroup;

const telling = (client: Client, group: Group): void => {
  it('tells of a group its settings, who reads it and what is under way', async () => {
    const given = { startFrom: 1n, consumerStrategyName: 'Pinned', maxSubscriberCount: 2, messageTimeout: 5_000 };
    await group().append('A', 'B', 'C');
    await group().create(given);
    const reader = group().subscribe(5);
    await taken(reader, 2, (event, nth) => (nth === 1 ? reader.ack(event) : keep(event, nth)));
    await until(async () => (await group().info()).stats.totalInFlightMessages === 1);
    expect(await group().info()).toMatchObject({
      eventSource: group().stream,
      groupName: group().name,
      settings: toStreamSettings(given),
      connections: [
        { connectionName: client().connectionName, availableSlots: 4, inFlightMessages: 1, totalItems: 2n },
      ],
      stats: { lastKnownEventRevision: 2n, totalItems: 2n, parkedMessageCount: 0n },
    });
  });

  it('lists the groups of a stream, of all streams together, and every group', async () => {
    const { stream, name } = group();
    await group().create();
    await client().createPersistentSubscriptionToStream(stream, `${name}more`, toStreamSettings());
    await client().createPersistentSubscriptionToAll(name, toAllSettings({ startFrom: END }));
    const own = (found: readonly { readonly eventSource: string; readonly groupName: string }[]): string[] =>
      found
        .filter(({ groupName }) => groupName.startsWith(name))
        .map(({ eventSource, groupName }) => `${eventSource} ${groupName}`)
        .sort();
    const [first, second] = [`${stream} ${name}`, `${stream} ${name}more`];
    expect(own(await client().listPersistentSubscriptionsToStream(stream))).toEqual([first, second]);
    const onAll = (await client().listPersistentSubscriptionsToAll()).filter(({ groupName }) =>
      groupName.startsWith(name),
    );
    expect(onAll).toMatchObject([
      { eventSource: '$all', groupName: name, settings: toAllSettings({ startFrom: END }) },
    ]);
    expect(own(await client().listAllPersistentSubscriptions())).toEqual([`$all ${name}`, first, second]);
  });
};

const refusing = (client: Client, group: Group): void => {
  it('refuses a group twice, and one more consumer than there may be', async () => {
    await group().create({ maxSubscriberCount: 1 });
    await expect(group().create()).rejects.toMatchObject({
      type: 'persistent-subscription-exists',
      streamName: group().stream,
      groupName: group().name,
    });
    group().subscribe().resume();
    await until(async () => (await group().info()).connections.length === 1);
    expect(await failureOf(group().subscribe())).toMatchObject({ type: 'maximum-subscribers-reached' });
  });

  it.each<[string, () => Promise<unknown>]>([
    ['deleted', () => group().remove()],
    ['changed', () => group().update()],
    ['told of', () => group().info()],
    ['listed', () => client().listPersistentSubscriptionsToStream(group().stream)],
    ['replayed', () => group().replay()],
    [
      'read',
      async () => {
        throw await failureOf(group().subscribe());
      },
    ],
  ])('says of a group that is to be %s that there is none', async (_what, act) => {
    await expect(act()).rejects.toMatchObject({
      type: 'persistent-subscription-does-not-exist',
      streamName: group().stream,
    });
  });
};

export const askingForGroups = (client: Client): void => {
  describe('groups', () => {
    let own: OwnGroup;
    beforeEach(() => {
      own = new OwnGroup(client);
    });
    afterEach(() => removeGroups(client(), own.name));

    telling(client, () => own);
    refusing(client, () => own);
  });
};

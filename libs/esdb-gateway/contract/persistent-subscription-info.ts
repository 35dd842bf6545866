import {
  END,
  persistentSubscriptionToAllSettingsFromDefaults as toAllSettings,
  persistentSubscriptionToStreamSettingsFromDefaults as toStreamSettings,
} from '@eventstore/db-client';
import { errorOf, keepInFlight, ConsumerGroup, removeGroups, receive, until } from './consumer-group.js';
import type { Client } from './samples.js';

type Group = () => ConsumerGroup;

/** Measurements of the time that a consumer takes, in units of 10 microseconds. */
const STATISTICS = [
  'mean',
  'median',
  'fastest',
  ...[1, 2, 3, 4, 5].map((number) => `quintile ${number}`),
  ...['90%', '95%', '99%', '99.5%', '99.9%'],
  'highest',
];

const contents = (client: Client, group: Group): void => {
  it('reports settings, connections and statistics of a group', async () => {
    const settings = { startFrom: 1n, consumerStrategyName: 'Pinned', maxSubscriberCount: 2, messageTimeout: 5_000 };
    await group().append('A', 'B', 'C');
    await group().create(settings);
    const consumer = group().subscribe(5);
    await receive(consumer, 2, (event, nth) => (nth === 1 ? consumer.ack(event) : keepInFlight(event, nth)));
    await until(async () => (await group().info()).stats.totalInFlightMessages === 1);
    expect(await group().info()).toMatchObject({
      eventSource: group().stream,
      groupName: group().name,
      settings: toStreamSettings(settings),
      connections: [
        { connectionName: client().connectionName, availableSlots: 4, inFlightMessages: 1, totalItems: 2n },
      ],
      stats: { lastKnownEventRevision: 2n, totalItems: 2n, parkedMessageCount: 0n },
    });
  });

  it('measures how fast consumers settle messages, with extra statistics', async () => {
    await group().append('A', 'B', 'C');
    await group().create({ extraStatistics: true });
    const consumer = group().subscribe(5);
    await receive(consumer, 3, keepInFlight).then(async (deliveries) => {
      await new Promise((resolve) => setTimeout(resolve, 50));
      for (const delivery of deliveries) await consumer.ack(delivery);
    });
    const measured = async () => (await group().info()).connections[0]?.extraStatistics;
    await until(async () => (await measured())?.has('highest') ?? false);
    const statistics = [...((await measured()) ?? [])];
    expect(statistics.map(([name]) => name)).toEqual(STATISTICS);
    for (const [, value] of statistics) expect(Number(value)).toBeGreaterThanOrEqual(4_000);
  });

  it('reports how many messages were delivered since the last report', async () => {
    await group().append('A', 'B', 'C');
    await group().create();
    await receive(group().subscribe(5), 3);
    const [first, second] = [await group().info(), await group().info()];
    expect(first.stats).toMatchObject({ countSinceLastMeasurement: 3n });
    expect(second.stats).toMatchObject({ countSinceLastMeasurement: 0n, averagePerSecond: 0 });
    expect(second.connections[0]).toMatchObject({ countSinceLastMeasurement: 0n, averageItemsPerSecond: 0 });
  });

  it('lists the groups of a stream, those of $all, and every group', async () => {
    const { stream, name } = group();
    await group().create();
    await client().createPersistentSubscriptionToStream(stream, `${name}more`, toStreamSettings());
    await client().createPersistentSubscriptionToAll(name, toAllSettings({ startFrom: END }));
    const namesOf = (found: readonly { readonly eventSource: string; readonly groupName: string }[]): string[] =>
      found
        .filter(({ groupName }) => groupName.startsWith(name))
        .map(({ eventSource, groupName }) => `${eventSource} ${groupName}`)
        .sort();
    const [first, second] = [`${stream} ${name}`, `${stream} ${name}more`];
    expect(namesOf(await client().listPersistentSubscriptionsToStream(stream))).toEqual([first, second]);
    const onAll = (await client().listPersistentSubscriptionsToAll()).filter(({ groupName }) =>
      groupName.startsWith(name),
    );
    expect(onAll).toMatchObject([
      { eventSource: '$all', groupName: name, settings: toAllSettings({ startFrom: END }) },
    ]);
    expect(namesOf(await client().listAllPersistentSubscriptions())).toEqual([`$all ${name}`, first, second]);
  });
};

const refusals = (client: Client, group: Group): void => {
  it('refuses a second group of the same name, and consumers over the maximum', async () => {
    await group().create({ maxSubscriberCount: 1 });
    await expect(group().create()).rejects.toMatchObject({
      type: 'persistent-subscription-exists',
      streamName: group().stream,
      groupName: group().name,
    });
    group().subscribe().resume();
    await until(async () => (await group().info()).connections.length === 1);
    expect(await errorOf(group().subscribe())).toMatchObject({ type: 'maximum-subscribers-reached' });
  });

  it.each<[string, () => Promise<unknown>]>([
    ['delete', () => group().remove()],
    ['update', () => group().update()],
    ['info', () => group().info()],
    ['list', () => client().listPersistentSubscriptionsToStream(group().stream)],
    ['replay', () => group().replay()],
    [
      'subscribe',
      async () => {
        throw await errorOf(group().subscribe());
      },
    ],
  ])('reports that a group does not exist to %s', async (_what, act) => {
    await expect(act()).rejects.toMatchObject({
      type: 'persistent-subscription-does-not-exist',
      streamName: group().stream,
    });
  });
};

export const persistentSubscriptionInfo = (client: Client): void => {
  describe('persistent subscription info', () => {
    let group: ConsumerGroup;
    beforeEach(() => {
      group = new ConsumerGroup(client);
    });
    afterEach(() => removeGroups(client(), group.name));

    contents(client, () => group);
    refusals(client, () => group);
  });
};

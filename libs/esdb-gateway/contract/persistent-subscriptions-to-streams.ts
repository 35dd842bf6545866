import { END, PARK, RETRY, SKIP } from '@eventstore/db-client';
import {
  errorOf,
  keepInFlight,
  ConsumerGroup,
  removeGroups,
  receive,
  typeOf,
  receiveTypes,
  until,
} from './consumer-group.js';
import { type Client, linkTo } from './samples.js';

type Group = () => ConsumerGroup;

const delivery = (group: Group): void => {
  it('confirms, then delivers stored and new events', async () => {
    await group().append('A', 'B');
    await group().create();
    const consumer = group().subscribe();
    const confirmed = new Promise((resolve) => consumer.once('confirmation', resolve));
    const types = receiveTypes(consumer, 3);
    await confirmed;
    await group().append('C');
    expect(await types).toEqual(['A', 'B', 'C']);
  });

  it.each([
    ['a revision, inclusive', 1n, ['B', 'C']],
    ['the end', END, ['C']],
  ] as const)('starts at %s', async (_where, startFrom, expected) => {
    await group().append('A', 'B');
    await group().create({ startFrom });
    await group().append('C');
    expect(await receiveTypes(group().subscribe(), expected.length)).toEqual(expected);
  });

  it('delivers each event to one of several competing consumers', async () => {
    await group().create();
    const [a, b] = [group().subscribe(1), group().subscribe(1)];
    const types = Promise.all([receiveTypes(a, 1, keepInFlight), receiveTypes(b, 1, keepInFlight)]);
    await until(async () => (await group().info()).connections.length === 2);
    await group().append('A', 'B');
    expect((await types).flat().sort()).toEqual(['A', 'B']);
  });

  it('delivers the events of a consumer that disconnects to another one', async () => {
    await group().append('A');
    await group().create();
    const consumer = group().subscribe();
    await receive(consumer, 1, () => consumer.unsubscribe());
    const [event] = await receive(group().subscribe(), 1);
    expect(event).toMatchObject({ retryCount: 1, event: { type: 'A' } });
  });
};

const linking = (client: Client, group: Group): void => {
  it.each([
    [
      'with their targets if the group resolves links',
      true,
      [
        ['A', undefined],
        ['A', '$>'],
        ['B', undefined],
      ],
    ],
    [
      'unresolved otherwise',
      false,
      [
        ['A', undefined],
        ['$>', undefined],
        ['B', undefined],
      ],
    ],
  ])('delivers links %s', async (_how, resolveLinkTos, expected) => {
    await group().append('A');
    await client().appendToStream(group().stream, [linkTo(0, group().stream)]);
    await group().append('B');
    await group().create({ resolveLinkTos });
    const received = await receive(group().subscribe(), 3);
    expect(received.map(({ event, link }) => [event?.type, link?.type])).toEqual(expected);
    await until(async () => (await group().info()).stats.totalInFlightMessages === 0);
  });
};

const nacks = (group: Group): void => {
  it('delivers an event again after Nack Retry, with its retry count, and not after Nack Skip', async () => {
    await group().append('A', 'B', 'C');
    await group().create();
    const consumer = group().subscribe(1);
    const received = await receive(consumer, 4, (event, nth) => {
      if (nth === 1) return consumer.nack(RETRY, 'not now', event);
      return nth === 3 ? consumer.nack(SKIP, 'not wanted', event) : consumer.ack(event);
    });
    expect(received.map((event) => [typeOf(event), event.retryCount])).toEqual([
      ['A', 0],
      ['A', 1],
      ['B', 0],
      ['C', 0],
    ]);
  });

  it('parks events after Nack Park or the last retry, and replays them up to a limit', async () => {
    await group().append('A', 'B', 'C');
    await group().create({ maxRetryCount: 0 });
    const consumer = group().subscribe();
    await receive(consumer, 3, (event, nth) => consumer.nack(nth === 1 ? RETRY : PARK, 'broken', event));
    await until(async () => (await group().info()).stats.parkedMessageCount === 3n);
    await group().replay(1);
    expect(await receiveTypes(consumer, 1)).toEqual(['A']);
    await until(async () => (await group().info()).stats.parkedMessageCount === 2n);
    await group().replay();
    expect(await receiveTypes(consumer, 2)).toEqual(['B', 'C']);
    await until(async () => (await group().info()).stats.parkedMessageCount === 0n);
  });
};

const management = (group: Group): void => {
  it('drops its consumers when settings are updated, and continues when they reconnect', async () => {
    await group().append('A', 'B');
    await group().create({ startFrom: 1n });
    const consumer = group().subscribe();
    const dropped = errorOf(consumer);
    await receive(consumer, 1, keepInFlight);
    await group().update({ startFrom: 1n, maxRetryCount: 1 });
    expect(await dropped).toMatchObject({ type: 'persistent-subscription-dropped', groupName: group().name });
    expect((await group().info()).settings.maxRetryCount).toBe(1);
    expect(await receiveTypes(group().subscribe(), 1)).toEqual(['B']);
  });

  it('drops its consumers and discards its state when deleted', async () => {
    await group().append('A');
    await group().create();
    const consumer = group().subscribe();
    const dropped = errorOf(consumer);
    await receive(consumer, 1);
    await group().remove();
    expect(await dropped).toMatchObject({ type: 'persistent-subscription-dropped' });
    await group().create();
    expect(await receiveTypes(group().subscribe(), 1)).toEqual(['A']);
  });
};

export const persistentSubscriptionsToStreams = (client: Client): void => {
  describe('a persistent subscription to a stream', () => {
    let group: ConsumerGroup;
    beforeEach(() => {
      group = new ConsumerGroup(client);
    });
    afterEach(() => removeGroups(client(), group.name));

    delivery(() => group);
    linking(client, () => group);
    nacks(() => group);
    management(() => group);
  });
};

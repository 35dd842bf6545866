import { END, PARK, RETRY, SKIP } from '@eventstore/db-client';
import { failureOf, keep, OwnGroup, removeGroups, taken, typeOf, typesTaken, until } from './consumer-group.js';
import { type Client, linkTo } from './samples.js';

type Group = () => OwnGroup;

const giving = (group: Group): void => {
  it('gives what is in a stream and what comes, and confirms first', async () => {
    await group().append('A', 'B');
    await group().create();
    const reader = group().subscribe();
    const confirmed = new Promise((resolve) => reader.once('confirmation', resolve));
    const types = typesTaken(reader, 3);
    await confirmed;
    await group().append('C');
    expect(await types).toEqual(['A', 'B', 'C']);
  });

  it.each([
    ['a revision, which comes first', 1n, ['B', 'C']],
    ['the end', END, ['C']],
  ] as const)('begins at %s', async (_where, startFrom, expected) => {
    await group().append('A', 'B');
    await group().create({ startFrom });
    await group().append('C');
    expect(await typesTaken(group().subscribe(), expected.length)).toEqual(expected);
  });

  it('shares events among competing consumers, each to one', async () => {
    await group().create();
    const [a, b] = [group().subscribe(1), group().subscribe(1)];
    const types = Promise.all([typesTaken(a, 1, keep), typesTaken(b, 1, keep)]);
    await until(async () => (await group().info()).connections.length === 2);
    await group().append('A', 'B');
    expect((await types).flat().sort()).toEqual(['A', 'B']);
  });

  it('gives to another what a consumer that goes away leaves', async () => {
    await group().append('A');
    await group().create();
    const reader = group().subscribe();
    await taken(reader, 1, () => reader.unsubscribe());
    const [event] = await taken(group().subscribe(), 1);
    expect(event).toMatchObject({ retryCount: 1, event: { type: 'A' } });
  });
};

const linking = (client: Client, group: Group): void => {
  it.each([
    [
      'with what they lead to, where that is asked for',
      true,
      [
        ['A', undefined],
        ['A', '$>'],
        ['B', undefined],
      ],
    ],
    [
      'as they are, where it is not',
      false,
      [
        ['A', undefined],
        ['$>', undefined],
        ['B', undefined],
      ],
    ],
  ])('gives links %s', async (_how, resolveLinkTos, expected) => {
    await group().append('A');
    await client().appendToStream(group().stream, [linkTo(0, group().stream)]);
    await group().append('B');
    await group().create({ resolveLinkTos });
    const received = await taken(group().subscribe(), 3);
    expect(received.map(({ event, link }) => [event?.type, link?.type])).toEqual(expected);
    await until(async () => (await group().info()).stats.totalInFlightMessages === 0);
  });
};

const refusing = (group: Group): void => {
  it('gives an event again after a nack with retry, and counts; leaves out what is skipped', async () => {
    await group().append('A', 'B', 'C');
    await group().create();
    const reader = group().subscribe(1);
    const received = await taken(reader, 4, (event, nth) => {
      if (nth === 1) return reader.nack(RETRY, 'not now', event);
      return nth === 3 ? reader.nack(SKIP, 'not wanted', event) : reader.ack(event);
    });
    expect(received.map((event) => [typeOf(event), event.retryCount])).toEqual([
      ['A', 0],
      ['A', 1],
      ['B', 0],
      ['C', 0],
    ]);
  });

  it('parks, by a nack or after the last retry, and replays, at most as many as are asked for', async () => {
    await group().append('A', 'B', 'C');
    await group().create({ maxRetryCount: 0 });
    const reader = group().subscribe();
    await taken(reader, 3, (event, nth) => reader.nack(nth === 1 ? RETRY : PARK, 'broken', event));
    await until(async () => (await group().info()).stats.parkedMessageCount === 3n);
    await group().replay(1);
    expect(await typesTaken(reader, 1)).toEqual(['A']);
    await until(async () => (await group().info()).stats.parkedMessageCount === 2n);
    await group().replay();
    expect(await typesTaken(reader, 2)).toEqual(['B', 'C']);
    await until(async () => (await group().info()).stats.parkedMessageCount === 0n);
  });
};

const changing = (group: Group): void => {
  it('changes settings, sends consumers away to come back, and gives them what is left', async () => {
    await group().append('A', 'B');
    await group().create({ startFrom: 1n });
    const reader = group().subscribe();
    const gone = failureOf(reader);
    await taken(reader, 1, keep);
    await group().update({ startFrom: 1n, maxRetryCount: 1 });
    expect(await gone).toMatchObject({ type: 'persistent-subscription-dropped', groupName: group().name });
    expect((await group().info()).settings.maxRetryCount).toBe(1);
    expect(await typesTaken(group().subscribe(), 1)).toEqual(['B']);
  });

  it('deletes a group with everything that it kept, and sends its consumers away', async () => {
    await group().append('A');
    await group().create();
    const reader = group().subscribe();
    const gone = failureOf(reader);
    await taken(reader, 1);
    await group().remove();
    expect(await gone).toMatchObject({ type: 'persistent-subscription-dropped' });
    await group().create();
    expect(await typesTaken(group().subscribe(), 1)).toEqual(['A']);
  });
};

export const consumingStreams = (client: Client): void => {
  describe('a persistent subscription to a stream', () => {
    let own: OwnGroup;
    beforeEach(() => {
      own = new OwnGroup(client);
    });
    afterEach(() => removeGroups(client(), own.name));

    giving(() => own);
    linking(client, () => own);
    refusing(() => own);
    changing(() => own);
  });
};

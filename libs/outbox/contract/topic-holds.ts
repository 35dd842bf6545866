import { type OpenedOutbox, T } from './opened-outbox.js';

const holds = ({ current, reopen }: OpenedOutbox): void => {
  const hold = (topic: string, until: number, since = 0) =>
    current().topicHolds.hold(topic, { until: T(until), since: T(since) });
  const find = (topic: string) => current().topicHolds.find(topic);

  it('are found with the latest instant of their holds, also when reopened', async () => {
    expect(await find('wh-1')).toBeUndefined();
    await hold('wh-1', 5);
    await hold('wh-1', 3, 1);
    await hold('wh-2', 4);
    await reopen();
    expect([await find('wh-1'), await find('wh-2')]).toEqual([
      { until: T(5), since: T(1) },
      { until: T(4), since: T(0) },
    ]);
    await hold('wh-1', 6, 2);
    expect(await find('wh-1')).toEqual({ until: T(6), since: T(2) });
  });

  it('are deleted once their hold has ended: one, or all', async () => {
    for (const [topic, until] of [
      ['a', 1],
      ['b', 2],
      ['c', 3],
    ] as const)
      await hold(topic, until);
    const held = async () => {
      const found = await Promise.all(['a', 'b', 'c'].map(find));
      return found.map((one) => one !== undefined);
    };
    await current().topicHolds.deleteEnded(T(1), 'b');
    expect(await held()).toEqual([true, true, true]);
    await current().topicHolds.deleteEnded(T(2), 'b');
    expect(await held()).toEqual([true, false, true]);
    await current().topicHolds.deleteEnded(T(2));
    expect(await held()).toEqual([false, false, true]);
  });
};

const dueTimes = ({ current }: OpenedOutbox): void => {
  it('have the messages of a channel made due earlier, up to a limit', async () => {
    const message = (id: string, minute: number, channel = 'webhook', topic = 'wh-1') => ({
      id,
      channel,
      topic,
      payload: '{}',
      createdAt: T(minute),
    });
    await current().insert([
      message('early', 2),
      message('a', 3),
      message('b', 4),
      message('c', 8),
      message('late', 9),
      message('test', 4, 'webhook-test'),
      message('other', 4, 'webhook', 'wh-2'),
      message('sent', 4),
    ]);
    await current().recordAttempt('sent', { sentAt: T(1) });
    const hasten = () => current().topicHolds.hasten('wh-1', { after: T(2), until: T(8), to: T(1) }, 2, 'webhook');
    expect([await hasten(), await hasten(), await hasten()]).toEqual([2, 1, 0]);
    const ids = ['early', 'a', 'b', 'c', 'late', 'test', 'other', 'sent'];
    const found = await Promise.all(ids.map((id) => current().message(id)));
    expect(found.map((one) => one?.dueAt)).toEqual([T(2), T(1), T(1), T(1), T(9), T(4), T(4), null]);
  });

  it('have their due messages postponed in every channel, up to a limit and without an attempt', async () => {
    const message = (id: string, channel: string, topic = 'wh-1', minute = 0) => ({
      id,
      channel,
      topic,
      payload: '{}',
      createdAt: T(minute),
    });
    const { topicHolds } = current();
    await current().insert([
      message('a', 'webhook'),
      message('b', 'webhook-replay'),
      message('c', 'webhook', 'wh-1', 3),
      message('later', 'webhook', 'wh-1', 9),
      message('other', 'webhook', 'wh-2'),
      message('sent', 'webhook'),
      message('dead', 'webhook'),
    ]);
    await current().recordAttempt('sent', { sentAt: T(1) });
    await current().recordAttempt('dead', { failedAt: T(1), error: 'gone', retryAt: null });
    expect(await topicHolds.postpone('wh-1', T(2), 2, 'webhook-replay')).toBe(1);
    expect([(await current().message('a'))?.dueAt, (await current().message('b'))?.dueAt]).toEqual([T(0), T(2)]);
    const postpone = () => topicHolds.postpone('wh-1', T(5), 2);
    expect([await postpone(), await postpone(), await postpone()]).toEqual([2, 1, 0]);
    const ids = ['a', 'b', 'c', 'later', 'other', 'sent', 'dead'];
    const found = await Promise.all(ids.map((id) => current().message(id)));
    expect(found.map((one) => [one?.dueAt, one?.attempts])).toEqual([
      [T(5), 0],
      [T(5), 0],
      [T(5), 0],
      [T(9), 0],
      [T(0), 0],
      [null, 0],
      [null, 1],
    ]);
  });
};

/** Tests of topics that are held back, as an outbox stores them. */
export const topicHoldContract = (outbox: OpenedOutbox): void => {
  describe('topics that are held back', () => {
    holds(outbox);
    dueTimes(outbox);
  });
};

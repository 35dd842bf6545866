import { type Channel, RecipientGone } from './channel.js';
import type { Scheduler } from './scheduler.js';
import { type DueMessage, dispatcher } from './dispatcher.js';
import { Sender } from './sender.js';
import { ReadBehind } from '@ledgerdesk/event-store';
import { DAY } from '@ledgerdesk/kernel';
import { ManualTime } from '../../test/support/manual-time.js';
import { InMemoryOutbox } from '../../test/support/in-memory-outbox.js';

const START = '2026-11-02T08:00:00.000Z';

describe('dispatcher with one unresponsive recipient', () => {
  let outbox: InMemoryOutbox;
  let time: ManualTime;
  let scheduler: Scheduler<DueMessage>;

  const elapse = async (ms: number): Promise<void> => {
    scheduler.notify();
    await time.advance(ms);
    scheduler.notify();
    await time.advance(100);
  };

  const TIMEOUT_MS = 15_000;
  let delivered: string[];
  const webhooks: Channel = {
    name: 'webhook',
    topicIsRecipient: true,
    send: async ({ id, topic }) => {
      if (topic === 'responsive') return void delivered.push(id);
      await new Promise<void>((resolve) => {
        time.after(TIMEOUT_MS, resolve);
      });
      throw new Error('no answer');
    },
    retryDelayMs: (attempts) => (attempts < 3 ? attempts * 600_000 : null),
  };
  const queue = (topic: string, count: number) =>
    outbox.saveCheckpoint(
      'p',
      { logId: 'log', position: '1' },
      Array.from({ length: count }, (_, n) => ({
        id: `${topic}-${String(n).padStart(4, '0')}`,
        channel: 'webhook',
        topic,
        payload: '{}',
        createdAt: time.now(),
      })),
    );
  const attemptsOf = async (state: 'waiting' | 'dead') =>
    (await outbox.messages({ topic: 'unresponsive', state }, { limit: 1_000 })).map(({ attempts }) => attempts);

  beforeEach(() => {
    delivered = [];
    outbox = new InMemoryOutbox();
    time = new ManualTime(START);
    scheduler = dispatcher({
      sender: new Sender({ channel: webhooks, outbox, clock: time }),
      clock: time,
      timers: time,
    });
    scheduler.start();
  });
  afterEach(() => scheduler.stop());

  it('does not delay messages to the others, and stops retrying its messages on schedule', async () => {
    await queue('unresponsive', 60);
    await elapse(100);
    await queue('responsive', 3);
    await elapse(TIMEOUT_MS);
    await elapse(100);
    expect(delivered).toHaveLength(3);
    await elapse(TIMEOUT_MS);
    expect(await attemptsOf('waiting')).toEqual(Array(60).fill(1));
    expect([await outbox.message('unresponsive-0000'), await outbox.message('unresponsive-0059')]).toMatchObject([
      { lastError: 'no answer' },
      { lastError: 'Not attempted because other messages to this recipient failed: no answer' },
    ]);
    for (const ms of [600_000, 100, TIMEOUT_MS, 1_200_000, 100, TIMEOUT_MS, 100]) await elapse(ms);
    expect([await attemptsOf('waiting'), await attemptsOf('dead')]).toEqual([[], Array(60).fill(3)]);
  });

  it('sends the other messages of a recipient if some of them can never be sent', async () => {
    const lost = (id: string) => /000[0-3]$/.test(id);
    const final = new Error('The log has lost the event.');
    await scheduler.stop();
    const some: Channel = {
      ...webhooks,
      send: async ({ id }) => {
        if (lost(id)) throw final;
        delivered.push(id);
      },
      retryDelayMs: (attempts, error) => (error === final ? null : webhooks.retryDelayMs(attempts, error)),
    };
    scheduler = dispatcher({ sender: new Sender({ channel: some, outbox, clock: time }), clock: time, timers: time });
    await queue('unresponsive', 60);
    scheduler.start();
    await elapse(5_000);
    expect(delivered).toHaveLength(56);
    expect(await attemptsOf('dead')).toEqual([1, 1, 1, 1]);
  });

  it('deletes the messages of a recipient that is gone, in batches, and sends those of others', async () => {
    let attempts = 0;
    jest.spyOn(webhooks, 'send').mockImplementation(async ({ id, topic }) => {
      attempts += 1;
      if (topic === 'gone') throw new RecipientGone('removed');
      delivered.push(id);
    });
    const deleteUnsent = jest.spyOn(outbox, 'deleteUnsent');
    await queue('gone', 5_000);
    await queue('responsive', 3);
    await elapse(100);
    await elapse(10_000);
    expect(outbox.ids()).toEqual(['responsive-0000', 'responsive-0001', 'responsive-0002']);
    expect(delivered).toHaveLength(3);
    expect(attempts).toBeLessThan(50);
    expect(Math.max(...deleteUnsent.mock.calls.map(([, limit]) => limit))).toBeLessThanOrEqual(500);
  });

  it('does not count an event that cannot be read yet against its recipient', async () => {
    jest.spyOn(webhooks, 'send').mockImplementation(async ({ id }) => {
      if (id < 'half-0010') throw new ReadBehind('ticket-1', 0);
      delivered.push(id);
    });
    await queue('half', 20);
    await elapse(100);
    expect(delivered).toHaveLength(10);
    expect(await outbox.messages({ topic: 'half', state: 'waiting' }, { limit: 100 })).toHaveLength(10);
  });

  it('gets nothing while it is paused, and all that waits soon after', async () => {
    let isPaused = true;
    await scheduler.stop();
    const pausing: Channel = {
      ...webhooks,
      send: async ({ id }) => void delivered.push(id),
      pauseMs: async ({ topic }) => (topic === 'busy' && isPaused ? 60_000 : null),
    };
    scheduler = dispatcher({
      sender: new Sender({ channel: pausing, outbox, clock: time }),
      clock: time,
      timers: time,
    });
    scheduler.start();
    await queue('busy', 600);
    await queue('responsive', 3);
    await elapse(100);
    await elapse(600_000);
    expect(delivered.filter((id) => id.startsWith('busy'))).toEqual([]);
    expect(delivered).toHaveLength(3);
    const waiting = await outbox.messages({ topic: 'busy', state: 'waiting' }, { limit: 1_000 });
    expect(new Set(waiting.map(({ attempts }) => attempts))).toEqual(new Set([0]));
    isPaused = false;
    await elapse(61_000);
    await elapse(61_000);
    expect(delivered).toHaveLength(603);
  });

  describe('that asks to be left alone', () => {
    const HOLD_MS = 3_600_000;
    class Busy extends Error {}
    /** True while the recipient asks so. */
    let isBusy: boolean;
    let attempts: string[];
    const asking: Channel = {
      ...webhooks,
      send: async ({ id, topic }) => {
        if (topic !== 'busy') return void delivered.push(id);
        attempts.push(id);
        if (isBusy) throw new Busy('429');
        delivered.push(id);
      },
      holdMs: (error) => (error instanceof Busy ? HOLD_MS : null),
      retryDelayMs: (failures) => (failures < 3 ? HOLD_MS : null),
    };
    const restart = async (current = asking): Promise<void> => {
      await scheduler.stop();
      scheduler = dispatcher({
        sender: new Sender({ channel: current, outbox, clock: time }),
        clock: time,
        timers: time,
      });
      scheduler.start();
    };
    const countsOf = async () => {
      const messages = await outbox.messages({ topic: 'busy', state: 'waiting' }, { limit: 1_000 });
      return messages.filter(({ channel }) => channel === 'webhook').map((message) => message.attempts);
    };

    beforeEach(async () => {
      isBusy = true;
      attempts = [];
      await restart();
    });
    const queueBusy = async (count: number): Promise<void> => {
      await queue('busy', count);
      await elapse(100);
    };

    it('gets no message until then, in any channel and after a restart, and no attempt is counted', async () => {
      await queueBusy(600);
      const attempted = attempts.length;
      expect(attempted).toBeLessThanOrEqual(8);
      expect((await countsOf()).filter((count) => count > 0)).toHaveLength(attempted);
      await queue('responsive', 3);
      await outbox.insert([
        { id: 'new', channel: 'webhook', topic: 'busy', payload: '{}', createdAt: time.now() },
        { id: 'replay', channel: 'replay', topic: 'busy', payload: '{}', createdAt: time.now() },
      ]);
      const replays = dispatcher({
        sender: new Sender({ channel: { ...asking, name: 'replay' }, outbox, clock: time }),
        clock: time,
        timers: time,
      });
      replays.start();
      await restart();
      for (let step = 0; step < 10; step += 1) await elapse(HOLD_MS / 10 - 1_000);
      await replays.stop();
      expect([attempts.length, delivered.toSorted()]).toEqual([
        attempted,
        ['responsive-0000', 'responsive-0001', 'responsive-0002'],
      ]);
      const [fresh, replay] = [await outbox.message('new'), await outbox.message('replay')];
      expect(fresh).toMatchObject({ state: 'waiting', attempts: 0, lastError: null });
      expect(replay?.dueAt).toBe(fresh?.dueAt);
      isBusy = false;
      for (let step = 0; step < 4; step += 1) await elapse(20_000);
      expect(await countsOf()).toEqual([]);
      expect(delivered).toHaveLength(601 + 3);
    });

    it('gets its other messages once it responds again, and is not held any more', async () => {
      await queueBusy(20);
      expect(await outbox.topicHolds.find('busy')).toBeDefined();
      isBusy = false;
      await elapse(HOLD_MS);
      await elapse(20_000);
      expect(await countsOf()).toEqual([]);
      expect(await outbox.topicHolds.find('busy')).toBeUndefined();
    });

    it('counts as down after three days without one message sent', async () => {
      await queueBusy(580);
      const leapAnHour = async (): Promise<void> => {
        await time.leap(HOLD_MS);
        await elapse(11_000);
      };
      for (let hour = 0; hour < 70; hour += 1) await leapAnHour();
      expect((await countsOf()).filter((count) => count === 0).length).toBeGreaterThan(0);
      for (let hour = 0; hour < 8; hour += 1) await leapAnHour();
      expect(await countsOf()).toEqual([]);
    });

    it('counts as down from the third day on, also if it asks for a day each time (Retry-After: 86400)', async () => {
      await restart({ ...asking, holdMs: () => DAY, retryDelayMs: (failures) => (failures < 10 ? DAY : null) });
      await queueBusy(580);
      const fewest: number[] = [];
      for (let day = 0; day < 12; day += 1) {
        fewest.push(Math.min(...(await countsOf())));
        await time.leap(DAY);
        await elapse(11_000);
      }
      expect(fewest).toEqual([0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
      expect(await countsOf()).toEqual([]);
    });
  });

  it('attempts every message to a recipient that sometimes responds', async () => {
    let attempt = 0;
    jest.spyOn(webhooks, 'send').mockImplementation(async ({ id }) => {
      if ((attempt += 1) % 3 !== 0) throw new Error('busy');
      delivered.push(id);
    });
    await queue('flaky', 30);
    await elapse(100);
    expect(delivered).toHaveLength(10);
  });
});

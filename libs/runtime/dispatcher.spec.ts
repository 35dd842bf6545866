import type { Channel } from './channel.js';
import type { Scheduler } from './scheduler.js';
import { type DueMessage, dispatcher } from './dispatcher.js';
import { ManualTime } from '../../test/support/manual-time.js';
import { InMemoryOutbox } from '../../test/support/in-memory-outbox.js';

const START = '2026-11-02T08:00:00.000Z';

describe('a dispatcher', () => {
  let outbox: InMemoryOutbox;
  let time: ManualTime;
  let sent: string[];
  let faults: Error[];
  /** What the next attempt waits for, before anything is sent. */
  let stuck: Promise<void> | undefined;
  let clock: Scheduler<DueMessage>;

  const channel: Channel = {
    name: 'mail',
    send: async ({ id }) => {
      const wait = stuck;
      stuck = undefined;
      await wait;
      const fault = faults.shift();
      if (fault) throw fault;
      sent.push(id);
    },
    retryDelayMs: (attempts) => (attempts < 3 ? attempts * 60_000 : null),
  };
  const put = (...ids: readonly string[]) =>
    outbox.saveCheckpoint(
      'p',
      { logId: 'log', position: '1' },
      ids.map((id) => ({ id, channel: 'mail', topic: 'all', payload: '{}', createdAt: START })),
    );
  const pass = async (ms: number): Promise<void> => {
    clock.notify();
    await time.advance(ms);
    clock.notify();
    await time.advance(100);
  };

  beforeEach(() => {
    outbox = new InMemoryOutbox();
    time = new ManualTime(START);
    sent = [];
    faults = [];
    stuck = undefined;
    clock = dispatcher({ channel, outbox, clock: time, timers: time });
    clock.start();
  });
  afterEach(() => clock.stop());

  it('sends what waits, once', async () => {
    await put('a', 'b');
    await pass(5_000);
    expect(sent).toEqual(['a', 'b']);
    expect(await outbox.message('a')).toMatchObject({ state: 'sent', attempts: 0 });
  });

  it('tries again what fails, as long as the channel says', async () => {
    faults = [new Error('busy'), new Error('busy again')];
    await put('a');
    await pass(5_000);
    expect(await outbox.message('a')).toMatchObject({ state: 'waiting', attempts: 1, lastError: 'busy' });
    await pass(65_000);
    expect(await outbox.message('a')).toMatchObject({ attempts: 2, lastError: 'busy again' });
    await pass(130_000);
    expect([sent, (await outbox.message('a'))?.state]).toEqual([['a'], 'sent']);
  });

  it('gives up when the channel says so, and sends it when it is revived', async () => {
    faults = [new Error('1'), new Error('2'), new Error('3')];
    await put('a');
    await pass(600_000);
    expect(await outbox.message('a')).toMatchObject({ state: 'dead', attempts: 3, lastError: '3' });
    await outbox.requeue('a', time.now());
    await pass(5_000);
    expect(sent).toEqual(['a']);
  });

  it('does not send again what could not be noted', async () => {
    const note = outbox.recordAttempt.bind(outbox);
    outbox.recordAttempt = async () => {
      outbox.recordAttempt = note;
      throw new Error('disk full');
    };
    await put('a');
    await pass(5_000);
    expect([sent, (await outbox.message('a'))?.state]).toEqual([['a'], 'sent']);
  });

  describe('beside another, as when its turn ends while it still sends', () => {
    let other: Scheduler<DueMessage>;
    beforeEach(() => {
      other = dispatcher({ channel, outbox, clock: time, timers: time });
      other.start();
    });
    afterEach(() => other.stop());

    const bothPass = async (ms: number): Promise<void> => {
      other.notify();
      await pass(ms);
      other.notify();
      await pass(100);
    };

    it('sends each message once', async () => {
      await put('a', 'b', 'c');
      await bothPass(5_000);
      expect(sent.sort()).toEqual(['a', 'b', 'c']);
    });

    it('lets the other send what it has begun, yet not finished in time', async () => {
      let finish = (): void => undefined;
      stuck = new Promise((resolve) => {
        finish = resolve;
      });
      await put('a');
      await bothPass(60_000);
      expect(sent).toEqual([]);
      await bothPass(70_000);
      expect(sent).toEqual(['a']);
      faults = [new Error('too late')];
      finish();
      await bothPass(1_000);
      expect([sent, (await outbox.message('a'))?.state]).toEqual([['a'], 'sent']);
    });
  });

  describe('to receivers of whom one does not answer', () => {
    const SILENCE_MS = 15_000;
    let told: string[];
    const receivers: Channel = {
      name: 'webhook',
      topicIsRecipient: true,
      send: async ({ id, topic }) => {
        if (topic === 'well') return void told.push(id);
        await new Promise<void>((resolve) => {
          time.after(SILENCE_MS, resolve);
        });
        throw new Error('no answer');
      },
      retryDelayMs: (attempts) => (attempts < 3 ? attempts * 600_000 : null),
    };
    const tell = (topic: string, count: number) =>
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
    const left = async (state: 'waiting' | 'dead') =>
      (await outbox.messages({ topic: 'silent', state }, { limit: 1_000 })).map(({ attempts }) => attempts);

    beforeEach(async () => {
      told = [];
      await clock.stop();
      clock = dispatcher({ channel: receivers, outbox, clock: time, timers: time });
      clock.start();
    });

    it('lets nobody wait behind those, and gives their messages up in time', async () => {
      await tell('silent', 60);
      await pass(100);
      await tell('well', 3);
      await pass(SILENCE_MS);
      await pass(100);
      expect(told).toHaveLength(3);
      await pass(SILENCE_MS);
      expect(await left('waiting')).toEqual(Array(60).fill(1));
      expect([await outbox.message('silent-0000'), await outbox.message('silent-0059')]).toMatchObject([
        { lastError: 'no answer' },
        { lastError: 'Not tried, since others were in vain: no answer' },
      ]);
      for (const ms of [600_000, 100, SILENCE_MS, 1_200_000, 100, SILENCE_MS, 100]) await pass(ms);
      expect([await left('waiting'), await left('dead')]).toEqual([[], Array(60).fill(3)]);
    });

    it('passes nobody over who answers now and then', async () => {
      let attempt = 0;
      jest.spyOn(receivers, 'send').mockImplementation(async ({ id }) => {
        if ((attempt += 1) % 3 !== 0) throw new Error('busy');
        told.push(id);
      });
      await tell('flaky', 30);
      await pass(100);
      expect(told).toHaveLength(10);
    });
  });
});

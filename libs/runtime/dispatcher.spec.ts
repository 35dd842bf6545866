import type { Channel } from './channel.js';
import type { Scheduler } from './scheduler.js';
import { type DueMessage, dispatcher } from './dispatcher.js';
import { Sender } from './sender.js';
import { ManualTime } from '../../test/support/manual-time.js';
import { InMemoryOutbox } from '../../test/support/in-memory-outbox.js';

const START = '2026-11-02T08:00:00.000Z';

describe('dispatcher', () => {
  let outbox: InMemoryOutbox;
  let time: ManualTime;
  let sent: string[];
  let errors: Error[];
  /** Awaited by the next attempt before it sends. */
  let blocked: Promise<void> | undefined;
  let retryMs: number;
  let onSent: Channel['onSent'];
  let onGivenUp: Channel['onGivenUp'];
  let scheduler: Scheduler<DueMessage>;

  const channel: Channel = {
    name: 'mail',
    send: async ({ id }) => {
      const wait = blocked;
      blocked = undefined;
      await wait;
      const error = errors.shift();
      if (error) throw error;
      sent.push(id);
    },
    onSent: async (message) => onSent?.(message),
    onGivenUp: async (message, error) => onGivenUp?.(message, error),
    retryDelayMs: (attempts) => (attempts < 3 ? attempts * retryMs : null),
  };
  const queueIds = (...ids: readonly string[]) =>
    outbox.saveCheckpoint(
      'p',
      { logId: 'log', position: '1' },
      ids.map((id) => ({ id, channel: 'mail', topic: 'all', payload: '{}', createdAt: START })),
    );
  const elapse = async (ms: number): Promise<void> => {
    scheduler.notify();
    await time.advance(ms);
    scheduler.notify();
    await time.advance(100);
  };

  beforeEach(() => {
    outbox = new InMemoryOutbox();
    time = new ManualTime(START);
    sent = [];
    errors = [];
    retryMs = 60_000;
    onSent = undefined;
    onGivenUp = undefined;
    blocked = undefined;
    scheduler = dispatcher({ sender: new Sender({ channel, outbox, clock: time }), clock: time, timers: time });
    scheduler.start();
  });
  afterEach(() => scheduler.stop());

  it('sends waiting messages once', async () => {
    await queueIds('a', 'b');
    await elapse(5_000);
    expect(sent).toEqual(['a', 'b']);
    expect(await outbox.message('a')).toMatchObject({ state: 'sent', attempts: 0 });
  });

  it('retries a failed message as scheduled by the channel', async () => {
    errors = [new Error('busy'), new Error('busy again')];
    await queueIds('a');
    await elapse(5_000);
    expect(await outbox.message('a')).toMatchObject({ state: 'waiting', attempts: 1, lastError: 'busy' });
    await elapse(65_000);
    expect(await outbox.message('a')).toMatchObject({ attempts: 2, lastError: 'busy again' });
    await elapse(130_000);
    expect([sent, (await outbox.message('a'))?.state]).toEqual([['a'], 'sent']);
  });

  it('keeps the attempts with the answers that the channel has noted', async () => {
    const answer = { status: 503, durationMs: 12, body: 'busy' };
    await scheduler.stop();
    const answering: Channel = {
      ...channel,
      send: async (message, noteAnswer) => {
        if (errors.length > 0) noteAnswer(answer);
        await channel.send(message, noteAnswer);
      },
    };
    scheduler = dispatcher({
      sender: new Sender({ channel: answering, outbox, clock: time }),
      clock: time,
      timers: time,
    });
    scheduler.start();
    errors = Array.from({ length: 22 }, () => new Error('busy'));
    await queueIds('a');
    await elapse(5_000);
    expect((await outbox.message('a'))?.history).toEqual([{ at: expect.any(String) as string, error: 'busy', answer }]);
    for (let retry = 0; retry < 8; retry += 1) {
      await elapse(200_000);
      await outbox.requeue('a', time.now());
    }
    await elapse(5_000);
    const { history = [] } = (await outbox.message('a')) ?? {};
    expect(history).toHaveLength(20);
    expect(history.at(-1)).toMatchObject({ error: null, answer: null });
  });

  it('retries a failed message when it is due, though nothing is added meanwhile', async () => {
    retryMs = 3_000;
    errors = [new Error('busy')];
    await queueIds('a');
    scheduler.notify();
    await time.advance(100);
    expect(await outbox.message('a')).toMatchObject({ attempts: 1 });
    await time.advance(3_100);
    expect(sent).toEqual(['a']);
  });

  it('stops retrying a message when the channel returns null, and sends it after a requeue', async () => {
    errors = [new Error('1'), new Error('2'), new Error('3')];
    await queueIds('a');
    await elapse(600_000);
    expect(await outbox.message('a')).toMatchObject({ state: 'dead', attempts: 3, lastError: '3' });
    await outbox.requeue('a', time.now());
    await elapse(5_000);
    expect(sent).toEqual(['a']);
  });

  it('tells the channel once the outcome of a message, before the outbox records it', async () => {
    const told: string[] = [];
    const stateOf = async (id: string) => (await outbox.message(id))?.state;
    onSent = async ({ id }) => void told.push(`${id} sent ${await stateOf(id)}`);
    onGivenUp = async ({ id }, error) => void told.push(`${id} ${String(error)} ${await stateOf(id)}`);
    errors = [new Error('1'), new Error('2'), new Error('3')];
    await queueIds('a');
    await elapse(600_000);
    await queueIds('b');
    await elapse(5_000);
    expect(told).toEqual(['a Error: 3 waiting', 'b sent waiting']);
    expect([await stateOf('a'), await stateOf('b')]).toEqual(['dead', 'sent']);
  });

  it('does not resend a message while the channel cannot note that it was sent', async () => {
    let failures = 2;
    onSent = async () => {
      if ((failures -= 1) >= 0) throw new Error('The log is down.');
    };
    await queueIds('a');
    await elapse(200_000);
    expect([sent, (await outbox.message('a'))?.state]).toEqual([['a'], 'sent']);
  });

  it('does not resend a message whose outcome could not be recorded', async () => {
    const recordAttempt = outbox.recordAttempt.bind(outbox);
    outbox.recordAttempt = async () => {
      outbox.recordAttempt = recordAttempt;
      throw new Error('disk full');
    };
    await queueIds('a');
    await elapse(5_000);
    expect([sent, (await outbox.message('a'))?.state]).toEqual([['a'], 'sent']);
  });

  describe('alongside another dispatcher, as during a change of leader', () => {
    let other: Scheduler<DueMessage>;
    beforeEach(() => {
      other = dispatcher({ sender: new Sender({ channel, outbox, clock: time }), clock: time, timers: time });
      other.start();
    });
    afterEach(() => other.stop());

    const bothElapse = async (ms: number): Promise<void> => {
      other.notify();
      await elapse(ms);
      other.notify();
      await elapse(100);
    };

    it('sends each message once', async () => {
      await queueIds('a', 'b', 'c');
      await bothElapse(5_000);
      expect(sent.sort()).toEqual(['a', 'b', 'c']);
    });

    it('leaves a message to the other dispatcher if its own attempt outlasts the claim', async () => {
      let finish = (): void => undefined;
      blocked = new Promise((resolve) => {
        finish = resolve;
      });
      await queueIds('a');
      await bothElapse(60_000);
      expect(sent).toEqual([]);
      await bothElapse(70_000);
      expect(sent).toEqual(['a']);
      errors = [new Error('too late')];
      finish();
      await bothElapse(1_000);
      expect([sent, (await outbox.message('a'))?.state]).toEqual([['a'], 'sent']);
    });
  });
});

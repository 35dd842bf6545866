import type { NewMessage, Outbox } from '@ledgerdesk/outbox';
import fc from 'fast-check';
import { InMemoryOutbox } from '../../test/support/in-memory-outbox.js';
import { ManualTime } from '../../test/support/manual-time.js';
import { runs } from '../../test/support/runs.js';
import { type Channel, RecipientGone } from './channel.js';
import { dispatcher } from './dispatcher.js';
import { Sender } from './sender.js';
import { Settlement } from './settlement.js';
import { MAX_OPEN_ATTEMPTS } from './open-attempts.js';

const START = '2026-11-02T08:00:00.000Z';

/** What becomes of a statement: its answer arrives, or is lost before or after the statement took effect. */
type Fate = 'answered' | 'lost before' | 'lost after';

/** An outbox over a connection that loses answers. Each statement that writes takes the next fate. */
const over = (outbox: InMemoryOutbox, fateOf: (statement: string) => Fate): Outbox => {
  const losing =
    <A extends readonly unknown[], R>(name: string, statement: (...args: A) => Promise<R>) =>
    async (...args: A): Promise<R> => {
      const fate = fateOf(name);
      if (fate === 'lost before') throw new Error('connection lost');
      const result = await statement(...args);
      if (fate === 'lost after') throw new Error('connection lost');
      return result;
    };
  const { topicHolds } = outbox;
  return Object.assign(Object.create(outbox) as InMemoryOutbox, {
    listWaiting: outbox.listWaiting.bind(outbox),
    claim: losing('claim', outbox.claim.bind(outbox)),
    release: losing('release', outbox.release.bind(outbox)),
    recordAttempt: losing('recordAttempt', outbox.recordAttempt.bind(outbox)),
    recordFailures: losing('recordFailures', outbox.recordFailures.bind(outbox)),
    deleteUnsent: losing('deleteUnsent', outbox.deleteUnsent.bind(outbox)),
    topicHolds: {
      find: losing('find', topicHolds.find.bind(topicHolds)),
      hold: losing('hold', topicHolds.hold.bind(topicHolds)),
      postpone: losing('postpone', topicHolds.postpone),
      deleteEnded: losing('deleteEnded', topicHolds.deleteEnded.bind(topicHolds)),
    },
  });
};

const aMessage = (id: string, topic = 'all'): NewMessage => ({
  id,
  channel: 'c',
  topic,
  payload: '{}',
  createdAt: START,
});

describe('answers of the outbox that are lost', () => {
  let outbox: InMemoryOutbox;
  let time: ManualTime;
  /** Ids of the messages that were handed over, by what became of them. */
  let sent: string[];
  let failed: string[];
  let stops: (() => Promise<void>)[];

  beforeEach(() => begin());
  afterEach(() => end());

  const begin = (): void => {
    outbox = new InMemoryOutbox();
    time = new ManualTime(START);
    sent = [];
    failed = [];
    stops = [];
  };
  const end = async (): Promise<void> => {
    await Promise.all(stops.map((stop) => stop()));
  };
  const start = (channel: Channel, fateOf: (statement: string) => Fate): void => {
    const scheduler = dispatcher({
      sender: new Sender({ channel, outbox: over(outbox, fateOf), clock: time }),
      clock: time,
      timers: time,
    });
    scheduler.start();
    stops.push(() => scheduler.stop());
  };
  /** The given fates for the first statements of a kind; the others are answered. */
  const first = (kind: string, ...fates: readonly Fate[]) => {
    const left = [...fates];
    return (statement: string): Fate => (statement === kind ? left.shift() : undefined) ?? 'answered';
  };
  const channel = (differing: Partial<Channel> = {}, failures: Error[] = []): Channel => ({
    name: 'c',
    send: async ({ id }) => {
      const failure = failures.shift();
      (failure ? failed : sent).push(id);
      if (failure) throw failure;
    },
    retryDelayMs: (attempts) => (attempts < 30 ? 5_000 : null),
    ...differing,
  });

  it.each<Fate>(['lost before', 'lost after'])(
    'of a claim, %s it was stored, delay a message by a second',
    async (fate) => {
      await outbox.insert([aMessage('a')]);
      start(channel(), first('claim', fate));
      await time.advance(500);
      expect(sent).toEqual([]);
      await outbox.insert([{ ...aMessage('b'), createdAt: time.now() }]);
      await time.advance(1_000);
      expect(sent[0]).toBe('a');
      expect(await outbox.message('a')).toMatchObject({ state: 'sent', attempts: 0 });
    },
  );

  it.each<Fate>(['lost before', 'lost after'])('of an outcome, %s it was stored, are repeated soon', async (fate) => {
    await outbox.insert([aMessage('a')]);
    const fates = first('recordAttempt', fate, 'answered', fate);
    start(channel({}, [new Error('busy')]), fates);
    await time.advance(1_100);
    expect(await outbox.message('a')).toMatchObject({ state: 'waiting', attempts: 1, lastError: 'busy' });
    await time.advance(15_000);
    expect([failed, sent]).toEqual([['a'], ['a']]);
    expect(await outbox.message('a')).toMatchObject({ state: 'sent', attempts: 1 });
  });

  it.each([2, 3])(
    'of a failure that was stored, lost %s times, do not keep the message from its turn',
    async (times) => {
      await outbox.insert([aMessage('a'), aMessage('b')]);
      const lost = Array<Fate>(times - 1).fill('lost before');
      const fates = first('recordAttempt', 'lost after', 'answered', ...lost);
      const retryDelayMs = () => (times === 2 ? 2_000 : 5_000);
      start(channel({ retryDelayMs }, [new Error('busy'), new Error('busy')]), fates);
      await time.advance(20_000);
      expect([failed, sent.toSorted()]).toEqual([
        ['a', 'b'],
        ['a', 'b'],
      ]);
      expect(await outbox.message('a')).toMatchObject({ state: 'sent', attempts: 1 });
    },
  );

  it.each(['claim', 'recordAttempt'])(
    'of a %s are settled by the process that got none, once another process sends',
    async (statement) => {
      await outbox.insert([aMessage('a')]);
      const fates = first(statement, 'lost after', 'lost after', 'lost before');
      const sender = new Sender({ channel: channel(), outbox: over(outbox, fates), clock: time });
      const sends = dispatcher({ sender, clock: time, timers: time });
      sends.start();
      await time.advance(500);
      await sends.stop();
      expect(sender.hasOpenAttempts).toBe(true);
      start(channel(), () => 'answered');
      const settlement = new Settlement([sender], time);
      settlement.start();
      await time.advance(15_000);
      await settlement.stop();
      expect(sender.hasOpenAttempts).toBe(false);
      expect(sent).toEqual(['a']);
      expect(await outbox.message('a')).toMatchObject({ state: 'sent', attempts: 0 });
    },
  );

  it('are asked for again until they arrive, and no longer than that', async () => {
    await outbox.insert([aMessage('a')]);
    const statements: string[] = [];
    const firstIsLost = (statement: string): Fate => {
      statements.push(statement);
      return statements.filter((one) => one === statement).length === 1 ? 'lost after' : 'answered';
    };
    const sender = new Sender({ channel: channel(), outbox: over(outbox, firstIsLost), clock: time });
    for (const message of await sender.list(1)) await expect(sender.send(message)).rejects.toThrow('connection lost');
    const settlement = new Settlement([sender], time);
    settlement.start();
    await time.advance(999);
    expect(statements).toEqual(['claim', 'release']);
    await time.advance(60_000);
    expect(statements).toEqual(['claim', 'release', 'release']);
    expect(await outbox.message('a')).toMatchObject({ dueAt: START });
    await settlement.stop();
  });

  it.each<Fate>(['lost before', 'lost after'])('of a deletion, %s it took effect, are repeated soon', async (fate) => {
    await outbox.insert([aMessage('a'), aMessage('b')]);
    const gone = new RecipientGone('removed');
    start(channel({ topicIsRecipient: true }, [gone, gone]), first('deleteUnsent', fate, fate));
    await time.advance(3_000);
    expect([outbox.ids(), failed, sent]).toEqual([[], ['a', 'b'], []]);
  });

  it('of a claim do not delay a message beyond the hold of its recipient', async () => {
    await outbox.insert([aMessage('a'), aMessage('b')]);
    const holding = channel({ topicIsRecipient: true, holdMs: () => 2_000 }, [new Error('429')]);
    start(holding, first('claim', 'lost after'));
    await time.advance(1_500);
    expect([failed, sent]).toEqual([['b'], []]);
    await time.advance(3_000);
    expect(sent).toEqual(['a']);
  });

  it('are not waited for once the claim has ended: another sender may have the message', async () => {
    await outbox.insert([aMessage('a')]);
    start(channel(), first('claim', 'lost after', ...Array<Fate>(20).fill('lost before')));
    await time.advance(10_000);
    start(channel(), () => 'answered');
    await time.advance(100_000);
    expect(sent).toEqual([]);
    await time.advance(60_000);
    expect([sent, (await outbox.message('a'))?.state]).toEqual([['a'], 'sent']);
  });

  it('call the channel again for an outcome that it could not note, without another attempt', async () => {
    await outbox.insert([aMessage('a')]);
    let calls = 0;
    const onGivenUp = async () => {
      if ((calls += 1) < 3) throw new Error('The log is down.');
    };
    start(channel({ onGivenUp, retryDelayMs: () => null }, [new Error('refused')]), () => 'answered');
    await time.advance(10_000);
    expect([calls, failed, sent]).toEqual([3, ['a'], []]);
    expect(await outbox.message('a')).toMatchObject({ state: 'dead', attempts: 1, lastError: 'refused' });
  });

  it('count a failure once toward a recipient that is down', async () => {
    const ids = Array.from({ length: 20 }, (_, n) => `m${String(n).padStart(2, '0')}`);
    await outbox.insert(ids.map((id) => aMessage(id)));
    const down = Array.from({ length: 2 }, () => new Error('down'));
    const lost = Array<Fate>(6).fill('lost after');
    start(channel({ topicIsRecipient: true }, down), first('recordAttempt', ...lost));
    await time.advance(30_000);
    expect([sent.toSorted(), failed]).toEqual([ids, ['m00', 'm01']]);
  });

  it(`remember at most ${MAX_OPEN_ATTEMPTS} attempts, and cause no message to be sent again`, async () => {
    let isDown = true;
    const ids = Array.from({ length: MAX_OPEN_ATTEMPTS + 400 }, (_, n) => `m${String(n).padStart(4, '0')}`);
    await outbox.insert(ids.map((id) => aMessage(id)));
    start(channel(), (statement) => (isDown && statement === 'recordAttempt' ? 'lost before' : 'answered'));
    await time.advance(30_000);
    expect(sent).toHaveLength(MAX_OPEN_ATTEMPTS);
    isDown = false;
    await time.advance(150_000);
    expect(sent.toSorted()).toEqual(ids);
    expect(await outbox.messages({ state: 'sent' }, { limit: 2_000 })).toHaveLength(ids.length);
  });

  describe('at random', () => {
    /** Losses by the number of the statement. Few, because the pauses between repetitions grow to a minute. */
    const losses = fc.uniqueArray(fc.tuple(fc.nat(14), fc.constantFrom<Fate>('lost before', 'lost after')), {
      maxLength: 3,
      selector: ([number]) => number,
    });
    const cases = fc.record({
      /** Of each sender. */
      lost: fc.array(losses, { minLength: 1, maxLength: 2 }),
      failures: fc.array(fc.constantFrom('down', 'busy'), { maxLength: 2 }),
      topics: fc.array(fc.constantFrom('one', 'two'), { minLength: 1, maxLength: 8 }),
      topicIsRecipient: fc.boolean(),
    });
    class Busy extends Error {}

    it('let each message be sent once, before any claim has ended, and count each failure once', async () => {
      const property = fc.asyncProperty(cases, async ({ lost, failures, topics, topicIsRecipient }) => {
        begin();
        const ids = topics.map((_, index) => `m${index}`);
        await outbox.insert(topics.map((topic, index) => aMessage(`m${index}`, topic)));
        const errors = failures.map((failure) => (failure === 'busy' ? new Busy() : new Error('down')));
        const sending = channel(
          { topicIsRecipient, holdMs: (error) => (topicIsRecipient && error instanceof Busy ? 2_000 : null) },
          errors,
        );
        for (const own of lost) {
          const fates = new Map(own);
          let statements = 0;
          start(sending, () => fates.get((statements += 1) - 1) ?? 'answered');
        }
        await time.advance(115_000);
        await end();
        expect(sent.toSorted()).toEqual(ids);
        for (const id of ids) {
          const message = await outbox.message(id);
          expect(message?.state).toBe('sent');
          if (!topicIsRecipient) expect(message?.attempts).toBe(failed.filter((each) => each === id).length);
        }
      });
      await fc.assert(property, { numRuns: runs({ short: 60, long: 3_000 }) });
    });
  });
});

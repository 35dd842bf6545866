import fc from 'fast-check';
import { runs } from '../../../test/support/runs.js';
import type { Claim, Outbox, OutboxMessage, WaitingMessage } from '../port.js';
import { aMessage, type OpenedOutbox, T } from './opened-outbox.js';

/** A statement of a sender, repeated as often as its answer is lost. */
interface Step {
  readonly sender: number;
  readonly does: 'claim' | 'fail' | 'send' | 'requeue' | 'postpone';
  readonly times: number;
}

const steps: fc.Arbitrary<readonly Step[]> = fc.array(
  fc.record({
    sender: fc.nat(2),
    does: fc.constantFrom('claim', 'claim', 'fail', 'fail', 'send', 'requeue', 'postpone'),
    times: fc.integer({ min: 1, max: 3 }),
  }),
  { maxLength: 12 },
);

/** Tests of statements that a sender repeats because it did not learn whether they took effect. */
export const claimContract = ({ current, insert }: OpenedOutbox): void => {
  describe('claims whose answer was lost', () => {
    const first = async (): Promise<WaitingMessage> => {
      const [message] = await current().listWaiting('mail', 1);
      if (!message) throw new Error('no message is waiting');
      return message;
    };
    const dueAtOf = async (id: string) => (await current().message(id))?.dueAt;
    const failed = { failedAt: T(3), error: 'busy', retryAt: T(6) };

    it('succeed again for the same claim, also after its end, and last as long as the longest', async () => {
      await insert(aMessage('a'));
      const a = await first();
      expect(await current().claim(a, { id: 'mine', until: T(2) })).toBe(true);
      expect(await current().claim(a, { id: 'theirs', until: T(9) })).toBe(false);
      expect(await current().claim(a, { id: 'mine', until: T(4) })).toBe(true);
      expect(await current().claim(a, { id: 'mine', until: T(3) })).toBe(true);
      expect(await dueAtOf('a')).toBe(T(4));
      await current().topicHolds.postpone('answers', T(8), 10);
      expect(await current().claim(a, { id: 'mine', until: T(5) })).toBe(true);
      expect(await dueAtOf('a')).toBe(T(8));
    });

    it('fail once another sender has claimed the message, whose failure is then not recorded', async () => {
      await insert(aMessage('a'));
      const a = await first();
      await current().claim(a, { id: 'mine', until: T(2) });
      expect(await current().claim(await first(), { id: 'theirs', until: T(4) })).toBe(true);
      expect(await current().claim(a, { id: 'mine', until: T(9) })).toBe(false);
      await current().recordAttempt('a', failed, 'mine');
      expect(await current().message('a')).toMatchObject({ attempts: 0, dueAt: T(4), lastError: null });
      await current().recordAttempt('a', failed, 'theirs');
      expect(await current().message('a')).toMatchObject({ attempts: 1, dueAt: T(6), lastError: 'busy' });
    });

    it('fail once the outcome is recorded, of the message alone or with others of its topic', async () => {
      await insert(aMessage('a'), aMessage('b'), aMessage('c'));
      const waiting = await current().listWaiting('mail', 3);
      const claims = waiting.map((message): [WaitingMessage, Claim] => [message, { id: message.id, until: T(2) }]);
      for (const claim of claims) await current().claim(...claim);
      await current().recordAttempt('a', failed, 'a');
      await current().recordAttempt('b', { sentAt: T(3) });
      const group = { channel: 'mail', topic: 'answers', dueBy: T(2), limit: 10 };
      expect(await current().recordFailures(group, [failed])).toBe(1);
      for (const claim of claims) expect(await current().claim(...claim)).toBe(false);
      for (const id of ['a', 'b', 'c']) await current().recordAttempt(id, failed, id);
      expect(await Promise.all(['a', 'b', 'c'].map(async (id) => (await current().message(id))?.attempts))).toEqual([
        1, 0, 1,
      ]);
    });

    it('end when they are released, unless another claim or an outcome came after them', async () => {
      await insert(aMessage('a'), aMessage('b'), aMessage('c'));
      const [a, b, c] = await current().listWaiting('mail', 3);
      if (!a || !b || !c) throw new Error('no message is waiting');
      for (const message of [a, b, c]) await current().claim(message, { id: 'mine', until: T(2) });
      await current().claim({ id: 'b', dueAt: T(2) }, { id: 'theirs', until: T(9) });
      await current().recordAttempt('c', failed, 'mine');
      for (const message of [a, b, c, a]) await current().release(message, 'mine');
      expect(await Promise.all(['a', 'b', 'c'].map(dueAtOf))).toEqual([a.dueAt, T(9), T(6)]);
      expect(await current().claim(a, { id: 'theirs', until: T(9) })).toBe(true);
      await current().release(a, 'mine');
      expect(await dueAtOf('a')).toBe(T(9));
    });

    it('make no difference: any statements, each repeated, do what they do once', async () => {
      let run = 0;
      const property = fc.asyncProperty(steps, async (sequence) => {
        run += 1;
        const ids = [`once-${run}`, `repeated-${run}`] as const;
        for (const id of ids) await insert(aMessage(id, { topic: id }));
        const once = await play(
          current(),
          ids[0],
          sequence.map((step) => ({ ...step, times: 1 })),
        );
        const repeated = await play(current(), ids[1], sequence);
        expect(repeated).toEqual(once);
      });
      await fc.assert(property, { numRuns: runs({ short: 25, long: 1_000 }) });
    });
  });
};

/** What a statement returned, and the message after it. */
type Effect = readonly [returned: unknown, message: Partial<OutboxMessage>];

/** Lets senders handle one message. Each acts on the message as it was when the sender first saw this occurrence. */
const play = async (outbox: Outbox, id: string, sequence: readonly Step[]): Promise<readonly Effect[]> => {
  const effects: Effect[] = [];
  for (const [minute, { sender, does, times }] of sequence.entries()) {
    const [message] = [await outbox.message(id)];
    if (!message) throw new Error(`no message ${id}`);
    const at = T(minute);
    const claimOf = (each: number): string => `${id} by ${each}`;
    const act: Readonly<Record<Step['does'], () => Promise<unknown>>> = {
      claim: () => outbox.claim({ id, dueAt: message.dueAt ?? at }, { id: claimOf(sender), until: T(minute + 2) }),
      fail: () =>
        outbox.recordAttempt(
          id,
          { failedAt: at, error: 'busy', retryAt: message.attempts > 2 ? null : T(minute + 1) },
          claimOf(sender),
        ),
      send: () => outbox.recordAttempt(id, { sentAt: at }),
      requeue: async () => void (await outbox.requeue(id, at)),
      postpone: async () => void (await outbox.topicHolds.postpone(id, T(minute + 3), 10)),
    };
    let returned: unknown;
    for (let time = 0; time < times; time += 1) returned = await act[does]();
    const { state, attempts, dueAt, lastError, sentAt } = { ...message, ...(await outbox.message(id)) };
    effects.push([returned, { state, attempts, dueAt, lastError, sentAt }]);
  }
  return effects;
};

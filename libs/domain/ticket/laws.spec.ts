import { aChampion, aMember, anAddOn, anAdmin, aTeam } from '../../../test/support/state-builders.js';
import {
  assertRepeat,
  type Attempt,
  eventsIn,
  runAttempts,
  START,
  type DecidedCommand,
  waits,
} from '../../../test/support/command-sequences.js';
import { policies, policiesWith } from '../../../test/support/policies.js';
import {
  answer,
  assign,
  breach,
  claim,
  close,
  hold,
  note,
  open,
  opened,
  reopen,
  reply,
  resume,
  risk,
  solve,
} from '../../../test/support/ticket-commands.js';
import type { TicketEvent } from '@ledgerdesk/events';
import { addMillis, type Instant, isRefusal, MINUTE } from '@ledgerdesk/kernel';
import fc from 'fast-check';
import { type Upload, uploadExpiry } from './attachments.js';
import type { TicketCommand } from './commands.js';
import { ticketDecider } from './decide.js';
import type { TicketFacts } from './open.js';
import { TICKET_SAMPLES } from './samples.js';
import { isUnsolved, type Ticket } from './state.js';
import { runs } from '../../../test/support/runs.js';

type State = Ticket | undefined;
type TicketTurn = DecidedCommand<TicketCommand, TicketEvent, State, TicketFacts>;

const openTarget: Ticket = { ...(opened.state ?? fail()), ticketId: 't-0' };

const facts: fc.Arbitrary<TicketFacts> = fc.record({
  policies: fc.constantFrom(
    policies,
    policiesWith({ holdPausesClock: true }),
    policiesWith({ holdPausesClock: true, riskShare: 0.1, editionMinutes: { essentials: 0.5, enhanced: 9000 } }),
  ),
  team: fc.constantFrom(undefined, aTeam(), aTeam({ products: ['dropbox'] })),
  mergeTarget: fc.constantFrom(undefined, openTarget, { ...openTarget, status: 'solved' as const }),
  member: fc.constantFrom(anAdmin(), aMember(), aChampion('epic'), aMember({ active: false }), undefined),
  addOn: fc.constantFrom(
    undefined,
    anAddOn(),
    anAddOn({ edition: 'enhanced' }),
    anAddOn({ removalEffectiveAt: '2026-11-27T20:00:00.000Z' }),
  ),
});

const languages = fc.constantFrom('en', 'ja', 'ja-JP', 'de');
const uploaded = (at: Instant): readonly Upload[] => [
  {
    attachment: { sha256: 'ab'.repeat(32), name: 'a.png', mediaType: 'image/png', bytes: 3 },
    expiresAt: uploadExpiry(at),
  },
];
/** A merge that brings a clock with some minutes left. */
const receive = (at: Instant, from: string, minutes: number): TicketCommand => {
  const { payload } = TICKET_SAMPLES.ReceiveMerge;
  const due = { riskAt: addMillis(at, minutes * MINUTE), dueAt: addMillis(at, minutes * MINUTE) };
  const legs = [{ target: 'edition' as const, calendar: 'always', minutes, dueAt: due.dueAt }];
  const clock = { startedAt: at, servedLanguage: 'en' as const, decidedBy: 'edition' as const, legs, ...due };
  return { type: 'ReceiveMerge', at, ...payload, from, clock };
};
const timer = (state: State) => [state?.clock?.dueAt, state?.clock?.number] as const;

const commands = fc.oneof(
  languages.map((language) => (_: State, at: Instant) => open(at, { language })),
  fc.constantFrom<(state: State, at: Instant) => TicketCommand>(
    (_, at) => reply(at),
    (_, at) => reply(at),
    (_, at) => reply(at, { requesterId: 'ben' }),
    (_, at) => answer(at),
    (_, at) => answer(at),
    (_, at) => note(at),
    (_, at) => assign(at),
    (_, at) => assign(at, 'yuki'),
    (_, at) => claim(at),
    (_, at) => hold(at),
    (_, at) => resume(at),
    (_, at) => solve(at),
    (_, at) => solve(at, 'Done.'),
    (_, at) => reopen(at),
    (_, at) => reopen(at),
    (_, at) => close(at),
    (_, at) => ({ type: 'MergeTicket', at, agentId: 'kenji', into: 't-0' }),
    (_, at) => receive(at, 't-2', 30),
    (_, at) => receive(at, 't-3', 9_000),
    (state, at) => risk(at, ...timer(state)),
    (state, at) => breach(at, ...timer(state)),
    (_, at) => breach(at),
    (_, at) => reply(at, { uploads: uploaded(at) }),
    (_, at) => reply(at, { uploads: uploaded(START) }),
    (_, at) => ({ ...answer(at), uploads: uploaded(at) }),
    (state, at) => ({ type: 'CloseSolvedTicket', at, closesAt: state?.closesAt ?? at }),
  ),
);

const served = { policies, team: aTeam(), member: anAdmin(), addOn: anAddOn() };
const opening = languages.map((language): Attempt<TicketCommand, State, TicketFacts> => ({
  wait: 0,
  facts: served,
  command: (_, at) => open(at, { language }),
}));
const attempts = fc
  .tuple(
    fc.option(opening),
    fc.array(fc.record({ wait: waits, facts, command: commands }), { maxLength: 40, size: 'max' }),
  )
  .map(([first, others]) => (first ? [first, ...others] : others));

const always = (law: (turns: readonly TicketTurn[]) => void) =>
  fc.assert(
    fc.property(attempts, (tries) =>
      law(runAttempts(ticketDecider, tries, (state) => state?.clock?.dueAt ?? state?.closesAt ?? undefined)),
    ),
    { numRuns: runs({ short: 80, long: 2_000 }) },
  );

describe('any history of a ticket', () => {
  it('V4 has the keys of the ticket in every event, and records JSON only', () =>
    always((turns) => {
      for (const event of eventsIn(turns)) {
        expect(event.data).toMatchObject({ ticketId: 't-1', teamId: 'acme', requesterId: 'aiko' });
        expect(JSON.parse(JSON.stringify(event))).toEqual(event);
      }
    }));

  it('E5 has at most one running clock at a time, numbered 1, 2, 3', () =>
    always((turns) => {
      let [running, count] = [false, 0];
      for (const event of eventsIn(turns)) {
        if (event.type === 'ResponseClockStarted') {
          expect([running, event.data.clock]).toEqual([false, count + 1]);
          [running, count] = [true, count + 1];
        } else if ('clock' in event.data) {
          expect([running, event.data.clock]).toEqual([true, count]);
          running = event.type !== 'ResponseClockStopped';
        }
      }
    }));

  it('R5 has at most one breach per clock, not before its due time, and no breached clock in time', () =>
    always((turns) => {
      const missed = new Set<number>();
      for (const event of eventsIn(turns)) {
        if (event.type === 'ResponseTargetBreached') {
          expect(missed.has(event.data.clock)).toBe(false);
          expect(event.data.dueAt <= event.data.detectedAt).toBe(true);
          missed.add(event.data.clock);
        }
        if (event.type === 'ResponseClockStopped') {
          expect(event.data.inTime).toBe(event.data.reason === 'answered' && !missed.has(event.data.clock));
        }
      }
    }));

  it('R5 has start, risk and due time in this order, and the earliest leg decides', () =>
    always((turns) => {
      for (const { type, data } of eventsIn(turns)) {
        if (type !== 'ResponseClockStarted' && type !== 'ResponseClockResumed') continue;
        const from = 'startedAt' in data ? data.startedAt : data.resumedAt;
        expect([from, data.riskAt, data.dueAt]).toEqual([from, data.riskAt, data.dueAt].sort());
        expect(data.legs.map((leg) => leg.dueAt).sort()[0]).toBe(data.dueAt);
        expect(data.legs.find((leg) => leg.target === data.decidedBy)?.dueAt).toBe(data.dueAt);
      }
    }));

  it('E5 E10 has no clock once finished, pauses only on hold, and no clock without an entitlement', () =>
    always((turns) => {
      for (const { after } of turns) {
        if (!after) continue;
        if (!isUnsolved(after)) expect(after.clock).toBeNull();
        if (after.clock?.pausedWith) expect(after.status).toBe('on-hold');
        if (!after.entitlement && after.mergedFrom.length === 0) expect(after.clocks).toBe(0);
      }
    }));

  it('E5 R5 has a response state that matches the clock, and due times only while it runs', () =>
    always((turns) => {
      for (const { after } of turns) {
        if (!after) continue;
        const { clock, clocks, response } = after;
        const state = clock?.pausedWith ? 'paused' : clock ? 'running' : response.state;
        const { riskAt, dueAt } = state === 'running' && clock ? clock : { riskAt: null, dueAt: null };
        expect(response).toMatchObject({ state, clock: clocks || null, riskAt, dueAt });
        expect(response.state === 'none').toBe(clocks === 0);
        expect(response.startedAt === null).toBe(clocks === 0);
        if (state === 'met' || state === 'late') expect(response.answeredAt).not.toBeNull();
        if (['running', 'paused', 'unanswered', 'merged'].includes(state)) expect(response.answeredAt).toBeNull();
        if (state === 'met') expect(response.breachedAt).toBeNull();
        if (state === 'late') expect(response.breachedAt).not.toBeNull();
      }
    }));

  it('V3 E11 accepts no message once finished, and never changes the entitlement', () =>
    always((turns) => {
      for (const { before, after, decision } of turns) {
        if (!before) continue;
        expect(after?.entitlement).toEqual(before.entitlement);
        if (!isUnsolved(before) && !isRefusal(decision)) {
          expect(decision.map(({ type }) => type)).not.toEqual(
            expect.arrayContaining([expect.stringMatching(/TicketReplied|TicketAnswered|TicketHeld/) as unknown]),
          );
        }
      }
    }));

  it('does on a repeated command what its sample says, and nothing for another solve without a body', () =>
    always((turns) => {
      for (const decided of turns) {
        assertRepeat(ticketDecider, decided, TICKET_SAMPLES);
        const { command, after, facts: known, decision } = decided;
        if (command.type === 'SolveTicket' && command.body === undefined && !isRefusal(decision))
          expect(ticketDecider.decide(command, after, known)).toEqual([]);
      }
    }));
});

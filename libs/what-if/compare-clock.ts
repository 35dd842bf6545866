import { type ClockExplanation, explainClocks, type Policies } from '@ledgerdesk/domain';
import { type Entitlement, NO_RESPONSE, responseAfter, type TicketResponse } from '@ledgerdesk/events';
import type { Instant, RecordedEvent } from '@ledgerdesk/kernel';
import { isDeepStrictEqual } from 'node:util';
import type { ClockPair, DecidedEvent, Side } from './clock-pair.js';
import type { TicketClocks } from './ticket-clocks.js';

/** How a clock went in one history. */
export type ClockOutcome = {
  /** Number of the clock in its ticket, from 1. */
  readonly clock: number;
  readonly level: Entitlement['level'];
  /** Minutes of the edition's or the Champion's target. */
  readonly targetMinutes: number;
  readonly state: TicketResponse['state'];
  /** The last due time. */
  readonly dueAt: Instant;
  readonly breached: boolean;
};

/** What other policies change for a clock: it is breached only by them, no longer, or neither. */
export const CHANGES = ['gained', 'lost', 'none'] as const;
export type ClockChange = (typeof CHANGES)[number];

/** A clock in both histories; null: it is not in that one. */
export type ClockComparison = {
  readonly ticketId: string;
  readonly teamId: string;
  readonly product: string;
  readonly startedAt: Instant;
  readonly change: ClockChange;
  /** True if every event of the clock is the same in both. */
  readonly same: boolean;
  readonly recorded: ClockOutcome | null;
  readonly whatIf: ClockOutcome | null;
};

/** Both explanations of a clock, as those of deadlines. */
export interface ClockExplanations {
  readonly recorded: ClockExplanation | null;
  readonly whatIf: ClockExplanation | null;
}

const responseOf = (events: readonly DecidedEvent[]): TicketResponse =>
  events.reduce<TicketResponse>(
    (response, { event }) =>
      event.type === 'ResponseAtRisk' ? response : responseAfter(response, event, event.occurredAt),
    NO_RESPONSE,
  );

const dueAtOf = (events: readonly DecidedEvent[]): Instant | undefined => {
  const dated = events.findLast(
    ({ event }) => event.type === 'ResponseClockStarted' || event.type === 'ResponseClockResumed',
  );
  return dated && 'dueAt' in dated.event.data ? (dated.event.data.dueAt ?? undefined) : undefined;
};

const outcomeOf = (pair: ClockPair, side: Side): ClockOutcome | null => {
  const events = pair[side];
  const [entitlement, dueAt] = [pair.entitlements[side], dueAtOf(events)];
  const { state, clock, breachedAt } = responseOf(events);
  if (!entitlement || clock === null || dueAt === undefined) return null;
  const { level, targetMinutes } = entitlement;
  return { clock, level, targetMinutes, state, dueAt, breached: breachedAt !== null || state === 'late' };
};

const changeOf = (recorded: ClockOutcome | null, whatIf: ClockOutcome | null): ClockChange => {
  const [before, after] = [recorded?.breached ?? false, whatIf?.breached ?? false];
  if (before === after) return 'none';
  return after ? 'gained' : 'lost';
};

const isSame = ({ recorded, derived }: ClockPair): boolean =>
  recorded.length === derived.length &&
  recorded.every(({ event }, index) => {
    const other = derived[index]?.event;
    return other?.type === event.type && isDeepStrictEqual(other.data, event.data);
  });

/** Compares the two histories of a clock. Undefined for a clock of a ticket that was never opened. */
export const compareClock = ({ opening }: TicketClocks, pair: ClockPair): ClockComparison | undefined => {
  if (!opening) return undefined;
  const { ticketId, teamId, product } = opening.recorded.data;
  const [recorded, whatIf] = [outcomeOf(pair, 'recorded'), outcomeOf(pair, 'derived')];
  const { startedAt } = pair;
  return {
    ticketId,
    teamId,
    product,
    startedAt,
    change: changeOf(recorded, whatIf),
    same: isSame(pair),
    recorded,
    whatIf,
  };
};

const explained = (opened: RecordedEvent, events: readonly DecidedEvent[]): ClockExplanation | null => {
  const decidedBy = new Map<RecordedEvent, Policies>(events.map(({ event, policies }) => [event, policies]));
  const policiesOf = (event: RecordedEvent): Policies => {
    const policies = decidedBy.get(event);
    if (!policies) throw new RangeError(`The event ${event.id} is not one of the clock.`);
    return policies;
  };
  const [clock] = explainClocks([opened, ...decidedBy.keys()], policiesOf);
  return clock ?? null;
};

/** Explains both histories of a clock. */
export const explainClock = ({ opening }: TicketClocks, { recorded, derived }: ClockPair): ClockExplanations =>
  opening
    ? { recorded: explained(opening.recorded, recorded), whatIf: explained(opening.derived, derived) }
    : { recorded: null, whatIf: null };

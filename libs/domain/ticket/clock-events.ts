import type {
  ResponseClockPaused,
  ResponseClockResumed,
  ResponseClockStarted,
  ResponseClockStopped,
  ResponseTargetBreached,
  ServedLanguage,
  TicketEvent,
} from '@ledgerdesk/events';
import type { Instant } from '@ledgerdesk/kernel';
import { type Allowance, dueFrom, minutesLeft } from '../entitlement/clock.js';
import { responseDueFor } from '../entitlement/response-due.js';
import type { Policies } from '../policies.js';
import type { Ticket } from './state.js';

type Keyed = Pick<Ticket, 'ticketId' | 'teamId' | 'requesterId'>;
type Entitled = Keyed & Pick<Ticket, 'entitlement' | 'clock' | 'clocks'>;

export const keysOf = ({ ticketId, teamId, requesterId }: Keyed): Keyed => ({ ticketId, teamId, requesterId });

/** E5: a message of the customer starts a clock where a target was promised and none is running. */
export const clockStarted = (
  ticket: Entitled,
  language: ServedLanguage,
  at: Instant,
  policies: Policies,
): readonly ResponseClockStarted[] => {
  const promised = responseDueFor(ticket.entitlement, language, at, policies);
  if (!promised || ticket.clock) return [];
  const { ticketId, teamId, requesterId, clocks } = ticket;
  const { legs, decidedBy, riskAt, dueAt } = promised;
  return [
    {
      type: 'ResponseClockStarted',
      data: {
        ticketId,
        teamId,
        requesterId,
        clock: clocks + 1,
        startedAt: at,
        servedLanguage: language,
        legs,
        decidedBy,
        riskAt,
        dueAt,
      },
    },
  ];
};

/** A miss of the running clock, unless one is recorded; with the true due time, however late it is noticed. */
export const clockBreached = (ticket: Ticket, detectedAt: Instant): readonly ResponseTargetBreached[] => {
  const { clock } = ticket;
  if (!clock || clock.breached || clock.pausedWith) return [];
  return [
    {
      type: 'ResponseTargetBreached',
      data: { ...keysOf(ticket), clock: clock.number, dueAt: clock.dueAt, detectedAt },
    },
  ];
};

/** Records a missed target before a late answer, so the answer never hides a breach. */
const breachIfOverdue = (ticket: Ticket, at: Instant): readonly ResponseTargetBreached[] =>
  ticket.clock && at > ticket.clock.dueAt ? clockBreached(ticket, at) : [];

/**
 * Ends the running clock. In time is an answer at or before the due instant; while paused none can be late, and
 * solving without an answer never is in time.
 */
export const clockStopped = (
  ticket: Ticket,
  reason: ResponseClockStopped['data']['reason'],
  at: Instant,
): readonly TicketEvent[] => {
  const { clock } = ticket;
  if (!clock) return [];
  const dueAt = clock.pausedWith ? null : clock.dueAt;
  const inTime = reason === 'answered' && !clock.breached && (dueAt === null || at <= dueAt);
  return [
    ...breachIfOverdue(ticket, at),
    {
      type: 'ResponseClockStopped',
      data: { ...keysOf(ticket), clock: clock.number, stoppedAt: at, dueAt, reason, inTime },
    },
  ];
};

/** Where the policy lets a hold pause the clock: what is left of each leg, counted in its own hours. */
export const clockPaused = (
  ticket: Ticket,
  at: Instant,
  policies: Policies,
): readonly (ResponseClockPaused | ResponseTargetBreached)[] => {
  const { clock } = ticket;
  if (!policies.policy.holdPausesClock || !clock || clock.pausedWith || clock.breached) return [];
  if (at > clock.dueAt) return breachIfOverdue(ticket, at);
  const remaining = clock.legs.map((leg) => ({ target: leg.target, minutes: minutesLeft(leg, at, policies) }));
  return [{ type: 'ResponseClockPaused', data: { ...keysOf(ticket), clock: clock.number, pausedAt: at, remaining } }];
};

/** Dates a paused clock anew from what was left of each leg. */
export const clockResumed = (ticket: Ticket, at: Instant, policies: Policies): readonly ResponseClockResumed[] => {
  const { clock } = ticket;
  if (!clock?.pausedWith) return [];
  const left = new Map(clock.pausedWith.map(({ target, minutes }) => [target, minutes]));
  const [first, ...others] = clock.legs.map(({ target, calendar, minutes }): Allowance => ({
    target,
    calendar,
    minutes: left.get(target) ?? minutes,
    granted: clock.granted[target] ?? minutes,
  }));
  if (!first) return [];
  const due = dueFrom(at, [first, ...others], policies);
  return [{ type: 'ResponseClockResumed', data: { ...keysOf(ticket), clock: clock.number, resumedAt: at, ...due } }];
};

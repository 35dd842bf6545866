import type {
  CarriedClock,
  ResponseClockPaused,
  ResponseClockResumed,
  ResponseClockStarted,
  ResponseClockStopped,
  ResponseTargetBreached,
  ServedLanguage,
  TicketEvent,
} from '@ledgerdesk/events';
import type { Instant } from '@ledgerdesk/kernel';
import { type Allowance, dueFrom, minutesLeft, type ResponseDue } from '../entitlement/clock.js';
import { responseDueFor } from '../entitlement/response-due.js';
import { type Policies, recordCalendars } from '../policies.js';
import type { Ticket } from './state.js';

type TicketKeys = Pick<Ticket, 'ticketId' | 'teamId' | 'requesterId'>;
type ClockContext = TicketKeys & Pick<Ticket, 'entitlement' | 'clock' | 'clocks'>;

/** Returns the keys that every event of a ticket carries (V4). */
export const keysOf = ({ ticketId, teamId, requesterId }: TicketKeys): TicketKeys => ({
  ticketId,
  teamId,
  requesterId,
});

/** E5: a message of the requester starts a clock if the ticket has a target and no clock is running. */
export const clockStarted = (
  ticket: ClockContext,
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

/** Records a breach of the running clock once, with the true due time even if detected late. */
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
 * Stops the running clock. An answer is in time at or before the due time, and always while the clock is paused.
 * Solving without an answer is never in time.
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

/** Pauses the clock if the policy says so; records the remaining minutes of each leg in its calendar. */
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

/** The due times of a paused clock that goes on at `at`, from the remaining minutes of each leg. */
export const dueAfterPause = (
  { legs, granted, pausedWith }: NonNullable<Ticket['clock']>,
  at: Instant,
  policies: Policies,
): ResponseDue | undefined => {
  if (!pausedWith) return undefined;
  const left = new Map(pausedWith.map(({ target, minutes }) => [target, minutes]));
  const [first, ...others] = legs.map(({ target, calendar, minutes }): Allowance => ({
    target,
    calendar,
    minutes: left.get(target) ?? minutes,
    granted: granted[target] ?? minutes,
  }));
  return first && dueFrom(at, [first, ...others], policies);
};

/** Resumes a paused clock; computes new due times from the remaining minutes of each leg. */
export const clockResumed = (ticket: Ticket, at: Instant, policies: Policies): readonly ResponseClockResumed[] => {
  const { clock } = ticket;
  const due = clock && dueAfterPause(clock, at, policies);
  return due
    ? [{ type: 'ResponseClockResumed', data: { ...keysOf(ticket), clock: clock.number, resumedAt: at, ...due } }]
    : [];
};

/**
 * The clock that goes on in the ticket into which this one is merged at `at`; null without a clock, and after a missed
 * target. A paused one goes on from then.
 */
export const carriedClock = (ticket: Ticket, at: Instant, policies: Policies): CarriedClock | null => {
  const { clock, servedLanguage } = ticket;
  if (!clock || clock.breached) return null;
  const resumed = dueAfterPause(clock, at, policies);
  if (resumed) return { startedAt: at, servedLanguage, ...resumed };
  if (at > clock.dueAt) return null;
  const { since: startedAt, legs, riskAt, dueAt } = clock;
  const decidedBy = legs.find((leg) => leg.dueAt === dueAt)?.target ?? 'edition';
  return { startedAt, servedLanguage, legs, decidedBy, riskAt, dueAt };
};

/**
 * Starts the clock that a merged ticket brings, as the next one of this ticket. It counts in the calendars that are in
 * force now, whose version the event names.
 */
export const clockCarriedOn = (ticket: Ticket, carried: CarriedClock, policies: Policies): ResponseClockStarted => {
  recordCalendars(policies);
  return { type: 'ResponseClockStarted', data: { ...keysOf(ticket), clock: ticket.clocks + 1, ...carried } };
};

import {
  type ClockLeg,
  type ResponseAtRisk,
  responseAfter,
  type ResponseClockPaused,
  type ResponseClockResumed,
  type ResponseClockStarted,
  type ResponseClockStopped,
  type ResponseTargetBreached,
  type TicketResponse,
} from '@ledgerdesk/events';
import type { Instant } from '@ledgerdesk/kernel';

/** The running response clock; at most one per ticket (E5). */
interface ResponseClock {
  readonly number: number;
  /** When the minutes of `legs` began to count: at the start or the last resumption. */
  readonly since: Instant;
  /** The legs as computed at the start or the last resumption. */
  readonly legs: readonly ClockLeg[];
  /** Minutes granted to each leg at the start, in open time of its calendar. */
  readonly granted: Readonly<Record<string, number>>;
  readonly riskAt: Instant;
  readonly dueAt: Instant;
  readonly atRisk: boolean;
  readonly breached: boolean;
  /** Minutes left per leg while the clock is paused. */
  readonly pausedWith: ResponseClockPaused['data']['remaining'] | null;
}

/** State of the response clocks of a ticket: the running one, their number, and the outcome of the latest one. */
export interface ResponseClocks {
  readonly clock: ResponseClock | null;
  readonly clocks: number;
  readonly response: TicketResponse;
}

type ClockEvent =
  | ResponseClockStarted
  | ResponseClockPaused
  | ResponseClockResumed
  | ResponseClockStopped
  | ResponseAtRisk
  | ResponseTargetBreached;

const started = ({ data }: ResponseClockStarted): ResponseClock => ({
  number: data.clock,
  since: data.startedAt,
  legs: data.legs,
  granted: Object.fromEntries(data.legs.map((leg) => [leg.target, leg.minutes])),
  riskAt: data.riskAt,
  dueAt: data.dueAt,
  atRisk: false,
  breached: false,
  pausedWith: null,
});

const running = (clock: ResponseClock, event: Exclude<ClockEvent, ResponseClockStarted>): ResponseClock | null => {
  switch (event.type) {
    case 'ResponseClockPaused':
      return { ...clock, pausedWith: event.data.remaining };
    case 'ResponseClockResumed': {
      const { resumedAt: since, legs, riskAt, dueAt } = event.data;
      return { ...clock, since, legs, riskAt, dueAt, pausedWith: null };
    }
    case 'ResponseClockStopped':
      return null;
    case 'ResponseAtRisk':
      return { ...clock, atRisk: true };
    case 'ResponseTargetBreached':
      return { ...clock, breached: true };
  }
};

/** Returns the ticket after a clock event. Events of a clock that no longer runs change nothing. */
export const evolveClock = <T extends ResponseClocks>(ticket: T, event: ClockEvent, occurredAt: Instant): T => {
  const isStart = event.type === 'ResponseClockStarted';
  if (!isStart && !ticket.clock) return ticket;
  const response =
    event.type === 'ResponseAtRisk' ? ticket.response : responseAfter(ticket.response, event, occurredAt);
  if (isStart) return { ...ticket, clock: started(event), clocks: event.data.clock, response };
  return { ...ticket, clock: ticket.clock && running(ticket.clock, event), response };
};

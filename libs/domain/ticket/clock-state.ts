import type {
  ClockLeg,
  ResponseAtRisk,
  ResponseClockPaused,
  ResponseClockResumed,
  ResponseClockStarted,
  ResponseClockStopped,
  ResponseTargetBreached,
} from '@ledgerdesk/events';
import type { Instant } from '@ledgerdesk/kernel';

/** The running response clock; at most one per ticket (E5). */
interface ResponseClock {
  readonly number: number;
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
  readonly response: {
    readonly dueAt: Instant | null;
    readonly breachedAt: Instant | null;
    readonly answeredAt: Instant | null;
  };
}

type ClockEvent =
  | ResponseClockStarted
  | ResponseClockPaused
  | ResponseClockResumed
  | ResponseClockStopped
  | ResponseAtRisk
  | ResponseTargetBreached;

const started = ({ data }: ResponseClockStarted): ResponseClocks => ({
  clock: {
    number: data.clock,
    legs: data.legs,
    granted: Object.fromEntries(data.legs.map((leg) => [leg.target, leg.minutes])),
    riskAt: data.riskAt,
    dueAt: data.dueAt,
    atRisk: false,
    breached: false,
    pausedWith: null,
  },
  clocks: data.clock,
  response: { dueAt: data.dueAt, breachedAt: null, answeredAt: null },
});

const stopped = (response: ResponseClocks['response'], { data }: ResponseClockStopped): Partial<ResponseClocks> => ({
  clock: null,
  response: { ...response, answeredAt: data.reason === 'answered' ? data.stoppedAt : null },
});

const running = (
  clock: ResponseClock,
  response: ResponseClocks['response'],
  event: Exclude<ClockEvent, ResponseClockStarted>,
): Partial<ResponseClocks> => {
  switch (event.type) {
    case 'ResponseClockPaused':
      return { clock: { ...clock, pausedWith: event.data.remaining }, response: { ...response, dueAt: null } };
    case 'ResponseClockResumed': {
      const { legs, riskAt, dueAt } = event.data;
      return { clock: { ...clock, legs, riskAt, dueAt, pausedWith: null }, response: { ...response, dueAt } };
    }
    case 'ResponseClockStopped':
      return stopped(response, event);
    case 'ResponseAtRisk':
      return { clock: { ...clock, atRisk: true } };
    case 'ResponseTargetBreached':
      return { clock: { ...clock, breached: true }, response: { ...response, breachedAt: event.data.dueAt } };
  }
};

/** Returns the ticket after a clock event. Events of a clock that no longer runs change nothing. */
export const evolveClock = <T extends ResponseClocks>(ticket: T, event: ClockEvent): T => {
  if (event.type === 'ResponseClockStarted') return { ...ticket, ...started(event) };
  return ticket.clock ? { ...ticket, ...running(ticket.clock, ticket.response, event) } : ticket;
};

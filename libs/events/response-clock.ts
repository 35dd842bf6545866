import type { Instant } from '@ledgerdesk/kernel';
import { defineEvent, type EventOf, type Upcaster } from './definition.js';
import { TICKET_KEY_SAMPLE, type TicketKey } from './ticket-key.js';
import type { ServedLanguage } from './value-types.js';

/** One response clock of a ticket, counted from 1. */
interface ClockKey extends TicketKey {
  /**
   * Number of the response clock, from 1.
   * @asType integer
   */
  clock: number;
}

/** One target of a response clock. All legs run in parallel and the earliest decides. `always` is elapsed time. */
export interface ClockLeg {
  /** Target that the leg stands for. */
  readonly target: 'edition' | 'japanese-desk';
  /** Calendar that the leg counts in; `always` is elapsed time. */
  readonly calendar: string;
  /** Minutes of open time that the leg grants from `startedAt` (or from the resumption). */
  readonly minutes: number;
  /** When the leg ends. */
  readonly dueAt: Instant;
}

/** A response clock of the ticket started, because its entitlement has a response target. */
export type ResponseClockStarted = EventOf<
  'ResponseClockStarted',
  ClockKey & {
    /** When the clock started. */
    startedAt: Instant;
    /** Language in which support replies. */
    servedLanguage: ServedLanguage;
    /** Targets of the clock. */
    legs: readonly ClockLeg[];
    /** Target of the leg that ends first. */
    decidedBy: ClockLeg['target'];
    /** When the warning is due. */
    riskAt: Instant;
    /** When the answer is due. */
    dueAt: Instant;
  }
>;
/** The response clock was paused, because the ticket was put on hold. */
export type ResponseClockPaused = EventOf<
  'ResponseClockPaused',
  ClockKey & {
    /** When the clock was paused. */
    pausedAt: Instant;
    /** Minutes left of each leg, in open time of its calendar. */
    remaining: readonly {
      /** Target that the leg stands for. */
      readonly target: ClockLeg['target'];
      /** Minutes left. */
      readonly minutes: number;
    }[];
  }
>;
/** The response clock runs again, because the ticket is no longer on hold. */
export type ResponseClockResumed = EventOf<
  'ResponseClockResumed',
  ClockKey & {
    /** When the clock was resumed. */
    resumedAt: Instant;
    /** Targets of the clock, with the minutes that were left. */
    legs: readonly ClockLeg[];
    /** Target of the leg that ends first. */
    decidedBy: ClockLeg['target'];
    /** When the warning is due. */
    riskAt: Instant;
    /** When the answer is due. */
    dueAt: Instant;
  }
>;
/** The response clock stopped, because the ticket was answered or solved. */
export type ResponseClockStopped = EventOf<
  'ResponseClockStopped',
  ClockKey & {
    /** When the clock stopped. */
    stoppedAt: Instant;
    /** When the answer was due. Null: the clock was paused. */
    dueAt: Instant | null;
    /**
     * Why the clock stopped. `solved-unanswered` and `merged` are neither met nor missed. `merged`: the clock of
     * another ticket counts instead.
     */
    reason: 'answered' | 'solved-unanswered' | 'merged';
    /** Whether the answer came by the due time. */
    inTime: boolean;
  }
>;
/** The answer is due soon. */
export type ResponseAtRisk = EventOf<
  'ResponseAtRisk',
  ClockKey & {
    /** When the warning was due. */
    riskAt: Instant;
    /** When the answer is due. */
    dueAt: Instant;
  }
>;
/** The ticket was not answered by its due time. */
export type ResponseTargetBreached = EventOf<
  'ResponseTargetBreached',
  ClockKey & {
    /** When the answer was due. */
    dueAt: Instant;
    /** When the engine noticed the breach. */
    detectedAt: Instant;
  }
>;

/** The response clock of a ticket that was merged, for the ticket into which it was merged. */
export interface CarriedClock {
  /** When its minutes began to count: at its start, its last resumption, or the merge if it was paused until then. */
  readonly startedAt: Instant;
  /** Language of support of the request. */
  readonly servedLanguage: ServedLanguage;
  /** The targets, of which the earliest decides. */
  readonly legs: readonly ClockLeg[];
  /** The target that is due first. */
  readonly decidedBy: ClockLeg['target'];
  /** When the warning is due. */
  readonly riskAt: Instant;
  /** When the answer is due. */
  readonly dueAt: Instant;
}

export type ResponseClockEvent =
  | ResponseClockStarted
  | ResponseClockPaused
  | ResponseClockResumed
  | ResponseClockStopped
  | ResponseAtRisk
  | ResponseTargetBreached;

const clock = { ...TICKET_KEY_SAMPLE, clock: 1 };
const legs = [
  { target: 'edition' as const, calendar: 'always', minutes: 240, dueAt: '2026-11-27T11:30:00.000Z' },
  { target: 'japanese-desk' as const, calendar: 'japanese-desk', minutes: 60, dueAt: '2026-11-30T00:30:00.000Z' },
];
/** The targets of a clock in samples. */
export const CLOCK_SAMPLE = {
  legs,
  decidedBy: 'edition' as const,
  riskAt: '2026-11-27T10:30:00.000Z',
  dueAt: '2026-11-27T11:30:00.000Z',
};

/** In version 1 no ticket was merged. */
const notMerged: Upcaster = (data) => ({ ...data });

export const responseClockEvents = [
  defineEvent<ResponseClockStarted>('ResponseClockStarted', {
    sample: { ...clock, startedAt: '2026-11-27T07:30:00.000Z', servedLanguage: 'ja', ...CLOCK_SAMPLE },
  }),
  defineEvent<ResponseClockPaused>('ResponseClockPaused', {
    sample: { ...clock, pausedAt: '2026-11-27T08:30:00.000Z', remaining: [{ target: 'edition', minutes: 180 }] },
  }),
  defineEvent<ResponseClockResumed>('ResponseClockResumed', {
    sample: { ...clock, resumedAt: '2026-11-27T09:30:00.000Z', ...CLOCK_SAMPLE },
  }),
  defineEvent<ResponseClockStopped>('ResponseClockStopped', {
    version: 2,
    upcasters: [notMerged],
    sample: {
      ...clock,
      stoppedAt: '2026-11-27T09:00:00.000Z',
      dueAt: CLOCK_SAMPLE.dueAt,
      reason: 'answered',
      inTime: true,
    },
  }),
  defineEvent<ResponseAtRisk>('ResponseAtRisk', {
    sample: { ...clock, riskAt: CLOCK_SAMPLE.riskAt, dueAt: CLOCK_SAMPLE.dueAt },
  }),
  defineEvent<ResponseTargetBreached>('ResponseTargetBreached', {
    sample: { ...clock, dueAt: CLOCK_SAMPLE.dueAt, detectedAt: '2026-11-27T11:30:00.100Z' },
  }),
];

import type { Instant } from '@ledgerdesk/kernel';
import type {
  ResponseClockPaused,
  ResponseClockResumed,
  ResponseClockStarted,
  ResponseClockStopped,
  ResponseTargetBreached,
} from './response-clock.js';
import type { TicketAnswered } from './ticket.js';

/**
 * States of a ticket's response target. `none`: no clock has started (E10). `running`: an answer is due, also after a
 * breach. `met` and `late`: answered in time and after the due time. `unanswered`: solved without an answer.
 * `merged`: the clock of another ticket counts instead; `breachedAt` tells whether this one was missed before.
 */
export const RESPONSE_STATES = ['none', 'running', 'paused', 'met', 'late', 'unanswered', 'merged'] as const;
export type ResponseState = (typeof RESPONSE_STATES)[number];

/** State and times of a ticket's latest response clock. */
export type TicketResponse = {
  readonly state: ResponseState;
  /** Number of the latest clock, from 1; null if none has started. */
  readonly clock: number | null;
  readonly startedAt: Instant | null;
  /** When the warning is due; null unless the clock runs. */
  readonly riskAt: Instant | null;
  /** When the answer is due; null unless the clock runs. */
  readonly dueAt: Instant | null;
  /** The due time that was breached, not the time of detection. */
  readonly breachedAt: Instant | null;
  /** First public answer to the clock, null if solved without one. Without a clock: the ticket's first answer. */
  readonly answeredAt: Instant | null;
};

type ResponseEvent =
  | ResponseClockStarted
  | ResponseClockPaused
  | ResponseClockResumed
  | ResponseClockStopped
  | ResponseTargetBreached
  | TicketAnswered;

/** The response of a ticket without a clock and without an answer. */
export const NO_RESPONSE: TicketResponse = {
  state: 'none',
  clock: null,
  startedAt: null,
  riskAt: null,
  dueAt: null,
  breachedAt: null,
  answeredAt: null,
};

const stateAfter = ({ reason, inTime }: ResponseClockStopped['data']): ResponseState => {
  if (reason === 'answered') return inTime ? 'met' : 'late';
  return reason === 'merged' ? 'merged' : 'unanswered';
};

const stopped = (response: TicketResponse, data: ResponseClockStopped['data']): TicketResponse => ({
  ...response,
  riskAt: null,
  dueAt: null,
  state: stateAfter(data),
  answeredAt: data.reason === 'answered' ? data.stoppedAt : null,
});

/** Applies an event of the response's own clock. */
const clockChanged = (
  response: TicketResponse,
  event: Exclude<ResponseEvent, ResponseClockStarted | TicketAnswered>,
): TicketResponse => {
  switch (event.type) {
    case 'ResponseClockPaused':
      return { ...response, state: 'paused', riskAt: null, dueAt: null };
    case 'ResponseClockResumed':
      return { ...response, state: 'running', riskAt: event.data.riskAt, dueAt: event.data.dueAt };
    case 'ResponseClockStopped':
      return stopped(response, event.data);
    case 'ResponseTargetBreached':
      return { ...response, breachedAt: event.data.dueAt };
  }
};

/**
 * The response after an event. Events of earlier clocks change nothing. An answer counts only for a ticket without a
 * clock: `ResponseClockStopped` records that of a clock.
 */
export const responseAfter = (response: TicketResponse, event: ResponseEvent, occurredAt: Instant): TicketResponse => {
  if (event.type === 'TicketAnswered') {
    if (response.clock !== null || response.answeredAt !== null) return response;
    return { ...response, answeredAt: event.data.writtenAt ?? occurredAt };
  }
  if (event.type === 'ResponseClockStarted') {
    const { clock, startedAt, riskAt, dueAt } = event.data;
    return { ...NO_RESPONSE, state: 'running', clock, startedAt, riskAt, dueAt };
  }
  return event.data.clock === response.clock ? clockChanged(response, event) : response;
};

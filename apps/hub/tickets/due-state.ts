import type { Schemas } from '@ledgerdesk/client';

/** The latest response clock of a ticket. */
export type ResponseClock = Schemas['TicketEssentials']['response'];

/** State of a promised response. `due`, `risk` and `overdue` change with time, the others with events. */
export type DueKind = 'due' | 'risk' | 'overdue' | 'met' | 'late' | 'unanswered' | 'paused' | 'merged' | 'none';

/** State of a promised response, with the time until or since it was due. */
export interface DueState {
  readonly kind: DueKind;
  /** Minutes until it is due or since it was; undefined for what does not change with time. */
  readonly minutes: number | undefined;
}

const MINUTE_MS = 60_000;

/** Whole minutes from the first instant to the second; 0 if that is earlier. */
const minutesBetween = (from: number, to: number): number => Math.max(0, Math.floor((to - from) / MINUTE_MS));

const runningState = ({ riskAt, dueAt }: ResponseClock, now: number): DueState => {
  if (dueAt === null) return { kind: 'paused', minutes: undefined };
  const due = Date.parse(dueAt);
  if (now >= due) return { kind: 'overdue', minutes: minutesBetween(due, now) };
  const isAtRisk = riskAt !== null && now >= Date.parse(riskAt);
  return { kind: isAtRisk ? 'risk' : 'due', minutes: minutesBetween(now, due) };
};

/**
 * Returns the state of a promised response at an instant. A request with a promise that was answered when it was opened
 * needs no clock: it is answered in time (E5).
 */
export const dueStateOf = (response: ResponseClock, now: number, isPromised = false): DueState => {
  if (response.state === 'running') return runningState(response, now);
  const isAnsweredAtOnce = isPromised && response.state === 'none' && response.answeredAt !== null;
  return { kind: isAnsweredAtOnce ? 'met' : response.state, minutes: undefined };
};

import type { LoggedEvent } from '@ledgerdesk/events';
import type { Instant } from '@ledgerdesk/kernel';
import { defineTimerKind } from './timer-kind.js';

/** R5, E5: the warning (after 75% of the counted time) or the breach of a response target. */
export type ResponseRow = {
  readonly kind: 'response-risk' | 'response-breach';
  /** Null once recorded. The row is kept until the clock stops, so that resuming the clock does not arm it again. */
  readonly at: Instant | null;
  readonly ticketId: string;
  readonly teamId: string;
  readonly requesterId: string;
  readonly clock: number;
  readonly dueAt: Instant;
};

type ClockEvent = LoggedEvent<
  | 'ResponseClockStarted'
  | 'ResponseClockPaused'
  | 'ResponseClockResumed'
  | 'ResponseClockStopped'
  | 'ResponseAtRisk'
  | 'ResponseTargetBreached'
>;

const keyOf = ({ data: { ticketId, clock } }: ClockEvent, suffix: 'risk' | 'breach'): string =>
  `${ticketId}.${clock}.${suffix}`;

const armed =
  (kind: ResponseRow['kind'], time: 'riskAt' | 'dueAt') =>
  (
    row: ResponseRow | undefined,
    { data }: LoggedEvent<'ResponseClockStarted' | 'ResponseClockResumed'>,
  ): ResponseRow => {
    const { ticketId, teamId, requesterId, clock, dueAt } = data;
    return { kind, at: isRecorded(row) ? null : data[time], ticketId, teamId, requesterId, clock, dueAt };
  };

const isRecorded = (row: ResponseRow | undefined): boolean => row?.at === null;
const recorded = (row: ResponseRow | undefined): ResponseRow | undefined => row && { ...row, at: null };
const paused = (row: ResponseRow | undefined): ResponseRow | undefined => (isRecorded(row) ? row : undefined);
const stopped = (): undefined => undefined;

const identity = ({ kind, ticketId, clock, dueAt }: ResponseRow) => ({ kind, ticketId, clock, dueAt });

export const responseRisk = defineTimerKind({
  kind: 'response-risk',
  keyOf: (event) => keyOf(event, 'risk'),
  on: {
    ResponseClockStarted: armed('response-risk', 'riskAt'),
    ResponseClockPaused: paused,
    ResponseClockResumed: armed('response-risk', 'riskAt'),
    ResponseClockStopped: stopped,
    ResponseAtRisk: recorded,
    ResponseTargetBreached: recorded,
  },
  identity,
  command: ({ ticketId, clock, dueAt }) => ({
    to: 'ticket',
    ticketId,
    input: { type: 'RecordResponseRisk', clock, dueAt },
  }),
});

export const responseBreach = defineTimerKind({
  kind: 'response-breach',
  keyOf: (event) => keyOf(event, 'breach'),
  on: {
    ResponseClockStarted: armed('response-breach', 'dueAt'),
    ResponseClockPaused: paused,
    ResponseClockResumed: armed('response-breach', 'dueAt'),
    ResponseClockStopped: stopped,
    ResponseTargetBreached: recorded,
  },
  identity,
  command: ({ ticketId, clock, dueAt }) => ({
    to: 'ticket',
    ticketId,
    input: { type: 'RecordResponseBreach', clock, dueAt },
  }),
});

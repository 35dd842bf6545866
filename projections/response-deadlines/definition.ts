import type { Instant } from '@ledgerdesk/kernel';
import { defineProjection, type Logged } from '../define.js';

/** What is due when its time has come: a warning (75 % of the counted time) or the breach of the target itself. */
export type DeadlineKind = 'response-risk' | 'response-breach';

/** One timer. Other things that wait become rows of further kinds with `at` as their time. */
export type DeadlineRow = {
  readonly kind: DeadlineKind;
  /** null: recorded already; kept until the clock stops, so that a resumption does not arm it again. */
  readonly at: Instant | null;
  readonly ticketId: string;
  readonly teamId: string;
  readonly requesterId: string;
  readonly clock: number;
  readonly dueAt: Instant;
};

type Row = DeadlineRow | undefined;
type Clocked = Logged<
  'ResponseClockStarted' | 'ResponseClockPaused' | 'ResponseClockResumed' | 'ResponseClockStopped' | 'ResponseAtRisk' | 'ResponseTargetBreached'
>;

const keyOf = ({ data }: Clocked, kind: DeadlineKind): string =>
  `${data.ticketId}.${data.clock}.${kind === 'response-risk' ? 'risk' : 'breach'}`;

const armed = (row: Row, event: Logged<'ResponseClockStarted' | 'ResponseClockResumed'>, key: string): Row => {
  const { ticketId, teamId, requesterId, clock, riskAt, dueAt } = event.data;
  const kind: DeadlineKind = key === keyOf(event, 'response-risk') ? 'response-risk' : 'response-breach';
  const at = kind === 'response-risk' ? riskAt : dueAt;
  return { kind, at: isSpent(row) ? null : at, ticketId, teamId, requesterId, clock, dueAt };
};

const isSpent = (row: Row): boolean => row?.at === null;
const spent = (row: Row): Row => row && { ...row, at: null };
const paused = (row: Row): Row => (isSpent(row) ? row : undefined);
const removed = (): undefined => undefined;

/**
 * What waits and when: two timers for each running response clock, the rows that the deadline clock wakes for.
 * A timer is armed only while its firing would record something.
 */
export const responseDeadlines = defineProjection({
  name: 'response-deadlines',
  version: 1,
  table: {
    columns: { at: 'text', ticketId: 'text', kind: 'text' },
    indexes: [['at'], ['ticketId']],
  },
  keysOf: (event: Clocked) =>
    event.type === 'ResponseAtRisk' ? [keyOf(event, 'response-risk')] : [keyOf(event, 'response-risk'), keyOf(event, 'response-breach')],
  on: {
    ResponseClockStarted: armed,
    ResponseClockPaused: paused,
    ResponseClockResumed: armed,
    ResponseClockStopped: removed,
    ResponseAtRisk: spent,
    ResponseTargetBreached: spent,
  },
});

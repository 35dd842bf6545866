import type { Entitlement } from '@ledgerdesk/events';
import { type Instant, millisOf } from '@ledgerdesk/kernel';
import { defineProjection, type Logged } from '../define.js';

/** How a response clock ended; `running` has not, and none of its target was missed so far. */
export type ResponseOutcome = 'met' | 'breached' | 'solved-unanswered' | 'running';

/** A response clock as the report counts it. */
export type ReportedClock = {
  readonly clock: number;
  readonly startedAt: Instant;
  readonly outcome: ResponseOutcome;
  /** Minutes from its start to the answer, pauses included; null while there is none. */
  readonly answeredAfter: number | null;
};

/** The clocks of a ticket that has a target; tickets without one are not in the report (E10). */
export type ResponseReportRow = {
  readonly ticketId: string;
  readonly teamId: string;
  readonly level: Entitlement['level'];
  readonly openedAt: Instant;
  readonly clocks: readonly ReportedClock[];
};

type Row = ResponseReportRow | undefined;
type OfClock = Logged<'ResponseTargetBreached' | 'ResponseClockStopped'>;

const opened = (_row: Row, { data: { ticketId, teamId, entitlement }, occurredAt }: Logged<'TicketOpened'>): Row =>
  entitlement === null ? undefined : { ticketId, teamId, level: entitlement.level, openedAt: occurredAt, clocks: [] };

const started = (row: Row, { data: { clock, startedAt } }: Logged<'ResponseClockStarted'>): Row =>
  row && { ...row, clocks: [...row.clocks, { clock, startedAt, outcome: 'running', answeredAfter: null }] };

const changed = (row: Row, { data }: OfClock, change: (clock: ReportedClock) => ReportedClock): Row =>
  row && { ...row, clocks: row.clocks.map((one) => (one.clock === data.clock ? change(one) : one)) };

const breached = (row: Row, event: Logged<'ResponseTargetBreached'>): Row =>
  changed(row, event, (one) => ({ ...one, outcome: 'breached' }));

/** What was missed stays missed, whatever came later. */
const outcomeOf = (
  { outcome }: ReportedClock,
  { reason, inTime }: Logged<'ResponseClockStopped'>['data'],
): ResponseOutcome => {
  if (outcome === 'breached') return outcome;
  if (reason === 'solved-unanswered') return reason;
  return inTime ? 'met' : 'breached';
};

const stopped = (row: Row, event: Logged<'ResponseClockStopped'>): Row =>
  changed(row, event, (one) => ({
    ...one,
    outcome: outcomeOf(one, event.data),
    answeredAfter:
      event.data.reason === 'answered' ? (millisOf(event.data.stoppedAt) - millisOf(one.startedAt)) / 60_000 : null,
  }));

/** What became of every response target. */
export const responseReport = defineProjection({
  name: 'response-report',
  version: 1,
  table: { columns: { teamId: 'text', openedAt: 'text' }, indexes: [['teamId', 'openedAt'], ['openedAt']] },
  keysOf: ({ data }) => [data.ticketId],
  on: {
    TicketOpened: opened,
    ResponseClockStarted: started,
    ResponseTargetBreached: breached,
    ResponseClockStopped: stopped,
  },
});

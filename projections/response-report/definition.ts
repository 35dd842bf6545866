import type { Entitlement, LoggedEvent } from '@ledgerdesk/events';
import { earlier, type Instant, millisOf, MINUTE } from '@ledgerdesk/kernel';
import { defineProjection } from '../define-projection.js';

/** How a response clock ended. `running`: it has not ended and its target is not breached. */
export type ResponseOutcome = 'met' | 'breached' | 'solved-unanswered' | 'running';

/** A response clock in the report. */
export type ReportedClock = {
  readonly clock: number;
  readonly startedAt: Instant;
  readonly outcome: ResponseOutcome;
  /** Minutes from the start to the answer, including pauses; null if there is no answer. */
  readonly answeredAfter: number | null;
};

/** The response clocks of a ticket. Tickets without a response target have no row (E10). */
export type ResponseReportRow = {
  readonly ticketId: string;
  readonly teamId: string;
  readonly level: Entitlement['level'];
  readonly openedAt: Instant;
  readonly clocks: readonly ReportedClock[];
};

type Row = ResponseReportRow | undefined;
type ClockEvent = LoggedEvent<'ResponseTargetBreached' | 'ResponseClockStopped'>;

const opened = (
  _row: Row,
  { data: { ticketId, teamId, entitlement }, occurredAt }: LoggedEvent<'TicketOpened'>,
): Row =>
  entitlement === null ? undefined : { ticketId, teamId, level: entitlement.level, openedAt: occurredAt, clocks: [] };

/** A ticket without a target may take over the clock of one that is merged into it. */
const mergeReceived = (
  row: Row,
  { data: { ticketId, teamId, entitlement }, occurredAt }: LoggedEvent<'TicketMergeReceived'>,
): Row =>
  row ?? (entitlement ? { ticketId, teamId, level: entitlement.level, openedAt: occurredAt, clocks: [] } : undefined);

/** A clock from a merged ticket may have started before this ticket was opened. */
const started = (row: Row, { data: { clock, startedAt } }: LoggedEvent<'ResponseClockStarted'>): Row =>
  row && {
    ...row,
    openedAt: earlier(row.openedAt, startedAt),
    clocks: [...row.clocks, { clock, startedAt, outcome: 'running', answeredAfter: null }],
  };

const withClock = (row: Row, { data }: ClockEvent, change: (clock: ReportedClock) => ReportedClock): Row =>
  row && { ...row, clocks: row.clocks.map((clock) => (clock.clock === data.clock ? change(clock) : clock)) };

const breached = (row: Row, event: LoggedEvent<'ResponseTargetBreached'>): Row =>
  withClock(row, event, (clock) => ({ ...clock, outcome: 'breached' }));

/** A breached clock stays breached. */
const outcomeOf = (
  { outcome }: ReportedClock,
  { reason, inTime }: LoggedEvent<'ResponseClockStopped'>['data'],
): ResponseOutcome | 'merged' => {
  if (outcome === 'breached') return outcome;
  if (reason !== 'answered') return reason;
  return inTime ? 'met' : 'breached';
};

/** A clock that goes on in another ticket is counted there, unless it was missed here before. */
const stopped = (row: Row, event: LoggedEvent<'ResponseClockStopped'>): Row => {
  const { clock: number, reason, stoppedAt } = event.data;
  const clock = row?.clocks.find((one) => one.clock === number);
  const outcome = clock && outcomeOf(clock, event.data);
  if (!row || outcome === 'merged') return row && { ...row, clocks: row.clocks.filter((one) => one !== clock) };
  return withClock(row, event, (one) => ({
    ...one,
    outcome: outcome ?? one.outcome,
    answeredAfter: reason === 'answered' ? (millisOf(stoppedAt) - millisOf(one.startedAt)) / MINUTE : null,
  }));
};

/** The outcome of every response clock. */
export const responseReport = defineProjection({
  name: 'response-report',
  version: 2,
  table: { columns: { teamId: 'text', openedAt: 'text' }, indexes: [['teamId', 'openedAt'], ['openedAt']] },
  keysOf: ({ data }) => [data.ticketId],
  on: {
    TicketOpened: opened,
    ResponseClockStarted: started,
    ResponseTargetBreached: breached,
    ResponseClockStopped: stopped,
    TicketMergeReceived: mergeReceived,
  },
});

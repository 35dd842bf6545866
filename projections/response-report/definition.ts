import {
  channelOf,
  type ClockLeg,
  type LoggedEvent,
  type ServedLanguage,
  type TicketChannel,
} from '@ledgerdesk/events';
import { earlier, type Instant, millisOf, MINUTE, type RecordedEvent } from '@ledgerdesk/kernel';
import { defineProjection } from '../define-projection.js';
import { promiseOf, type TicketPromise } from '../ticket-promise.js';

/** How a response clock ended. `running`: it has not ended and its target is not breached. */
export type ResponseOutcome = 'met' | 'breached' | 'solved-unanswered' | 'running';

/** What ended a pause: an agent or a reply resumed the ticket, or it was answered or solved while it was on hold. */
export const PAUSE_ENDS = ['agent', 'reply', 'answer', 'solution'] as const;
export type PauseEnd = (typeof PAUSE_ENDS)[number];

/** A pause of a response clock. */
export type ReportedPause = {
  readonly from: Instant;
  /** Null while the clock is paused. */
  readonly to: Instant | null;
  readonly endedBy: PauseEnd | null;
  /** Version of the calendars in which the clock counts after the pause; null if none is recorded. */
  readonly calendars: string | null;
};

/** A response clock in the report. */
export type ReportedClock = {
  readonly clock: number;
  readonly startedAt: Instant;
  /** Null while it runs, also after its target was missed. */
  readonly stoppedAt: Instant | null;
  readonly outcome: ResponseOutcome;
  /** Minutes from the start to the answer, including pauses; null if there is no answer. */
  readonly answeredAfter: number | null;
  readonly language: ServedLanguage;
  /** The agent who gave the answer that stopped the clock; null if there is none. */
  readonly agentId: string | null;
  /** Calendar of the target that decides when the answer is due. */
  readonly calendar: string;
  /** Version of the calendars in which the clock counts from its start; null if none is recorded. */
  readonly calendars: string | null;
  readonly pauses: readonly ReportedPause[];
};

/** A ticket and its response clocks. Tickets without a response target have no clocks (E10). */
export type ResponseReportRow = TicketPromise & {
  readonly ticketId: string;
  readonly teamId: string;
  /** As of the latest reclassification. */
  readonly product: string;
  readonly issueType: string;
  readonly channel: TicketChannel;
  readonly openedAt: Instant;
  /** Version of the calendars that its opening names; null if it names none. */
  readonly openedWith: string | null;
  readonly clocks: readonly ReportedClock[];
};

/** A version of the calendars that clocks count in. In the same table, so that both are of one position of the log. */
export type CalendarsRow = {
  readonly teamId: null;
  readonly openedAt: null;
  readonly calendars: string;
  /** The contents as canonical JSON; null if they exceed what is recorded. */
  readonly text: string | null;
};

type Row = ResponseReportRow | undefined;
type AnyRow = ResponseReportRow | CalendarsRow | undefined;
type ClockEvent = LoggedEvent<
  'ResponseTargetBreached' | 'ResponseClockStopped' | 'ResponseClockPaused' | 'ResponseClockResumed'
>;

const calendarsOf = ({ metadata }: RecordedEvent): string | null => metadata.versions?.['calendars'] ?? null;

const opened = (_row: Row, event: LoggedEvent<'TicketOpened'>): Row => {
  const { ticketId, teamId, product, issueType, entitlement } = event.data;
  const { level, edition } = promiseOf(entitlement);
  return {
    ticketId,
    teamId,
    product,
    issueType,
    level,
    edition,
    channel: channelOf(event),
    openedAt: event.occurredAt,
    openedWith: calendarsOf(event),
    clocks: [],
  };
};

const linked = (row: Row, { data: { channel } }: LoggedEvent<'LiveSupportLinked'>): Row => row && { ...row, channel };

const reclassified = (row: Row, { data: { product, issueType } }: LoggedEvent<'TicketReclassified'>): Row =>
  row && { ...row, product, issueType };

/** A ticket without a target may take over the clock of one that is merged into it, with its level. */
const mergeReceived = (row: Row, { data: { entitlement } }: LoggedEvent<'TicketMergeReceived'>): Row =>
  row?.level === null && entitlement ? { ...row, ...promiseOf(entitlement) } : row;

interface DecidedLegs {
  readonly legs: readonly ClockLeg[];
  readonly decidedBy: ClockLeg['target'];
}

const calendarOf = ({ legs, decidedBy }: DecidedLegs): string =>
  legs.find(({ target }) => target === decidedBy)?.calendar ?? 'always';

/**
 * A clock from a merged ticket may have started before this ticket was opened. Its event names no calendars if an
 * earlier release recorded it.
 */
const started = (row: Row, event: LoggedEvent<'ResponseClockStarted'>): Row => {
  const { clock, startedAt, servedLanguage: language } = event.data;
  const fresh: ReportedClock = {
    clock,
    startedAt,
    stoppedAt: null,
    outcome: 'running',
    answeredAfter: null,
    language,
    agentId: null,
    calendar: calendarOf(event.data),
    calendars: calendarsOf(event) ?? row?.openedWith ?? null,
    pauses: [],
  };
  return row && { ...row, openedAt: earlier(row.openedAt, startedAt), clocks: [...row.clocks, fresh] };
};

type ClockChange = (clock: ReportedClock) => ReportedClock;

const withClock = (row: Row, { data }: ClockEvent, change: ClockChange): Row =>
  row && { ...row, clocks: row.clocks.map((clock) => (clock.clock === data.clock ? change(clock) : clock)) };

/** Changes the clock that has not stopped; a row without one stays the same. */
const withOpenClock = (row: Row, change: ClockChange): Row =>
  row?.clocks.some(({ stoppedAt }) => stoppedAt === null)
    ? { ...row, clocks: row.clocks.map((clock) => (clock.stoppedAt === null ? change(clock) : clock)) }
    : row;

const withOpenPause = (clock: ReportedClock, changed: Partial<ReportedPause>): ReportedClock =>
  clock.pauses.some(({ to }) => to === null)
    ? { ...clock, pauses: clock.pauses.map((pause) => (pause.to === null ? { ...pause, ...changed } : pause)) }
    : clock;

const paused = (row: Row, event: LoggedEvent<'ResponseClockPaused'>): Row => {
  const pause = { from: event.data.pausedAt, to: null, endedBy: null, calendars: null };
  return withClock(row, event, (clock) => ({ ...clock, pauses: [...clock.pauses, pause] }));
};

/** Precedes the event that resumes the clock. */
const ticketResumed = (row: Row, { data: { by } }: LoggedEvent<'TicketResumed'>): Row =>
  withOpenClock(row, (clock) => withOpenPause(clock, { endedBy: by }));

const resumed = (row: Row, event: LoggedEvent<'ResponseClockResumed'>): Row => {
  const ended = { to: event.data.resumedAt, calendars: calendarsOf(event) };
  return withClock(row, event, (clock) => ({ ...withOpenPause(clock, ended), calendar: calendarOf(event.data) }));
};

/** Precedes the event that stops the clock. */
const answered = (row: Row, { data: { agentId } }: LoggedEvent<'TicketAnswered'>): Row =>
  withOpenClock(row, (clock) => ({ ...clock, agentId }));

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
  const isAnswer = reason === 'answered';
  return withClock(row, event, (one) => ({
    ...withOpenPause(one, { to: stoppedAt, endedBy: isAnswer ? 'answer' : 'solution' }),
    stoppedAt,
    outcome: outcome ?? one.outcome,
    answeredAfter: isAnswer ? (millisOf(stoppedAt) - millisOf(one.startedAt)) / MINUTE : null,
    agentId: isAnswer ? one.agentId : null,
  }));
};

/** Engines with the same files may both record the first use: the first record counts. */
const calendarsUsed = (row: AnyRow, { data: { policyVersion, text } }: LoggedEvent<'PolicyVersionUsed'>): AnyRow =>
  row ?? { teamId: null, openedAt: null, calendars: policyVersion, text };

const keysOf = (event: LoggedEvent<keyof typeof on>): readonly string[] => {
  if (event.type !== 'PolicyVersionUsed') return [event.data.ticketId];
  const { name, policyVersion } = event.data;
  return name === 'calendars' ? [`${name}.${policyVersion}`] : [];
};

/** A change of the row of a ticket. */
const ofTicket =
  <Event>(change: (row: Row, event: Event) => Row) =>
  (row: AnyRow, event: Event): AnyRow =>
    change(row && 'ticketId' in row ? row : undefined, event);

const on = {
  TicketOpened: ofTicket(opened),
  LiveSupportLinked: ofTicket(linked),
  ResponseClockStarted: ofTicket(started),
  ResponseTargetBreached: ofTicket(breached),
  ResponseClockPaused: ofTicket(paused),
  ResponseClockResumed: ofTicket(resumed),
  TicketResumed: ofTicket(ticketResumed),
  TicketAnswered: ofTicket(answered),
  ResponseClockStopped: ofTicket(stopped),
  TicketReclassified: ofTicket(reclassified),
  TicketMergeReceived: ofTicket(mergeReceived),
  PolicyVersionUsed: calendarsUsed,
};

/** Every ticket with its response clocks, their outcomes and pauses, and the calendars in which clocks count. */
export const responseReport = defineProjection({
  name: 'response-report',
  version: 4,
  table: { columns: { teamId: 'text', openedAt: 'text' }, indexes: [['teamId', 'openedAt'], ['openedAt']] },
  keysOf,
  on,
});

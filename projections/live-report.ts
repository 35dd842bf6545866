import type { TimeZones } from '@ledgerdesk/business-time';
import type { LiveChannel } from '@ledgerdesk/events';
import { type Instant, millisOf, type Refusal } from '@ledgerdesk/kernel';
import type { NamedQuery, RowReader } from '@ledgerdesk/read-store';
import { type LiveOutcome, liveOutcomes, type LiveOutcomeRow } from './live-outcomes/definition.js';
import { reportConditions } from './report-filter.js';
import { REPORT_DEFAULTS } from './report-defaults.js';
import { reportRows } from './report-rows.js';
import {
  GroupedReport,
  type GroupedReportRequest,
  type ReportAnswer,
  type ReportDefinition,
} from './reports/grouped-report.js';
import { groupingsOf } from './reports/groupings.js';
import { type Distribution, Sample } from './reports/measures.js';

/** Outcomes and waits of live requests of one channel. */
interface LiveMeasures {
  /** Requests that were answered. `answered`, `abandoned`, `missed`, `withdrawn` and `open` add up to all requests. */
  readonly answered: number;
  /** Requests that their requesters ended before an answer. */
  readonly abandoned: number;
  /** Chats that nobody joined in time, and callbacks of which all calls went unanswered. */
  readonly missed: number;
  /** Requests whose requesters lost the right to them before an answer (E2). */
  readonly withdrawn: number;
  /** Requests that are not over. */
  readonly open: number;
  /** Number of times that they were handed over to another agent or to the queue. */
  readonly transfers: number;
  /** Minutes from the request until an agent first joined or took it, of those that one did. */
  readonly waitMinutes: Distribution;
  /** Minutes from the request until its requester ended it, of those abandoned. */
  readonly abandonedAfterMinutes: Distribution;
}

export interface ChatMeasures extends LiveMeasures {
  readonly chats: number;
  /** Minutes from the first agent to the end, of chats that were answered. */
  readonly chatMinutes: Distribution;
}

export interface CallbackMeasures extends LiveMeasures {
  readonly callbacks: number;
  /** Calls: those that reached the requester and those that did not. */
  readonly attempts: number;
  /** Minutes from the request to the end of the call that reached the requester. */
  readonly reachedAfterMinutes: Distribution;
}

const spanOf = (from: Instant, to: Instant): number => millisOf(to) - millisOf(from);

/** Adds up live requests of one channel. */
class LiveTally {
  requests = 0;
  attempts = 0;
  readonly served = new Sample();
  readonly #outcomes: Record<LiveOutcome | 'open', number> = {
    answered: 0,
    abandoned: 0,
    missed: 0,
    withdrawn: 0,
    open: 0,
  };
  readonly #waits = new Sample();
  readonly #abandonedAfter = new Sample();
  #transfers = 0;

  /** @param servedFrom returns when the service of an answered request began. */
  constructor(private readonly servedFrom: (row: LiveOutcomeRow) => Instant) {}

  add(row: LiveOutcomeRow): void {
    const { outcome, startedAt, takenAt, endedAt, attempts, transfers } = row;
    this.requests += 1;
    this.attempts += attempts;
    this.#transfers += transfers;
    this.#outcomes[outcome ?? 'open'] += 1;
    if (takenAt !== null) this.#waits.add(spanOf(startedAt, takenAt));
    if (outcome === 'abandoned' && endedAt !== null) this.#abandonedAfter.add(spanOf(startedAt, endedAt));
    if (outcome === 'answered' && endedAt !== null) this.served.add(spanOf(this.servedFrom(row), endedAt));
  }

  get measures(): LiveMeasures {
    return {
      ...this.#outcomes,
      transfers: this.#transfers,
      waitMinutes: this.#waits.minutes(),
      abandonedAfterMinutes: this.#abandonedAfter.minutes(),
    };
  }
}

const LIVE_FACTS = {
  startOf: ({ startedAt }) => startedAt,
  values: {
    team: ({ teamId }) => teamId,
    product: ({ product }) => product,
    language: ({ language }) => language,
    agent: ({ agentId }) => agentId,
    issueType: ({ issueType }) => issueType,
  },
} as const satisfies Omit<ReportDefinition<LiveOutcomeRow, object>, 'tally'>;

/** The facts are chats, at their start. */
const chatDefinition: ReportDefinition<LiveOutcomeRow, ChatMeasures> = {
  ...LIVE_FACTS,
  tally: () => {
    const tally = new LiveTally(({ takenAt, startedAt }) => takenAt ?? startedAt);
    return {
      add: (row) => tally.add(row),
      measures: () => ({ chats: tally.requests, ...tally.measures, chatMinutes: tally.served.minutes() }),
    };
  },
};

export const LIVE_GROUPINGS = groupingsOf(chatDefinition.values);

/** The facts are callbacks, at their request. */
const callbackDefinition: ReportDefinition<LiveOutcomeRow, CallbackMeasures> = {
  ...LIVE_FACTS,
  tally: () => {
    const tally = new LiveTally(({ startedAt }) => startedAt);
    return {
      add: (row) => tally.add(row),
      measures: () => ({
        callbacks: tally.requests,
        ...tally.measures,
        attempts: tally.attempts,
        reachedAfterMinutes: tally.served.minutes(),
      }),
    };
  },
};

const readLive = async <Measures extends object>(
  reader: RowReader,
  channel: LiveChannel,
  definition: ReportDefinition<LiveOutcomeRow, Measures>,
  request: GroupedReportRequest,
  zones: TimeZones,
): Promise<ReportAnswer<Measures> | Refusal> => {
  const report = new GroupedReport(definition, request, zones);
  const where = [{ column: 'channel', is: '=', value: channel } as const, ...reportConditions(request, 'startedAt')];
  await reader.each(liveOutcomes.name, where, (row: LiveOutcomeRow) => report.add(row));
  return report.answer();
};

const liveReportQuery = <Measures extends object>(
  channel: LiveChannel,
  definition: ReportDefinition<LiveOutcomeRow, Measures>,
  zones: TimeZones,
): NamedQuery<GroupedReportRequest, ReportAnswer<Measures> | Refusal> => ({
  name: `${channel}-report`,
  models: () => [liveOutcomes.name],
  readsManyRows: true,
  question: {
    kind: 'report',
    name: `${channel}s`,
    rows: reportRows,
    defaults: REPORT_DEFAULTS,
    groupings: groupingsOf(definition.values),
  },
  run: (rows, request) => readLive(rows, channel, definition, request, zones),
});

/** The report of chats, with buckets and hours of the week in the time zone of the request. */
export const chatReportQuery = (zones: TimeZones) => liveReportQuery('chat', chatDefinition, zones);

/** The report of callbacks, with buckets and hours of the week in the time zone of the request. */
export const callbackReportQuery = (zones: TimeZones) => liveReportQuery('callback', callbackDefinition, zones);

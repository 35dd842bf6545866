import type { Answer, RequestOptions } from '@ledgerdesk/client';
import { client } from '../../api/client.js';
import type { Tone } from '../../design/badge.js';

/** Lengths of a bucket. */
export const BUCKETS = ['hour', 'day', 'week', 'month', 'quarter'] as const;
export type Bucket = (typeof BUCKETS)[number];

/** What reports can be grouped by. */
export type Grouping =
  'team' | 'product' | 'level' | 'edition' | 'language' | 'agent' | 'issueType' | 'channel' | 'reason' | 'hourOfWeek';

/** Parameters of a report. */
export interface ReportQuery {
  readonly groupBy?: string | undefined;
  readonly bucket?: Bucket | undefined;
  readonly timeZone?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly team?: string | undefined;
  readonly asOf?: string | undefined;
}

/** What all reports answer. */
export interface ReportAnswer {
  readonly total?: unknown;
  readonly items: readonly object[];
  readonly manifest: object;
}

/** What a number is: how it is written. `money` is a list of amounts, one for each currency. */
export type MeasureKind = 'count' | 'minutes' | 'share' | 'money';

/** A measure of a report, by its path in the answer. */
export interface Measure {
  readonly path: MeasureName;
  readonly kind: MeasureKind;
  /** Rows that it counts can be listed: it is a sum. */
  readonly hasFacts: boolean;
}

/** Paths of measures, which have names in `reports.texts.ts`. */
export type MeasureName =
  | 'clocks'
  | 'met'
  | 'breached'
  | 'solvedUnanswered'
  | 'running'
  | 'answered'
  | 'wallMinutes.median'
  | 'wallMinutes.p90'
  | 'businessMinutes.median'
  | 'businessMinutes.p90'
  | 'paused.clocks'
  | 'paused.minutes'
  | 'charges'
  | 'amounts'
  | 'teams'
  | 'recipients'
  | 'mailed'
  | 'notMailed'
  | 'unconfirmed'
  | 'open'
  | 'onHold'
  | 'waitingForRequester'
  | 'waitingForSupport'
  | 'opened'
  | 'reopened'
  | 'solved'
  | 'merged'
  | 'closed'
  | 'reopenings'
  | 'followedUp'
  | 'followUps'
  | 'returned'
  | 'reopenedRate'
  | 'followUpRate'
  | 'returnRate'
  | 'chats'
  | 'callbacks'
  | 'abandoned'
  | 'missed'
  | 'withdrawn'
  | 'transfers'
  | 'attempts'
  | 'waitMinutes.median'
  | 'waitMinutes.p90'
  | 'chatMinutes.median'
  | 'reachedAfterMinutes.median'
  | 'answers'
  | 'ticketsInHand'
  | 'liveRequests'
  | 'availableMinutes'
  | 'engagedMinutes'
  | 'active'
  | 'gained'
  | 'lost'
  | 'upgraded'
  | 'downgraded'
  | 'revenue'
  | 'requests'
  | 'share'
  | 'change';

/** A report: what it takes, what it measures and how it is plotted. */
export interface ReportKind {
  readonly groupings: readonly Grouping[];
  /** Groupings and buckets of the first look at it. */
  readonly initial: { readonly groupBy?: Grouping; readonly bucket?: Bucket };
  readonly hasBuckets: boolean;
  readonly hasTeam: boolean;
  readonly measures: readonly Measure[];
  /** Measures that add up, as parts of bars. */
  readonly stack: readonly { readonly path: MeasureName; readonly tone: Tone }[];
  /** Measures that are plotted as lines over time. */
  readonly lines: readonly MeasureName[];
  readonly load: (query: ReportQuery, options: RequestOptions) => Promise<Answer<ReportAnswer>>;
}

const counts = (...paths: readonly MeasureName[]): readonly Measure[] =>
  paths.map((path) => ({ path, kind: 'count', hasFacts: true }));
const minutes = (...paths: readonly MeasureName[]): readonly Measure[] =>
  paths.map((path) => ({ path, kind: 'minutes', hasFacts: false }));
const shares = (...paths: readonly MeasureName[]): readonly Measure[] =>
  paths.map((path) => ({ path, kind: 'share', hasFacts: false }));
const withoutFacts = (measures: readonly Measure[]): readonly Measure[] =>
  measures.map((measure) => ({ ...measure, hasFacts: false }));
const money = (path: MeasureName): Measure => ({ path, kind: 'money', hasFacts: false });

const LIVE_GROUPINGS = ['team', 'product', 'language', 'agent', 'issueType', 'hourOfWeek'] as const;
const LIVE_STACK = [
  { path: 'answered', tone: 'ok' },
  { path: 'abandoned', tone: 'warn' },
  { path: 'missed', tone: 'bad' },
  { path: 'withdrawn', tone: 'neutral' },
  { path: 'open', tone: 'accent' },
] as const;
const TICKET_GROUPINGS = ['team', 'product', 'level', 'edition', 'language', 'agent', 'issueType', 'channel'] as const;

/** Every report of docs/reports.md. */
export const REPORTS = {
  responses: {
    groupings: [...TICKET_GROUPINGS, 'hourOfWeek'],
    initial: { bucket: 'week' },
    hasBuckets: true,
    hasTeam: true,
    measures: [
      ...counts('clocks', 'met', 'breached', 'solvedUnanswered', 'running', 'answered'),
      ...minutes('wallMinutes.median', 'wallMinutes.p90', 'businessMinutes.median', 'businessMinutes.p90'),
      ...counts('paused.clocks'),
      ...minutes('paused.minutes'),
    ],
    stack: [
      { path: 'met', tone: 'ok' },
      { path: 'breached', tone: 'bad' },
      { path: 'solvedUnanswered', tone: 'warn' },
      { path: 'running', tone: 'neutral' },
    ],
    lines: ['wallMinutes.median', 'wallMinutes.p90'],
    load: (query, options) => client.get('/v1/reports/responses', { query, ...options }),
  },
  backlog: {
    groupings: TICKET_GROUPINGS,
    initial: { bucket: 'week' },
    hasBuckets: true,
    hasTeam: true,
    measures: counts(
      'open',
      'waitingForSupport',
      'waitingForRequester',
      'onHold',
      'opened',
      'reopened',
      'solved',
      'merged',
      'closed',
    ),
    stack: [
      { path: 'waitingForSupport', tone: 'bad' },
      { path: 'waitingForRequester', tone: 'accent' },
      { path: 'onHold', tone: 'neutral' },
    ],
    lines: ['opened', 'solved'],
    load: (query, options) => client.get('/v1/reports/backlog', { query, ...options }),
  },
  'follow-ups': {
    groupings: [...TICKET_GROUPINGS, 'hourOfWeek'],
    initial: { bucket: 'month' },
    hasBuckets: true,
    hasTeam: true,
    measures: [
      ...counts('solved', 'reopened', 'reopenings', 'followedUp', 'followUps', 'returned'),
      ...shares('reopenedRate', 'followUpRate', 'returnRate'),
    ],
    stack: [{ path: 'solved', tone: 'ok' }],
    lines: ['reopenedRate', 'followUpRate', 'returnRate'],
    load: (query, options) => client.get('/v1/reports/follow-ups', { query, ...options }),
  },
  chats: {
    groupings: LIVE_GROUPINGS,
    initial: { bucket: 'month' },
    hasBuckets: true,
    hasTeam: true,
    measures: [
      ...counts('chats', 'answered', 'abandoned', 'missed', 'withdrawn', 'open', 'transfers'),
      ...minutes('waitMinutes.median', 'waitMinutes.p90', 'chatMinutes.median'),
    ],
    stack: LIVE_STACK,
    lines: ['waitMinutes.median', 'waitMinutes.p90'],
    load: (query, options) => client.get('/v1/reports/chats', { query, ...options }),
  },
  callbacks: {
    groupings: LIVE_GROUPINGS,
    initial: { bucket: 'month' },
    hasBuckets: true,
    hasTeam: true,
    measures: [
      ...counts('callbacks', 'answered', 'abandoned', 'missed', 'withdrawn', 'open', 'attempts', 'transfers'),
      ...minutes('waitMinutes.median', 'waitMinutes.p90', 'reachedAfterMinutes.median'),
    ],
    stack: LIVE_STACK,
    lines: ['waitMinutes.median', 'waitMinutes.p90'],
    load: (query, options) => client.get('/v1/reports/callbacks', { query, ...options }),
  },
  'agent-load': {
    groupings: ['agent'],
    initial: { groupBy: 'agent' },
    hasBuckets: true,
    hasTeam: false,
    measures: [
      ...counts('answers', 'ticketsInHand', 'liveRequests'),
      ...minutes('availableMinutes', 'engagedMinutes').map((measure) => ({ ...measure, hasFacts: true })),
    ],
    stack: [
      { path: 'answers', tone: 'accent' },
      { path: 'liveRequests', tone: 'ok' },
    ],
    lines: ['availableMinutes', 'engagedMinutes'],
    load: ({ team: _, ...query }, options) => client.get('/v1/reports/agent-load', { query, ...options }),
  },
  'add-ons': {
    groupings: ['team', 'product', 'edition'],
    initial: { bucket: 'month' },
    hasBuckets: true,
    hasTeam: true,
    measures: [...counts('active', 'gained', 'lost', 'upgraded', 'downgraded', 'charges'), money('revenue')],
    stack: [{ path: 'active', tone: 'accent' }],
    lines: ['gained', 'lost'],
    load: (query, options) => client.get('/v1/reports/add-ons', { query, ...options }),
  },
  patterns: {
    groupings: ['team', 'product', 'issueType', 'language', 'channel', 'hourOfWeek'],
    initial: { groupBy: 'issueType' },
    hasBuckets: true,
    hasTeam: true,
    measures: [...counts('requests'), ...shares('share'), ...withoutFacts(counts('change'))],
    stack: [{ path: 'requests', tone: 'accent' }],
    lines: ['requests'],
    load: (query, options) => client.get('/v1/reports/patterns', { query, ...options }),
  },
  charges: {
    groupings: ['team', 'product', 'edition', 'reason', 'hourOfWeek'],
    initial: { bucket: 'month' },
    hasBuckets: true,
    hasTeam: true,
    measures: [...counts('charges'), money('amounts')],
    stack: [{ path: 'charges', tone: 'accent' }],
    lines: ['charges'],
    load: (query, options) => client.get('/v1/reports/charges', { query, ...options }),
  },
  digests: {
    groupings: [],
    initial: {},
    hasBuckets: false,
    hasTeam: true,
    measures: withoutFacts(counts('teams', 'recipients', 'mailed', 'notMailed', 'unconfirmed')),
    stack: [
      { path: 'mailed', tone: 'ok' },
      { path: 'notMailed', tone: 'warn' },
      { path: 'unconfirmed', tone: 'neutral' },
    ],
    lines: [],
    load: ({ team, from, to, asOf }, options) =>
      client.get('/v1/reports/digests', { query: { team, from, to, asOf }, ...options }),
  },
} as const satisfies Readonly<Record<string, ReportKind>>;

export type ReportName = keyof typeof REPORTS;
export const REPORT_NAMES = Object.keys(REPORTS) as readonly ReportName[];

/** The report of a name; `responses` for none and for any other text. */
export const reportNameOf = (text: string | undefined): ReportName =>
  REPORT_NAMES.find((name) => name === text) ?? 'responses';

/** The definition of a report. */
export const reportKind = (name: ReportName): ReportKind => REPORTS[name];

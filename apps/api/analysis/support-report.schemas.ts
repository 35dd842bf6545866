import {
  ADD_ON_GROUPINGS,
  type AddOnMeasures,
  AGENT_LOAD_GROUPINGS,
  type AgentLoadMeasures,
  BACKLOG_GROUPINGS,
  type BacklogMeasures,
  type CallbackMeasures,
  type ChatMeasures,
  FOLLOW_UP_GROUPINGS,
  type FollowUpMeasures,
  type Grouping,
  LIVE_GROUPINGS,
  PATTERN_GROUPINGS,
  type PatternMeasures,
  type ReportAnswer,
} from '@ledgerdesk/projections';
import type { Manifest } from '@ledgerdesk/manifest';
import { MANIFEST_SCHEMAS } from '../platform/as-of/manifest.schemas.js';
import { minutes, money } from '../platform/openapi/domain-schemas.js';
import { arrayOf, described, integer, nullable, number, objectOf, type Schema } from '../platform/openapi/schema.js';
import { defineSchemas } from '../platform/openapi/schema-registry.js';
import { bucketName, distribution, groupOf } from './grouped-report.schemas.js';

type Fields<Measures> = { readonly [Name in keyof Measures]: Schema };

/** The schema of a report with these measures and groupings. */
const reportOf = (
  description: string,
  measures: Readonly<Record<string, Schema>>,
  groupings: readonly Grouping[],
): Schema => {
  const item = { group: groupOf(groupings), bucket: bucketName, ...measures };
  return objectOf<ReportAnswer<object> & { readonly manifest: Manifest }>({
    total: described(`${description}, in total.`, objectOf<Readonly<Record<string, unknown>>>(measures)),
    items: arrayOf(
      objectOf<Readonly<Record<string, unknown>>>(item, 'bucket'),
      `${description}, of each group in each bucket.`,
    ),
    manifest: MANIFEST_SCHEMAS.Manifest,
  });
};

const share = (description: string): Schema =>
  nullable({ ...number(description, 0.25), minimum: 0, maximum: 1 }, description);

const backlog: Fields<BacklogMeasures> = {
  open: integer('Tickets that are neither solved nor closed at the end of the bucket: the sum of the next three.', 12),
  waitingForSupport: integer('Open tickets of which support has the next word.', 5),
  waitingForRequester: integer('Open tickets that were answered last.', 4),
  onHold: integer('Open tickets on hold.', 3),
  opened: integer('Tickets that were opened in the bucket.', 9),
  reopened: integer('Number of times that a ticket was reopened in the bucket.', 1),
  solved: integer('Number of times that a ticket was solved in the bucket.', 8),
  merged: integer('Open tickets that were merged into another in the bucket.', 1),
  closed: integer('Solved tickets that were closed in the bucket.', 6),
};

const followUps: Fields<FollowUpMeasures> = {
  solved: integer('Tickets that were solved for the first time.', 40),
  reopened: integer('Of these, tickets that were reopened since.', 3),
  reopenings: integer('Number of times that they were reopened.', 4),
  followedUp: integer('Of these, tickets that another ticket follows up.', 2),
  followUps: integer('Number of tickets that follow them up.', 2),
  returned: integer('Of these, tickets that were reopened or followed up.', 5),
  reopenedRate: share('`reopened` as a share of `solved`. Null if nothing was solved.'),
  followUpRate: share('`followedUp` as a share of `solved`. Null if nothing was solved.'),
  returnRate: share('`returned` as a share of `solved`. Null if nothing was solved.'),
};

const live = {
  answered: integer('Requests that were answered: an agent joined the chat or reached the requester.', 30),
  abandoned: integer('Requests that their requesters ended before.', 4),
  missed: integer('Chats that nobody joined in time, and callbacks of which all calls went unanswered.', 2),
  withdrawn: integer('Requests whose requesters lost the right to them before an answer.', 0),
  open: integer('Requests that are not over and not answered.', 1),
  transfers: integer('Number of times that they were handed over to another agent or to the queue.', 3),
  waitMinutes: distribution('Minutes from the request until an agent first joined or took it, if one did.'),
  abandonedAfterMinutes: distribution('Minutes from the request until its requester ended it, of abandoned requests.'),
};

const chats: Fields<ChatMeasures> = {
  chats: integer('Chats that started. The sum of the next five.', 37),
  ...live,
  chatMinutes: distribution('Minutes from the first agent to the end, of chats that were answered.'),
};

const callbacks: Fields<CallbackMeasures> = {
  callbacks: integer('Callbacks that were requested. The sum of the next five.', 37),
  ...live,
  attempts: integer('Calls: those that reached the requester, and those that went unanswered.', 41),
  reachedAfterMinutes: distribution('Minutes from the request to the end of the call that reached the requester.'),
};

const agentLoad: Fields<AgentLoadMeasures> = {
  answers: integer('Answers that agents wrote in the bucket.', 25),
  ticketsInHand: integer('Open tickets that are assigned to an agent at the end of the bucket.', 7),
  liveRequests: integer('Chats and callbacks that agents took in the bucket.', 4),
  availableMinutes: minutes('Minutes in the bucket in which agents were available.', 412.5),
  engagedMinutes: minutes('Minutes in the bucket in which agents were engaged for a chat or callback.', 61),
};

const addOns: Fields<AddOnMeasures> = {
  active: integer('Add-ons that are active at the end of the bucket.', 120),
  gained: integer('Add-ons that were bought in the bucket.', 6),
  lost: integer('Add-ons that ended in the bucket.', 2),
  upgraded: integer('Changes to a higher edition in the bucket, under the new edition.', 3),
  downgraded: integer('Changes to a lower edition in the bucket, under the new edition.', 1),
  charges: integer('Charges that became due in the bucket.', 124),
  revenue: arrayOf(money, 'Sum of these charges, by currency.'),
};

const patterns: Fields<PatternMeasures> = {
  requests: integer('Tickets, chats and callbacks, each request once.', 18),
  share: share('Share of all requests in the same bucket. Null if there are none.'),
  change: nullable(
    integer('Difference.', -2),
    'Requests more than in the bucket before; fewer if negative. Null in the first bucket, and without `bucket`.',
  ),
};

export const SUPPORT_REPORT_SCHEMAS = defineSchemas({
  BacklogReport: reportOf('Backlog', backlog, BACKLOG_GROUPINGS),
  FollowUpReport: reportOf('Solved tickets and those that came back', followUps, FOLLOW_UP_GROUPINGS),
  ChatReport: reportOf('Chats', chats, LIVE_GROUPINGS),
  CallbackReport: reportOf('Callbacks', callbacks, LIVE_GROUPINGS),
  AgentLoadReport: reportOf('Load of agents', agentLoad, AGENT_LOAD_GROUPINGS),
  AddOnReport: reportOf('Add-ons and charges', addOns, ADD_ON_GROUPINGS),
  PatternReport: reportOf('Requests', patterns, PATTERN_GROUPINGS),
});

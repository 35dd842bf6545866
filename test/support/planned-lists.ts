import {
  addOnInquiries,
  addOnLedger,
  addOnsOf,
  addOnTerms,
  agentQueue,
  agents,
  agentsBy,
  agentTimes,
  attachments,
  chargesOf,
  deskThreadOf,
  type EventSelector,
  eventIndex,
  featureDigests,
  heldRequests,
  idleAgents,
  INQUIRY_STATES,
  inquiriesIn,
  isAttached,
  LIVE_PHASES,
  liveAgents,
  liveOutcomes,
  liveQueue,
  members,
  membersOf,
  messagesOf,
  nextDue,
  nextEndingChats,
  nextRequests,
  oldestWaiting,
  openRequestsOf,
  ownCallbacks,
  ownChats,
  ownInquiries,
  ownLiveRequests,
  placesOf,
  positionRecordedBefore,
  QUEUE_SORTS,
  type QueueFilter,
  type QueueSort,
  queueCounts,
  queuedTickets,
  responseDueAt,
  responseReport,
  rowsByKeyPrefix,
  teams,
  teamsBy,
  ticketAnswers,
  ticketFlow,
  ticketList,
  ticketSearch,
  ticketsOf,
  type TicketFilter,
  ticketThread,
  timers,
  waitingInJapanese,
  webhookList,
  webhooksOf,
} from '@ledgerdesk/projections';
import { SORT_ORDERS, TICKET_SORTS, TICKET_STATUS_FILTERS } from '@ledgerdesk/events';
import type { Json, Projection, Row } from '@ledgerdesk/kernel';
import type { RowReader } from '@ledgerdesk/read-store';
import type { FilledModel } from './query-plans.js';

/** Rows of each model: enough that reading all of them, or all of a group, is noticed. */
const ROWS = 800;
/** Rows of models of which a page tests many: more are solved, and more are past, than it may test. */
const MANY_ROWS = 2_000;
/** Rows that a page tests at most. */
const TESTED = 1_000;
const who = { teamId: 'acme', requesterId: 'aiko' };
const STATUSES = ['open', 'on-hold', 'solved', 'closed'] as const;

const at = (n: number): string => new Date(Date.UTC(2026, 0, 1) + n * 60_000).toISOString();
/** Two of three have a time. */
const someTime = (n: number): string | null => (n % 3 === 0 ? null : at(n));
const sortable = (n: number): string => String(n).padStart(20, '0');
const pick = <T>(n: number, ...values: readonly T[]): T => values[n % values.length] as T;

const ticketAt = (n: number): Row => {
  const status = n < ROWS ? pick(n, ...STATUSES) : 'solved';
  const [dueAt, breachedAt] = [someTime(n), someTime(n + 1)];
  return {
    ...who,
    ticketId: `t-${n}`,
    status,
    statusOrder: String(STATUSES.indexOf(status) + 1),
    isOpen: status === 'open' || status === 'on-hold',
    assigneeId: pick(n >> 2, '', 'kenji'),
    openedAt: at(n),
    updatedAt: at((n * 7) % MANY_ROWS),
    dueAt,
    breachedAt,
    sortKey: `${dueAt ?? '~'} ${at(n)}`,
    breachKey: `${breachedAt ?? '~'} ${at(n)}`,
    product: pick(n, 'dash', 'dropbox', 'sign'),
    issueType: 'sync_upload',
    level: 'essentials',
    servedLanguage: 'en',
    responseState: 'running',
  };
};

const liveAt = (n: number): Row => ({
  ...who,
  channel: pick(n, 'chat', 'callback'),
  requestId: `r-${n}`,
  status: pick(n >> 1, 'waiting', 'held', 'over'),
  phase: pick(n >> 1, ...LIVE_PHASES),
  product: 'dropbox',
  servedLanguage: pick(n >> 3, 'en', 'ja'),
  terms: 'premium',
  place: sortable(n),
  waitingSince: (n >> 1) % 3 === 0 ? at(n) : null,
  takenPlace: sortable(n),
  servedAt: at(n),
  requestedAt: at(n),
  startedAt: at(n),
  endsAt: someTime(n),
});

const nameAt = (n: number): Row => ({
  ...who,
  memberId: `m-${n}`,
  agentId: `a-${n}`,
  status: pick(n, 'active', 'invited'),
  sortName: `name ${sortable((n * 7) % ROWS)}`,
  searchable: `name ${n}`,
  products: ['dropbox'],
  languages: [],
  channels: [],
  roles: [],
  champion: null,
});

const inquiryAt = (n: number): Row => ({
  teamId: 'acme',
  memberId: 'aiko',
  state: pick(n, ...INQUIRY_STATES),
  receivedAt: at(n),
});
const chargeAt = (n: number): Row => ({
  teamId: 'acme',
  kind: pick(n, 'charge', 'charge', 'add-on'),
  effectiveAt: at(n),
});
const eventAt = (n: number): Row => ({
  stream: `s-${n}`,
  revision: 0,
  position: sortable(n),
  recordedAt: at(n),
  rootId: null,
  correlationId: 'trace',
  causationId: 'cause',
  actor: 'member acme.aiko',
  onBehalfOf: 'member acme.ben',
});
const messageAt = (n: number): Row => ({
  ...who,
  ticketId: 't-1',
  audience: pick(n, 'public', 'desk'),
  position: sortable(n),
  body: '',
});
/** Half of the timers have one instant, such as the end of a month, and half another. */
const timerAt = (n: number): Row => ({
  at: n % 3 === 0 ? null : at(n - (n % (ROWS / 2))),
  ticketId: `t-${n}`,
  kind: 'response-breach',
  dueAt: at(n),
});
const reportedAt = (n: number): Row => ({
  teamId: pick(n, 'acme', 'other'),
  kind: 'engagement',
  channel: 'chat',
  at: at(n),
  openedAt: at(n),
  startedAt: at(n),
  sentAt: at(n),
  overAt: pick(n, at(n + 60), '~'),
  solvedAt: someTime(n),
  followUpOf: null,
});

/** Each key begins with a letter, as those of groups may not. */
const model = (projection: Projection, rowAt: (n: number) => Row, rows = ROWS): FilledModel => ({
  projection,
  rows: new Map(Array.from({ length: rows }, (_, n) => [`k-${n}`, rowAt(n)])),
});

/** Read models with rows of which most belong to one team, requester and ticket. */
export const PLANNED_MODELS: readonly FilledModel[] = [
  model(ticketList, ticketAt, MANY_ROWS),
  model(agentQueue, ticketAt, MANY_ROWS),
  model(ticketSearch, () => ({ owner: 'acme.aiko', excerpt: 'sync\n', text: 'sync\n' })),
  model(liveQueue, liveAt),
  model(ownLiveRequests, liveAt),
  model(teams, nameAt),
  model(members, nameAt),
  model(agents, nameAt),
  model(addOnInquiries, inquiryAt),
  model(addOnLedger, chargeAt),
  model(eventIndex, eventAt),
  model(ticketThread, messageAt),
  model(timers, timerAt),
  model(webhookList, (n) => ({ owner: 'acme', registeredAt: at(n) })),
  model(liveAgents, (n) => ({ idleSince: n % 40 === 0 ? at(n) : null })),
  model(attachments, (n) => ({ sha256: `hash-${n % 2}` })),
  ...[addOnTerms, agentTimes, featureDigests, liveOutcomes, responseReport, ticketAnswers, ticketFlow].map(
    (projection) => model(projection, reportedAt),
  ),
];

/** What a list returns: a page, or rows that are read at once. */
type Read = (
  reader: RowReader,
  page: { readonly cursor?: string | undefined; readonly limit: number; readonly last?: boolean },
) => Promise<unknown>;

/** A list, and how many rows it may read beyond those that it shows. */
export interface PlannedList {
  readonly name: string;
  readonly read: Read;
  /** Default: few. A list with filters that no index answers tests a limited number of rows. */
  readonly tests?: number;
  /** How many times as many rows PostgreSQL may read as are tested. Default: 1. */
  readonly onPostgres?: number;
  /** True if it is also read from its end, and back from a page. */
  readonly isTwoWay?: boolean;
}

const list = (name: string, read: Read): PlannedList => ({ name, read });
const twoWayList = (name: string, read: Read): PlannedList => ({ ...list(name, read), isTwoWay: true });

const TESTED_FILTERS: readonly TicketFilter[] = [
  { product: 'dash' },
  { product: 'dash', status: 'solved' },
  { state: 'running', breached: true, status: 'solved' },
];

/** PostgreSQL reads rows of each status that is merged. */
const onPostgres = ({ status }: TicketFilter): number => (status === undefined ? STATUSES.length : 1);

const ownTickets: readonly PlannedList[] = TICKET_SORTS.flatMap((sort) =>
  SORT_ORDERS.flatMap((order) => [
    ...[undefined, ...TICKET_STATUS_FILTERS].map((status) =>
      twoWayList(`own tickets ${status ?? 'of any status'} by ${sort} ${order}`, (reader, page) =>
        ticketsOf(reader, who, { status, sort, order }, page),
      ),
    ),
    ...TESTED_FILTERS.map((filter) => ({
      name: `own tickets with ${Object.keys(filter).join(', ')} by ${sort} ${order}`,
      read: ((reader, page) => ticketsOf(reader, who, { ...filter, sort, order }, page)) satisfies Read,
      tests: TESTED,
      isTwoWay: true,
      onPostgres: onPostgres(filter),
    })),
  ]),
);

const OPENED = { openedFrom: at(100), openedTo: at(700) };
const ownTicketsOfATime: readonly PlannedList[] = SORT_ORDERS.map((order) =>
  twoWayList(`own tickets opened in a time ${order}`, (reader, page) =>
    ticketsOf(reader, who, { ...OPENED, order }, page),
  ),
);

const QUEUE_FILTERS: readonly QueueFilter[] = [
  {},
  { status: 'past' },
  { status: 'on-hold' },
  { status: 'solved' },
  { assignedTo: 'kenji' },
  { assignedTo: null },
  { team: 'acme' },
  { team: 'acme', requester: 'aiko' },
  { opened: { from: at(100), to: at(700) } },
  { due: { from: at(100), to: at(700) } },
];
const TESTED_QUEUE_FILTERS: readonly QueueFilter[] = [
  { product: 'dash' },
  { team: 'acme', status: 'on-hold', breached: true },
  { q: 'proxy' },
];
const nameOf = (filter: QueueFilter): string => Object.keys(filter).join(', ') || 'nothing';

/** True if rows are tested for the filter: an index answers a time only in its own order. */
const isTested = (filter: QueueFilter, sort: QueueSort): boolean =>
  TESTED_QUEUE_FILTERS.includes(filter) ||
  ('opened' in filter && sort !== 'openedAt') ||
  ('due' in filter && sort !== 'dueAt');

const queue: readonly PlannedList[] = QUEUE_SORTS.flatMap((sort) =>
  SORT_ORDERS.flatMap((order) =>
    [...QUEUE_FILTERS, ...TESTED_QUEUE_FILTERS].map((filter) => ({
      name: `queue by ${nameOf(filter)} by ${sort} ${order}`,
      read: ((reader, page) => queuedTickets(reader, { ...filter, sort, order }, page)) satisfies Read,
      isTwoWay: true,
      ...(isTested(filter, sort) && { tests: TESTED }),
    })),
  ),
);

/** Rows that a search by name reads at a time. */
const NAMES = 250;
const directory: readonly PlannedList[] = [
  list('teams', (reader, page) => teamsBy(reader, {}, page)),
  list('agents', (reader, page) => agentsBy(reader, {}, page)),
  list('members', (reader, page) => membersOf(reader, 'acme', {}, page)),
  list('members of a status', (reader, page) => membersOf(reader, 'acme', { status: 'active' }, page)),
  { name: 'teams by name', read: (reader, page) => teamsBy(reader, { q: 'none' }, page), tests: NAMES },
  { name: 'agents by name', read: (reader, page) => agentsBy(reader, { q: 'none' }, page), tests: NAMES },
  { name: 'members by name', read: (reader, page) => membersOf(reader, 'acme', { q: 'none' }, page), tests: NAMES },
];

const live: readonly PlannedList[] = [undefined, ...LIVE_PHASES].flatMap((phase) => [
  list(`own chats ${phase}`, (reader, page) => ownChats(reader, who, { ...page, phase })),
  list(`own callbacks ${phase}`, (reader, page) => ownCallbacks(reader, who, { ...page, phase })),
]);

const billing: readonly PlannedList[] = [
  ...INQUIRY_STATES.flatMap((state) =>
    [undefined, 'acme'].map((teamId) =>
      list(`inquiries ${state} of ${teamId}`, (reader, page) => inquiriesIn(reader, { state, teamId }, page)),
    ),
  ),
  list('own inquiries', (reader, page) => ownInquiries(reader, { teamId: 'acme', memberId: 'aiko' }, page)),
  list('charges', (reader, page) => chargesOf(reader, 'acme', page)),
];

const threads: readonly PlannedList[] = SORT_ORDERS.flatMap((order) => [
  list(`public messages ${order}`, (reader, page) => messagesOf(reader, who, 't-1', { ...page, order })),
  list(`all messages ${order}`, (reader, page) => deskThreadOf(reader, 't-1', { ...page, order })),
]);

const actor = { kind: 'member', id: 'acme.aiko' } as const;
const SELECTORS: readonly EventSelector[] = [
  { by: 'correlation', id: 'trace' },
  { by: 'causation', id: 'cause' },
  { by: 'actor', actor },
  { by: 'onBehalfOf', actor: { ...actor, id: 'acme.ben' } },
];
const RANGES = [{}, { after: '400' }, { floor: '300' }, { after: '400', floor: '300' }];

const events: readonly PlannedList[] = [
  ...SELECTORS.flatMap((selector) =>
    SORT_ORDERS.flatMap((order) =>
      RANGES.map((range) =>
        list(`events by ${selector.by} ${order} in ${JSON.stringify(range)}`, (reader, { limit }) =>
          placesOf(reader, selector, { order, limit, ...range }),
        ),
      ),
    ),
  ),
  list('the last event before an instant', (reader) => positionRecordedBefore(reader, at(400))),
];

const scheduled: readonly PlannedList[] = [
  list('timers', (reader, { limit }) => nextDue(reader, limit)),
  list('timers after one', (reader, { limit }) => nextDue(reader, limit, { at: at(400), key: 'k-400' })),
  list('the timer of a ticket', (reader) => responseDueAt(reader, 't-7')),
  list('chats that end', (reader, { limit }) => nextEndingChats(reader, limit)),
  list('chats that end after one', (reader, { limit }) =>
    nextEndingChats(reader, limit, { endsAt: at(400), key: 'k-400' }),
  ),
  list('requests that wait in Japanese', (reader, { limit }) => waitingInJapanese(reader, limit)),
  list('such requests after one', (reader, { limit }) =>
    waitingInJapanese(reader, limit, { waitingSince: at(400), key: 'k-400' }),
  ),
];

const single: readonly PlannedList[] = [
  list('rows of a model', (reader, page) => rowsByKeyPrefix(reader, ticketList.name, 'k-1', page)),
  list('webhooks', (reader, page) => webhooksOf(reader, 'acme', page)),
  list('a file', (reader) => isAttached(reader, 'hash-1')),
  { name: 'idle agents', read: (reader) => idleAgents(reader), tests: ROWS / 40 },
  { name: 'all that wait', read: (reader) => oldestWaiting(reader), tests: ROWS / 3 },
  ...[{ opened: { from: at(100), to: at(700) } }, ...TESTED_QUEUE_FILTERS].map((filter) => ({
    name: `counts of the queue by ${nameOf(filter)}`,
    read: (reader: RowReader): Promise<unknown> => queueCounts(reader, filter),
    tests: TESTED,
  })),
];

/** Every list, search and count, with each order and filter. */
export const PLANNED_LISTS: readonly PlannedList[] = [
  ...ownTickets,
  ...ownTicketsOfATime,
  ...queue,
  ...directory,
  ...live,
  ...billing,
  ...threads,
  ...events,
  ...scheduled,
  ...single,
];

/** Queries that sort what an index gives them, and why they may. */
export const SORTED_QUERIES: readonly (Pick<PlannedList, 'name' | 'read' | 'isTwoWay'> & { readonly why: string })[] = [
  {
    name: "a search of a requester's tickets",
    why: 'the index of texts gives those that match, in no order',
    read: (reader, page) => ticketsOf(reader, who, { q: 'sync' }, page),
    isTwoWay: true,
  },
  {
    name: 'the next requests for an agent',
    why: 'teams take turns among all that wait, of several products and languages, at most 5,000',
    read: (reader) =>
      nextRequests(
        reader,
        { channels: ['chat', 'callback'], products: ['dropbox', 'dash'], languages: ['en', 'ja'] },
        { limit: 10 },
      ),
  },
  {
    name: "a requester's open chats and callbacks",
    why: 'they are few',
    read: (reader) => openRequestsOf(reader, who),
  },
  {
    name: 'the requests that agents work on',
    why: 'they are as many as agents can work on',
    read: (reader) => heldRequests(reader),
  },
  {
    name: 'the add-ons of a team',
    why: 'there is one for each product at most',
    read: (reader) => addOnsOf(reader, 'acme', at(0)),
  },
];

/** The cursors of the pages after and before a page that a list returned. */
export const cursorsOf = (page: unknown): { readonly next?: string; readonly previous?: string } => {
  const { next, previous }: { readonly next?: Json; readonly previous?: Json } =
    typeof page === 'object' && page !== null ? page : {};
  return { ...(typeof next === 'string' && { next }), ...(typeof previous === 'string' && { previous }) };
};

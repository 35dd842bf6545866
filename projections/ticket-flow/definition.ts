import { channelOf, type LoggedEvent, type TicketChannel } from '@ledgerdesk/events';
import { type Instant, later } from '@ledgerdesk/kernel';
import { defineProjection } from '../define-projection.js';
import { promiseOf, type TicketPromise } from '../ticket-promise.js';

/**
 * What a ticket waits for: an answer of `support`, the `requester`, or the end of a hold (`held`). A ticket that is
 * `solved` or `closed` waits for nothing.
 */
export type FlowState = 'support' | 'requester' | 'held' | 'solved' | 'closed';

/** From when on a ticket was in a state. */
export type FlowTurn = { readonly at: Instant; readonly state: FlowState };

/** Start of an assignment. `agentId`: null if the ticket was unassigned. */
export type FlowHand = { readonly at: Instant; readonly agentId: string | null };

/** The history of a ticket that reports count by. At most one turn and one hand for each event of its stream. */
export type TicketFlowRow = TicketPromise & {
  readonly ticketId: string;
  readonly teamId: string;
  /** As of its last reclassification. */
  readonly product: string;
  readonly issueType: string;
  /** Language of support when it was opened. */
  readonly language: string;
  readonly channel: TicketChannel;
  readonly openedAt: Instant;
  /** When it was last solved, closed or merged; `STILL_OPEN` while it is open. */
  readonly overAt: Instant;
  /** When it was first solved, and by which agent; null if it never was, or by no agent. */
  readonly solvedAt: Instant | null;
  readonly solvedBy: string | null;
  /** Whether support has the next word once a hold ends. */
  readonly awaitsSupport: boolean;
  /** Whether it was merged into another ticket. */
  readonly merged: boolean;
  /** The ticket that it follows up (V3); null if it follows none. */
  readonly followUpOf: string | null;
  /** In order; consecutive states differ. */
  readonly turns: readonly FlowTurn[];
  /** In order, from the first assignment on; consecutive agents differ. */
  readonly hands: readonly FlowHand[];
};

type Row = TicketFlowRow | undefined;

/** Later than all instants of a log: one comparison finds the tickets that were open at a time. */
export const STILL_OPEN: Instant = '9999-12-31T23:59:59.999Z';

/** Returns true if the ticket is neither solved nor closed (V3). */
export const isOpenState = (state: FlowState): boolean => state !== 'solved' && state !== 'closed';

const stateOf = ({ turns }: TicketFlowRow): FlowState => turns.at(-1)?.state ?? 'support';

/** Times in a ticket's history never decrease. */
const turned = (row: TicketFlowRow, state: FlowState, occurredAt: Instant): TicketFlowRow => {
  const last = row.turns.at(-1);
  if (last?.state === state) return row;
  const at = last ? later(last.at, occurredAt) : occurredAt;
  return { ...row, turns: [...row.turns, { at, state }], overAt: isOpenState(state) ? STILL_OPEN : at };
};

/** Sets who has to act next. For a ticket on hold: who has to act when the hold ends. */
const withNextWord = (row: TicketFlowRow, awaitsSupport: boolean, at: Instant): TicketFlowRow => {
  const next = { ...row, awaitsSupport };
  const state = stateOf(row);
  return state === 'support' || state === 'requester' ? turned(next, nextState(next), at) : next;
};

const nextState = ({ awaitsSupport }: TicketFlowRow): FlowState => (awaitsSupport ? 'support' : 'requester');

const handed = (row: Row, agentId: string | null, occurredAt: Instant): Row => {
  const last = row?.hands.at(-1);
  if (!row || (last?.agentId ?? null) === agentId) return row;
  return { ...row, hands: [...row.hands, { at: last ? later(last.at, occurredAt) : occurredAt, agentId }] };
};

const opened = (_row: Row, event: LoggedEvent<'TicketOpened'>): Row => {
  const { data, occurredAt } = event;
  const { level, edition } = promiseOf(data.entitlement);
  return {
    ticketId: data.ticketId,
    teamId: data.teamId,
    product: data.product,
    issueType: data.issueType,
    level,
    edition,
    language: data.servedLanguage,
    channel: channelOf(event),
    openedAt: occurredAt,
    overAt: STILL_OPEN,
    solvedAt: null,
    solvedBy: null,
    awaitsSupport: true,
    merged: false,
    followUpOf: data.followUpOf === data.ticketId ? null : data.followUpOf,
    turns: [{ at: occurredAt, state: 'support' }],
    hands: [],
  };
};

/** A ticket without a target takes over the level of one that is merged into it, with its clock. */
const mergeReceived = (row: Row, { data: { entitlement } }: LoggedEvent<'TicketMergeReceived'>): Row =>
  row?.level === null && entitlement ? { ...row, ...promiseOf(entitlement) } : row;

const held = (row: Row, { occurredAt }: LoggedEvent<'TicketHeld'>): Row =>
  row && isOpenState(stateOf(row)) ? turned(row, 'held', occurredAt) : row;

const resumed = (row: Row, { occurredAt }: LoggedEvent<'TicketResumed'>): Row =>
  row && stateOf(row) === 'held' ? turned(row, nextState(row), occurredAt) : row;

const reopened = (row: Row, { occurredAt }: LoggedEvent<'TicketReopened'>): Row =>
  row && !isOpenState(stateOf(row)) ? turned({ ...row, awaitsSupport: true }, 'support', occurredAt) : row;

const solved = (row: Row, { data: { agentId }, occurredAt }: LoggedEvent<'TicketSolved'>): Row => {
  if (!row || !isOpenState(stateOf(row))) return row;
  const after = turned(row, 'solved', occurredAt);
  return after.solvedAt === null ? { ...after, solvedAt: after.overAt, solvedBy: agentId } : after;
};

/** The states, holders and solutions of each ticket, from which reports count backlog, load and returns. */
export const ticketFlow = defineProjection({
  name: 'ticket-flow',
  version: 3,
  table: {
    columns: { teamId: 'text', openedAt: 'text', overAt: 'text', solvedAt: 'text', followUpOf: 'text' },
    indexes: [['teamId', 'openedAt'], ['openedAt'], ['overAt', 'openedAt'], ['solvedAt']],
  },
  keysOf: ({ data }) => [data.ticketId],
  on: {
    TicketOpened: opened,
    LiveSupportLinked: (row: Row, { data }: LoggedEvent<'LiveSupportLinked'>): Row =>
      row && { ...row, channel: data.channel },
    TicketReplied: (row: Row, { occurredAt }: LoggedEvent<'TicketReplied'>): Row =>
      row && withNextWord(row, true, occurredAt),
    TicketAnswered: (row: Row, { occurredAt }: LoggedEvent<'TicketAnswered'>): Row =>
      row && withNextWord(row, false, occurredAt),
    TicketAssigned: (row: Row, { data, occurredAt }: LoggedEvent<'TicketAssigned'>): Row =>
      handed(row, data.agentId, occurredAt),
    TicketUnassigned: (row: Row, { occurredAt }: LoggedEvent<'TicketUnassigned'>): Row => handed(row, null, occurredAt),
    TicketReclassified: (row: Row, { data }: LoggedEvent<'TicketReclassified'>): Row =>
      row && { ...row, product: data.product, issueType: data.issueType },
    TicketHeld: held,
    TicketResumed: resumed,
    TicketSolved: solved,
    TicketReopened: reopened,
    TicketClosed: (row: Row, { occurredAt }: LoggedEvent<'TicketClosed'>): Row =>
      row && turned(row, 'closed', occurredAt),
    TicketMergeReceived: mergeReceived,
    TicketMerged: (row: Row, { occurredAt }: LoggedEvent<'TicketMerged'>): Row =>
      row && turned({ ...row, merged: true }, 'closed', occurredAt),
  },
});

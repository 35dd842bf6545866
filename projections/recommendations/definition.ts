import type { LoggedEvent } from '@ledgerdesk/events';
import { DAY, type Instant, later, millisOf } from '@ledgerdesk/kernel';
import { defineProjection } from '../define-projection.js';
import { requesterKey } from '../requester.js';

/** M2: the weight of a request halves every 90 days. */
export const HALF_LIFE_MS = 90 * DAY;

/** A requester's requests for one product and issue type. Null for callbacks that name no issue type. */
type RequestKind = {
  readonly product: string;
  readonly issueType: string | null;
  readonly count: number;
  /** Sum of the requests' weights at `at`. */
  readonly weight: number;
  readonly at: Instant;
};

/** A requester's request history as used for recommendations. */
export type RequestHistoryRow = {
  readonly teamId: string;
  readonly requesterId: string;
  readonly kinds: readonly RequestKind[];
  /** Ids of counted chats and callbacks. The ticket created from one has the same id and is not counted again. */
  readonly live: readonly string[];
};

type Row = RequestHistoryRow | undefined;
type CountedRequest = { readonly product: string; readonly issueType: string | null; readonly at: Instant };

/** Converts a weight at `from` to the weight at `to`: smaller if `to` is later, larger if it is earlier. */
export const decayWeight = (weight: number, from: Instant, to: Instant): number =>
  weight * 2 ** ((millisOf(from) - millisOf(to)) / HALF_LIFE_MS);

const withOne = ({ product, issueType, count, weight, at }: RequestKind, requestedAt: Instant): RequestKind => {
  const latest = later(at, requestedAt);
  return {
    product,
    issueType,
    count: count + 1,
    weight: decayWeight(weight, at, latest) + decayWeight(1, requestedAt, latest),
    at: latest,
  };
};

const counted = (kinds: readonly RequestKind[], { product, issueType, at }: CountedRequest): readonly RequestKind[] => {
  const known = kinds.find((kind) => kind.product === product && kind.issueType === issueType);
  if (!known) return [...kinds, { product, issueType, count: 1, weight: 1, at }];
  return kinds.map((kind) => (kind === known ? withOne(kind, at) : kind));
};

const withoutOne = (kind: RequestKind, requestedAt: Instant): RequestKind => ({
  ...kind,
  count: kind.count - 1,
  weight: Math.max(0, kind.weight - decayWeight(1, requestedAt, kind.at)),
});

/**
 * A ticket moves with the weight that it has. One from a callback that named no issue type is counted without one;
 * a request from a chat began before its ticket was opened, by less than matters for a weight.
 */
const moved = (row: Row, { data }: LoggedEvent<'TicketReclassified'>): Row => {
  const { product, issueType, previousProduct, previousIssueType, openedAt: at } = data;
  const kindOf = (type: string | null) =>
    row?.kinds.find((kind) => kind.product === previousProduct && kind.issueType === type);
  const known = kindOf(previousIssueType) ?? kindOf(null);
  if (!row || !known) return row;
  const others = row.kinds
    .map((kind) => (kind === known ? withoutOne(kind, at) : kind))
    .filter(({ count }) => count > 0);
  return { ...row, kinds: counted(others, { product, issueType, at }) };
};

const withRequest = (
  row: Row,
  { teamId, requesterId }: { readonly teamId: string; readonly requesterId: string },
  request: CountedRequest,
  live: readonly string[],
): Row => ({ teamId, requesterId, kinds: counted(row?.kinds ?? [], request), live });

const without = (row: Row, id: string): readonly string[] => (row?.live ?? []).filter((liveId) => liveId !== id);

const opened = (row: Row, { data, occurredAt }: LoggedEvent<'TicketOpened'>): Row => {
  const live = without(row, data.ticketId);
  if (row && live.length < row.live.length) return { ...row, live };
  return withRequest(row, data, { product: data.product, issueType: data.issueType, at: occurredAt }, live);
};

const chatStarted = (row: Row, { data, occurredAt }: LoggedEvent<'ChatStarted'>): Row =>
  withRequest(row, data, { product: data.product, issueType: data.issueType, at: occurredAt }, [
    ...without(row, data.chatId),
    data.chatId,
  ]);

const callbackRequested = (row: Row, { data, occurredAt }: LoggedEvent<'CallbackRequested'>): Row =>
  withRequest(row, data, { product: data.product, issueType: data.issueType, at: occurredAt }, [
    ...without(row, data.callbackId),
    data.callbackId,
  ]);

const over = (row: Row, { data }: LoggedEvent<'CallbackCompleted' | 'CallbackCancelled'>): Row =>
  row && { ...row, live: without(row, data.callbackId) };

/** M2, M3: the tickets, chats and callbacks of each requester, by which recommendations are ranked. */
export const recommendations = defineProjection({
  name: 'recommendations',
  version: 4,
  table: { columns: { teamId: 'text', requesterId: 'text' }, indexes: [] },
  keysOf: ({ data }) => [requesterKey(data)],
  on: {
    TicketOpened: opened,
    TicketReclassified: moved,
    ChatStarted: chatStarted,
    CallbackRequested: callbackRequested,
    CallbackCompleted: over,
    CallbackCancelled: over,
  },
});

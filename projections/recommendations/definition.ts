import { type Instant, later, millisOf } from '@ledgerdesk/kernel';
import { defineProjection, type Logged } from '../define.js';

/** M2: what counts for half as much after so long. */
export const HALF_LIFE_MS = 90 * 86_400_000;

/** Requests about one product and of one issue type; `issueType` is null for callbacks, which name none. */
export type RequestKind = {
  readonly product: string;
  readonly issueType: string | null;
  readonly count: number;
  /** Each request counts 1 when it is made and half as much 90 days later; their sum at `at`. */
  readonly weight: number;
  readonly at: Instant;
};

/** What a requester has asked, as far as recommendations count it. */
export type RequestHistoryRow = {
  readonly teamId: string;
  readonly requesterId: string;
  readonly kinds: readonly RequestKind[];
  /** Chats and callbacks that count already: the ticket that one of them becomes, of the same id, counts no more. */
  readonly live: readonly string[];
};

type Row = RequestHistoryRow | undefined;
type Asked = { readonly product: string; readonly issueType: string | null; readonly at: Instant };

/** The weight that something had at an instant, at another: more before, less after. */
export const decayed = (weight: number, from: Instant, to: Instant): number =>
  weight * 2 ** ((millisOf(from) - millisOf(to)) / HALF_LIFE_MS);

const withOne = ({ product, issueType, count, weight, at }: RequestKind, asked: Instant): RequestKind => {
  const latest = later(at, asked);
  return {
    product,
    issueType,
    count: count + 1,
    weight: decayed(weight, at, latest) + decayed(1, asked, latest),
    at: latest,
  };
};

const counted = (kinds: readonly RequestKind[], { product, issueType, at }: Asked): readonly RequestKind[] => {
  const known = kinds.find((kind) => kind.product === product && kind.issueType === issueType);
  if (!known) return [...kinds, { product, issueType, count: 1, weight: 1, at }];
  return kinds.map((kind) => (kind === known ? withOne(kind, at) : kind));
};

const asks = (
  row: Row,
  { teamId, requesterId }: { readonly teamId: string; readonly requesterId: string },
  asked: Asked,
  live: readonly string[],
): Row => ({ teamId, requesterId, kinds: counted(row?.kinds ?? [], asked), live });

const without = (row: Row, id: string): readonly string[] => (row?.live ?? []).filter((one) => one !== id);

const opened = (row: Row, { data, occurredAt }: Logged<'TicketOpened'>): Row => {
  const live = without(row, data.ticketId);
  if (row && live.length < row.live.length) return { ...row, live };
  return asks(row, data, { product: data.product, issueType: data.issueType, at: occurredAt }, live);
};

const chatted = (row: Row, { data, occurredAt }: Logged<'ChatStarted'>): Row =>
  asks(row, data, { product: data.product, issueType: data.issueType, at: occurredAt }, [
    ...without(row, data.chatId),
    data.chatId,
  ]);

const called = (row: Row, { data, occurredAt }: Logged<'CallbackRequested'>): Row =>
  asks(row, data, { product: data.product, issueType: null, at: occurredAt }, [
    ...without(row, data.callbackId),
    data.callbackId,
  ]);

const over = (row: Row, { data }: Logged<'CallbackCompleted' | 'CallbackCancelled'>): Row =>
  row && { ...row, live: without(row, data.callbackId) };

/** M2, M3: what each requester has asked, by ticket, chat and callback: the history that recommendations go by. */
export const recommendations = defineProjection({
  name: 'recommendations',
  version: 1,
  table: { columns: { teamId: 'text', requesterId: 'text' }, indexes: [['teamId', 'requesterId']] },
  keysOf: ({ data }) => [`${data.teamId}.${data.requesterId}`],
  on: {
    TicketOpened: opened,
    ChatStarted: chatted,
    CallbackRequested: called,
    CallbackCompleted: over,
    CallbackCancelled: over,
  },
});

import type { MessageFilter, Outbox, OutboxMessage } from '@ledgerdesk/outbox';
import { refuse, type Refusal } from '@ledgerdesk/kernel';
import type { Page, PageRequest } from '@ledgerdesk/projections';

type Place = Pick<OutboxMessage, 'createdAt' | 'id'>;

const cursorOf = ({ createdAt, id }: Place): string => Buffer.from(`${createdAt} ${id}`).toString('base64url');

const placeOf = (cursor: string): Place | Refusal => {
  const [createdAt, id, ...rest] = Buffer.from(cursor, 'base64url').toString('utf8').split(' ');
  if (createdAt && id && rest.length === 0) return { createdAt, id };
  return refuse(
    'invalid',
    'cursor-malformed',
    'This cursor was not given out by this list. Start again without a cursor.',
  );
};

/** Messages of the outbox, the newest first. Refuses a malformed cursor. */
export const outboxPage = async (
  outbox: Outbox,
  filter: MessageFilter,
  { cursor, limit = 50 }: PageRequest,
): Promise<Page<OutboxMessage> | Refusal> => {
  const after = cursor === undefined ? undefined : placeOf(cursor);
  if (after && 'refused' in after) return after;
  const found = await outbox.messages(filter, { limit: limit + 1, after });
  const items = found.slice(0, limit);
  const last = items.at(-1);
  return { items, ...(found.length > limit && last ? { next: cursorOf(last) } : {}) };
};

/** What became of a message so far. */
export const progressOf = ({ state, attempts, createdAt, dueAt, lastError, sentAt }: OutboxMessage) => ({
  state,
  attempts,
  createdAt,
  dueAt,
  lastError,
  sentAt,
});

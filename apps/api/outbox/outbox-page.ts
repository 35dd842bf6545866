import { refuse, type Refusal } from '@ledgerdesk/kernel';
import type { MessageFilter, Outbox, OutboxMessage } from '@ledgerdesk/outbox';
import type { Page, PageRequest } from '@ledgerdesk/projections';

type SortKey = Pick<OutboxMessage, 'createdAt' | 'id'>;

const cursorOf = ({ createdAt, id }: SortKey): string => Buffer.from(`${createdAt} ${id}`).toString('base64url');

const sortKeyOf = (cursor: string): SortKey | Refusal => {
  const [createdAt, id, ...rest] = Buffer.from(cursor, 'base64url').toString('utf8').split(' ');
  if (createdAt && id && rest.length === 0) return { createdAt, id };
  return refuse('invalid', 'cursor-malformed', 'The cursor is not one of this list. Start again without a cursor.');
};

/** A page of outbox messages, newest first. Refuses a malformed cursor. */
export const outboxPage = async (
  outbox: Outbox,
  filter: MessageFilter,
  { cursor, limit = 50 }: PageRequest,
): Promise<Page<OutboxMessage> | Refusal> => {
  const after = cursor === undefined ? undefined : sortKeyOf(cursor);
  if (after && 'refused' in after) return after;
  const found = await outbox.messages(filter, { limit: limit + 1, after });
  const items = found.slice(0, limit);
  const last = items.at(-1);
  return { items, ...(found.length > limit && last ? { next: cursorOf(last) } : {}) };
};

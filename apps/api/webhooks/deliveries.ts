import type { MessageFilter, Outbox, OutboxMessage } from '@ledgerdesk/outbox';
import { deliveryIn } from '@ledgerdesk/processes';
import { refuse, type Refusal } from '@ledgerdesk/kernel';
import type { Page } from '@ledgerdesk/projections';

/** What a webhook's owner sees of a delivery. */
export const shownDelivery = ({ id, payload, state, attempts, createdAt, dueAt, lastError, sentAt }: OutboxMessage) => {
  const { eventId, stream, revision } = deliveryIn(payload);
  return { deliveryId: id, eventId, stream, revision, state, attempts, createdAt, dueAt, lastError, sentAt };
};

type Place = Pick<OutboxMessage, 'createdAt' | 'id'>;

const cursorOf = ({ createdAt, id }: Place): string => Buffer.from(`${createdAt} ${id}`).toString('base64url');

const placeOf = (cursor: string): Place | Refusal => {
  const [createdAt, id, ...rest] = Buffer.from(cursor, 'base64url').toString('utf8').split(' ');
  if (createdAt && id && rest.length === 0) return { createdAt, id };
  return refuse('invalid', 'cursor-malformed', 'This cursor was not given out by this list. Start again without a cursor.');
};

/** Deliveries, the newest first. Refuses a malformed cursor. */
export const deliveriesOf = async (
  outbox: Outbox, filter: MessageFilter, { cursor, limit = 50 }: { readonly cursor?: string | undefined; readonly limit?: number | undefined },
): Promise<Page<ReturnType<typeof shownDelivery>> | Refusal> => {
  const after = cursor === undefined ? undefined : placeOf(cursor);
  if (after && 'refused' in after) return after;
  const found = await outbox.messages(filter, { limit: limit + 1, after });
  const shown = found.slice(0, limit);
  const last = shown.at(-1);
  return { items: shown.map(shownDelivery), ...(found.length > limit && last ? { next: cursorOf(last) } : {}) };
};

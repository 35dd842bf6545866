import type { OutboxMessage } from '@ledgerdesk/outbox';
import { parseMailPayload } from '@ledgerdesk/processes';
import { toMessageStatus } from '../outbox/outbox-message.view.js';

/** A mail for operators: recipient and kind, without its text; `address` is masked. */
export const toMail = (message: OutboxMessage, address: string | null) => {
  const { occasion, teamId, memberId, stream, revision } = parseMailPayload(message.payload);
  return { mailId: message.id, occasion, teamId, memberId, address, stream, revision, ...toMessageStatus(message) };
};

/** A mail with its attempts. */
export const toMailWithHistory = (message: OutboxMessage, address: string | null) => ({
  ...toMail(message, address),
  history: message.history,
});

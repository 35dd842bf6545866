import type { OutboxMessage } from '@ledgerdesk/outbox';
import { parseMailPayload } from '@ledgerdesk/processes';
import { progressOf } from '../outbox/outbox-page.js';

/** What an operator sees of a mail: whom it is for and what it tells of, neither its words nor the address. */
export const toMail = (message: OutboxMessage, address: string | null) => {
  const { occasion, teamId, memberId, stream, revision } = parseMailPayload(message.payload);
  return { mailId: message.id, occasion, teamId, memberId, address, stream, revision, ...progressOf(message) };
};

import type { MessagePage, Outbox, OutboxMessage } from '@ledgerdesk/outbox';
import { MAIL_CHANNEL, parseMailPayload } from '../mail/mail-payload.js';

/** Messages that are held at a time. */
const PAGE = 500;

/**
 * Yields the mails in the outbox to a member (`<team id>.<member id>`), waiting, sent and dead, newest first; with
 * `start`, those after it, whether it is still there or not.
 */
export async function* mailsTo(
  outbox: Pick<Outbox, 'messages'>,
  subjectId: string,
  start?: MessagePage['after'],
): AsyncGenerator<OutboxMessage> {
  let after = start;
  do {
    const page = await outbox.messages({ channel: MAIL_CHANNEL }, { limit: PAGE, after });
    for (const message of page) {
      const { teamId, memberId } = parseMailPayload(message.payload);
      if (`${teamId}.${memberId}` === subjectId) yield message;
    }
    after = page.length === PAGE ? page.at(-1) : undefined;
  } while (after);
}

/** Deletes the mails to a member. Their payloads name only ids, but errors of servers may quote what they refuse. */
export const deleteMailsTo = async (outbox: Pick<Outbox, 'messages' | 'delete'>, subjectId: string): Promise<void> => {
  const ids: string[] = [];
  for await (const { id } of mailsTo(outbox, subjectId)) ids.push(id);
  for (let from = 0; from < ids.length; from += PAGE) await outbox.delete(ids.slice(from, from + PAGE));
};

import { fillTemplate, type Policies, type Texts, ticketDecider } from '@ledgerdesk/domain';
import { decode, type ReadableLog } from '@ledgerdesk/event-store';
import { isLogged, type ServedLanguage, type TicketAnswered } from '@ledgerdesk/events';
import { foldEvents } from '@ledgerdesk/kernel';
import { type RenderedMail, renderMail } from '../mail/render-mail.js';
import type { MailPayload } from '../mail/mail-payload.js';
import { NoRecipient, type Recipient } from '../mail/recipient.js';

/** What was written, and the names of what goes with it: the files themselves are not mailed. */
const written = (
  { data: { body, attachments } }: TicketAnswered,
  { texts }: Texts,
  language: ServedLanguage,
): string =>
  attachments.length === 0
    ? body
    : `${body}\n\n${fillTemplate(texts['mail-attachments'][language], { names: attachments.map(({ name }) => name).join(', ') })}`;

/** What an answer says to the requester, in the language that the ticket was served in when it was given (L1, L4). */
export const renderAnswer = async (
  log: ReadableLog,
  { mails: { mails }, texts }: Policies,
  { stream, revision }: MailPayload,
  { name }: Recipient,
): Promise<RenderedMail> => {
  const events = (await log.readStream(stream)).map(decode);
  const opened = events.find((event) => isLogged(event, ['TicketOpened']));
  const answer = events
    .filter((event) => isLogged(event, ['TicketAnswered']))
    .find((event) => event.revision === revision);
  if (!opened || !answer) throw new NoRecipient(`The answer ${revision} of ${stream} is not in the log.`);
  const ticket = foldEvents(ticketDecider, events.slice(0, revision + 1));
  const solves = events.some(
    ({ type, metadata }) => type === 'TicketSolved' && metadata.commandId === answer.metadata.commandId,
  );
  const language = ticket?.servedLanguage ?? 'en';
  return renderMail(mails[solves ? 'solution' : 'answer'][language], language, {
    name,
    subject: opened.data.subject,
    body: written(answer, texts, language),
  });
};

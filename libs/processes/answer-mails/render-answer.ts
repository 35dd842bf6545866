import {
  answerLanguage,
  fillTemplate,
  type Policies,
  type TextLanguage,
  type Texts,
  ticketDecider,
  translationIn,
} from '@ledgerdesk/domain';
import { decode, type ReadableLog, readUpTo } from '@ledgerdesk/event-store';
import { isLogged, type TicketAnswered } from '@ledgerdesk/events';
import { foldEvents } from '@ledgerdesk/kernel';
import { mailIdOf, type MailPayload } from '../mail/mail-payload.js';
import type { Recipient } from '../mail/recipient.js';
import { renderMail, type ThreadedMail } from '../mail/render-mail.js';

/** The text of an answer, and the names of its attachments; the files themselves are not sent. */
const bodyOf = ({ body, attachments }: TicketAnswered['data'], { texts }: Texts, language: TextLanguage): string => {
  if (attachments.length === 0) return body;
  const names = attachments.map(({ name }) => name).join(', ');
  return `${body}\n\n${fillTemplate(translationIn(texts['mail-attachments'], language), { names })}`;
};

/** Earlier emails that an email names, so that its headers stay short. */
const MAX_EARLIER = 20;

/**
 * Renders the email about an answer, in the language that the ticket was served in at the time (L1, L4), or in the
 * requester's own if support never replies in it. Throws if the log has no such answer.
 */
export const renderAnswer = async (
  log: ReadableLog,
  { mails: { mails }, texts }: Policies,
  { stream, revision, memberId }: MailPayload,
  { name }: Recipient,
): Promise<ThreadedMail> => {
  const events = (await readUpTo(log, { stream, revision })).map(decode);
  const opened = events.find((event) => isLogged(event, ['TicketOpened']));
  const answers = events.filter((event) => isLogged(event, ['TicketAnswered']));
  const answer = answers.find((one) => one.revision === revision);
  if (!opened || !answer) throw new Error(`Stream ${stream} has no answer at revision ${revision}.`);
  const ticket = foldEvents(ticketDecider, events.slice(0, revision + 1));
  const solves = events.some(
    ({ type, metadata }) => type === 'TicketSolved' && metadata.commandId === answer.metadata.commandId,
  );
  const language = ticket ? answerLanguage(ticket.language, ticket.servedLanguage) : 'en';
  const rendered = renderMail(mails[solves ? 'solution' : 'answer'], language, {
    name,
    subject: opened.data.subject,
    body: bodyOf(answer.data, texts, language),
  });
  const earlier = answers.filter((one) => one.revision < revision).slice(-MAX_EARLIER);
  return { ...rendered, thread: stream, earlier: earlier.map(({ id }) => mailIdOf('answer', id, memberId)) };
};

import {
  type CommandInput,
  type PolicyTimeline,
  reactionEnvelope,
  TicketCommandMessage,
} from '@ledgerdesk/application';
import {
  fillTemplate,
  type OpenTicket,
  type Policies,
  type Taxonomy,
  type TextKey,
  writtenLanguage,
} from '@ledgerdesk/domain';
import { decode, type ReadableLog, readUpTo } from '@ledgerdesk/event-store';
import { isLogged, type LoggedEvent } from '@ledgerdesk/events';
import type { RecordedEvent } from '@ledgerdesk/kernel';
import type { Process } from '@ledgerdesk/runtime';
import type { CommandBus } from '@nestjs/cqrs';
import { CHAT_MESSAGES, subjectOf, transcriptOf } from './transcript.js';

const NAME = 'live-tickets';
const OTHER_ISSUE_TYPE = 'other';

interface LiveTicketsOptions {
  readonly log: ReadableLog;
  readonly commands: CommandBus;
  readonly policies: PolicyTimeline;
  readonly tenant: string;
}

const HANDLES = ['ChatEnded', 'CallbackGivenUp'] as const;

/** The issue type of a callback, which has none: `other`, or the last one of a taxonomy without `other`. */
const callbackIssueType = ({ issueTypes }: Taxonomy): string =>
  (issueTypes.find(({ id }) => id === OTHER_ISSUE_TYPE) ?? issueTypes.at(-1))?.id ?? OTHER_ISSUE_TYPE;

/** L1: looks up texts in the requester's language. */
const textsIn =
  (language: string, { texts: { texts } }: Policies) =>
  (key: TextKey, values: Readonly<Record<string, string>> = {}): string =>
    fillTemplate(texts[key][writtenLanguage(language)], values);

const ticketFromChat = (
  { data }: LoggedEvent<'ChatEnded'>,
  events: readonly RecordedEvent[],
  policies: Policies,
): CommandInput<OpenTicket> | undefined => {
  const messages = events.filter((event) => isLogged(event, CHAT_MESSAGES));
  const started = messages.find((event) => event.type === 'ChatStarted');
  if (!started) return undefined;
  const { chatId, teamId, requesterId, product, issueType, ticketId } = data;
  const { language } = started.data;
  const { subject, body, answer } = transcriptOf(messages, textsIn(language, policies)('chat-requester'));
  const cameOf = { channel: 'chat' as const, requestId: chatId, ...(answer && { answer }) };
  return {
    type: 'OpenTicket',
    ticketId,
    teamId,
    requesterId,
    product,
    issueType,
    subject,
    body,
    language,
    cameOf,
  };
};

const ticketFromCallback = (
  { data }: LoggedEvent<'CallbackGivenUp'>,
  events: readonly RecordedEvent[],
  policies: Policies,
): CommandInput<OpenTicket> | undefined => {
  const requested = events.find((event) => isLogged(event, ['CallbackRequested']));
  if (!requested) return undefined;
  const { callbackId, teamId, requesterId, product, ticketId, attempts } = data;
  const { reason, language, ticketId: aboutTicketId } = requested.data;
  const text = textsIn(language, policies);
  const paragraphs = [
    ...(reason === null ? [] : [reason]),
    text('callback-given-up', { attempts: String(attempts) }),
    ...(aboutTicketId === null ? [] : [text('callback-about', { ticketId: aboutTicketId })]),
  ];
  const cameOf = { channel: 'callback' as const, requestId: callbackId };
  return {
    type: 'OpenTicket',
    ticketId,
    teamId,
    requesterId,
    product,
    issueType: callbackIssueType(policies.taxonomy),
    subject: subjectOf(paragraphs[0] ?? ''),
    body: paragraphs.join('\n\n'),
    language,
    cameOf,
  };
};

/**
 * R6, K4: opens a ticket for each chat that has ended and each callback that went unanswered. Response clocks start
 * when the chat or callback ended. No ticket is opened for a requester who has left the team.
 */
export const liveTickets = ({ log, commands, policies, tenant }: LiveTicketsOptions): Process => ({
  name: NAME,
  handles: HANDLES,
  startFrom: 'start',
  react: async (event) => {
    if (!isLogged(event, HANDLES)) return [];
    const { occurredAt } = event;
    const events = (await readUpTo(log, event)).map(decode);
    const inForce = policies.at(occurredAt);
    const input =
      event.type === 'ChatEnded' ? ticketFromChat(event, events, inForce) : ticketFromCallback(event, events, inForce);
    if (!input) return [];
    const envelope = reactionEnvelope(NAME, event, { tenant, occurredAt });
    await commands.execute(new TicketCommandMessage(envelope, input.ticketId, input));
    return [];
  },
});

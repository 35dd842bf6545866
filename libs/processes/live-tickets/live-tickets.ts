import { type CommandInput, type PolicyTimeline, TicketCommandMessage } from '@ledgerdesk/application';
import {
  filled,
  type OpenTicket,
  type Policies,
  type Taxonomy,
  type TextKey,
  writtenLanguage,
} from '@ledgerdesk/domain';
import { decode, type ReadableLog } from '@ledgerdesk/event-store';
import { isLogged, type LoggedEvent } from '@ledgerdesk/events';
import type { RecordedEvent } from '@ledgerdesk/kernel';
import type { Process } from '@ledgerdesk/runtime';
import type { CommandBus } from '@nestjs/cqrs';
import { consequenceOf } from '../reaction-envelope.js';
import { SAID, subjectOf, transcriptOf } from './transcript.js';

const NAME = 'live-tickets';
/** What was asked by phone has no issue type: the one for what fits nowhere else, or the last. */
const OTHER = 'other';

export interface LiveTicketsOptions {
  readonly log: ReadableLog;
  readonly commands: CommandBus;
  readonly policies: PolicyTimeline;
  readonly tenant: string;
}

type Opening = CommandInput<OpenTicket>;
const ENDINGS = ['ChatEnded', 'CallbackGivenUp'] as const;
type Ending = LoggedEvent<(typeof ENDINGS)[number]>;

const otherIn = ({ issueTypes }: Taxonomy): string =>
  (issueTypes.find(({ id }) => id === OTHER) ?? issueTypes.at(-1))?.id ?? OTHER;

/** L1: says something to the requester, in the language that texts are written in for them. */
const sayingIn =
  (language: string, { texts: { texts } }: Policies) =>
  (key: TextKey, words: Readonly<Record<string, string>> = {}): string =>
    filled(texts[key][writtenLanguage(language)], words);

const fromChat = (
  { data }: LoggedEvent<'ChatEnded'>,
  events: readonly RecordedEvent[],
  policies: Policies,
): Opening | undefined => {
  const said = events.filter((event) => isLogged(event, SAID));
  const started = said.find((event) => event.type === 'ChatStarted');
  if (!started) return undefined;
  const { chatId, teamId, requesterId, product, issueType, ticketId } = data;
  const { subject, body, answer } = transcriptOf(said, sayingIn(started.data.language, policies)('chat-requester'));
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
    language: started.data.language,
    cameOf,
  };
};

const fromCallback = (
  { data }: LoggedEvent<'CallbackGivenUp'>,
  events: readonly RecordedEvent[],
  policies: Policies,
): Opening | undefined => {
  const requested = events.find((event) => isLogged(event, ['CallbackRequested']));
  if (!requested) return undefined;
  const { callbackId, teamId, requesterId, product, ticketId, attempts } = data;
  const { reason, language, ticketId: about } = requested.data;
  const say = sayingIn(language, policies);
  const body = [
    reason,
    say('callback-given-up', { attempts: String(attempts) }),
    ...(about === null ? [] : [say('callback-about', { ticketId: about })]),
  ].join('\n\n');
  const cameOf = { channel: 'callback' as const, requestId: callbackId };
  return {
    type: 'OpenTicket',
    ticketId,
    teamId,
    requesterId,
    product,
    issueType: otherIn(policies.taxonomy),
    subject: subjectOf(reason),
    body,
    language,
    cameOf,
  };
};

/** R6, K4: a chat that has ended, and a callback that was given up, go on as a ticket. Whoever has left the team gets none. */
export const liveTickets = ({ log, commands, policies, tenant }: LiveTicketsOptions): Process => {
  const open = async (event: Ending): Promise<void> => {
    const events = (await log.readStream(event.stream)).map(decode);
    const ruling = policies.at(event.occurredAt);
    const opening = event.type === 'ChatEnded' ? fromChat(event, events, ruling) : fromCallback(event, events, ruling);
    if (opening)
      await commands.execute(new TicketCommandMessage(consequenceOf(NAME, event, tenant), opening.ticketId, opening));
  };
  return {
    name: NAME,
    handles: ENDINGS,
    begins: 'start',
    react: async (event) => {
      if (isLogged(event, ENDINGS)) await open(event);
      return [];
    },
  };
};

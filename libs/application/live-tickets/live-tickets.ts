import {
  fillTemplate,
  type OpenTicket,
  type Policies,
  type Taxonomy,
  type TextKey,
  translationIn,
  writtenLanguage,
} from '@ledgerdesk/domain';
import { decode, type EventStore, type ReadableLog, readUpTo } from '@ledgerdesk/event-store';
import { isLogged, type LoggedEvent, ticketStream } from '@ledgerdesk/events';
import { isRefusal, type RecordedEvent } from '@ledgerdesk/kernel';
import { Inject, Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { CommandResult } from '../command-executor.js';
import { type CommandInput, TicketCommandMessage } from '../command-messages.js';
import { type CommandEnvelope, reactionEnvelope } from '../envelope.js';
import { EVENT_STORE, LOG_VIEW, POLICIES } from '../injection-tokens.js';
import type { PolicyTimeline } from '../policies/policy-timeline.js';
import type { ViewedLog } from '../viewed-log.js';
import { CHAT_MESSAGES, subjectOf, transcriptOf } from './transcript.js';

/** The process whose commands open these tickets. Part of their command IDs. */
const NAME = 'live-tickets';
const OTHER_ISSUE_TYPE = 'other';

/** Events after which a chat or callback continues as a ticket. */
export const LIVE_ENDINGS = ['ChatEnded', 'CallbackGivenUp'] as const;
export type LiveEnding = LoggedEvent<(typeof LIVE_ENDINGS)[number]>;

/** The issue type of a callback that names none: `other`, or the last one of a taxonomy without `other`. */
const callbackIssueType = ({ issueTypes }: Taxonomy): string =>
  (issueTypes.find(({ id }) => id === OTHER_ISSUE_TYPE) ?? issueTypes.at(-1))?.id ?? OTHER_ISSUE_TYPE;

/** L1: looks up texts in the requester's language. */
const textsIn =
  (language: string, { texts: { texts } }: Policies) =>
  (key: TextKey, values: Readonly<Record<string, string>> = {}): string =>
    fillTemplate(translationIn(texts[key], writtenLanguage(language)), values);

/** R6: a chat is settled if either side ended it on purpose, or if an agent had the last word. */
const isSettled = ({ reason }: LoggedEvent<'ChatEnded'>['data'], agentHasLastWord: boolean): boolean =>
  reason === 'agent' || reason === 'requester' || agentHasLastWord;

const ticketFromChat = (
  { data }: LoggedEvent<'ChatEnded'>,
  events: readonly RecordedEvent[],
  policies: Policies,
): CommandInput<OpenTicket> | undefined => {
  const { ticketId } = data;
  if (ticketId === null) return undefined;
  const messages = events.filter((event) => isLogged(event, CHAT_MESSAGES));
  const started = messages.find((event) => event.type === 'ChatStarted');
  if (!started) throw new Error(`The chat ${data.chatId} has ended, but its stream has no ChatStarted.`);
  const { chatId, teamId, requesterId, product, issueType } = data;
  const { language } = started.data;
  const { subject, body, answer, agentHasLastWord } = transcriptOf(
    messages,
    textsIn(language, policies)('chat-requester'),
  );
  const settled = { agentId: answer?.agentId ?? data.agentId, ...(answer && { answer }) };
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
    cameOf: { channel: 'chat', requestId: chatId, ...(isSettled(data, agentHasLastWord) && { settled }) },
  };
};

const ticketFromCallback = (
  { data }: LoggedEvent<'CallbackGivenUp'>,
  events: readonly RecordedEvent[],
  policies: Policies,
): CommandInput<OpenTicket> => {
  const { callbackId, teamId, requesterId, product, ticketId, attempts } = data;
  const requested = events.find((event) => isLogged(event, ['CallbackRequested']));
  if (!requested) throw new Error(`The callback ${callbackId} was given up, but its stream has no CallbackRequested.`);
  const { reason, language, issueType, ticketId: aboutTicketId } = requested.data;
  const text = textsIn(language, policies);
  const paragraphs = [
    ...(reason === null ? [] : [reason]),
    text('callback-given-up', { attempts: String(attempts) }),
    ...(aboutTicketId === null ? [] : [text('callback-about', { ticketId: aboutTicketId })]),
  ];
  return {
    type: 'OpenTicket',
    ticketId,
    teamId,
    requesterId,
    product,
    issueType: issueType ?? callbackIssueType(policies.taxonomy),
    subject: subjectOf(paragraphs[0] ?? ''),
    body: paragraphs.join('\n\n'),
    language,
    cameOf: { channel: 'callback', requestId: callbackId },
  };
};

/** The decider refused to open a ticket. */
class TicketRefused extends Error {}

/**
 * R6, K4: opens the tickets of chats that have ended and of callbacks that went unanswered.
 *
 * @example
 * const opened = await liveTickets.open(event, tenant);
 * if (!opened) return; // the requester has left the team
 */
@Injectable()
export class LiveTickets {
  constructor(
    private readonly commands: CommandBus,
    @Inject(EVENT_STORE) private readonly log: EventStore,
    @Inject(POLICIES) private readonly policies: PolicyTimeline,
    @Inject(LOG_VIEW) private readonly viewed: ViewedLog,
  ) {}

  /**
   * Opens the ticket of a request that is over, as of the end of the request: that is when its response clock starts.
   * Idempotent. Returns undefined if the requester had left the team by then (E2), or is erased. Throws for a refusal,
   * and the errors of the event store.
   */
  async open(event: LiveEnding, tenant: string): Promise<CommandResult<unknown> | undefined> {
    const { occurredAt } = event;
    const events = (await readUpTo(this.log, event)).map(decode);
    const inForce = this.policies.at(occurredAt);
    const input =
      event.type === 'ChatEnded' ? ticketFromChat(event, events, inForce) : ticketFromCallback(event, events, inForce);
    if (!input) return undefined;
    const envelope = reactionEnvelope(NAME, event, { tenant, occurredAt });
    const outcome = await this.commands.execute(new TicketCommandMessage(envelope, input.ticketId, input));
    if (!isRefusal(outcome)) return outcome;
    if (outcome.code === 'member-erased') return undefined;
    throw new TicketRefused(`The ticket of ${event.stream} could not be opened: ${outcome.code}: ${outcome.message}`);
  }

  /**
   * Opens the ticket of a request that a command has just ended, so that the response to the command names a ticket
   * that exists. So does a repeat of the command, because the engine may have ended between the two. Returns the result
   * with the position of the ticket, also for a command that finds the request ended. If the ticket is refused, the
   * process `live-tickets` tries again later. Rejects if a store fails: then a repeat of the command opens the ticket.
   */
  async openAfter<State>(
    result: CommandResult<State>,
    stream: string,
    { commandId, tenant }: Pick<CommandEnvelope, 'commandId' | 'tenant'>,
  ): Promise<CommandResult<State>> {
    if (result.revision < 0) return result;
    const [last] = (await this.log.readStream(stream, { from: result.revision, limit: 1 })).map(decode);
    if (!last || !isLogged(last, LIVE_ENDINGS)) return result;
    const isEnding = last.metadata.commandId === commandId;
    if (!isEnding && !(await isOpen(this.log, last.data.ticketId))) return result;
    try {
      const opened = await this.open(last, tenant);
      return opened ? { ...result, position: opened.position } : result;
    } catch (error) {
      if (error instanceof TicketRefused) return result;
      throw error;
    }
  }

  /**
   * The request without its `ticketId` if there is no such ticket: one that is yet to be opened, or that version 0.1.0
   * recorded but never opened.
   */
  async withExistingTicket<Request extends { readonly ticketId: string | null }>(request: Request): Promise<Request> {
    return (await isOpen(this.viewed, request.ticketId)) ? request : { ...request, ticketId: null };
  }
}

const isOpen = async (log: Pick<ReadableLog, 'readStream'>, ticketId: string | null): Promise<boolean> => {
  if (ticketId === null) return false;
  const [opened] = await log.readStream(ticketStream(ticketId), { limit: 1 });
  return opened !== undefined;
};

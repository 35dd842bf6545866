import { decodeOnce, type StoredEvent } from '@ledgerdesk/event-store';
import { type EventType, isLogged, type LiveRequest, type LoggedEvent, prefixOf } from '@ledgerdesk/events';
import type { Actor } from '@ledgerdesk/kernel';
import type { EventView } from '@ledgerdesk/runtime';
import type { ServerSentEvent } from '../platform/http/event-stream.js';

/** Events that change what the desk shows of tickets, chats, callbacks and agents. */
export const DESK_EVENTS = [
  'TicketOpened',
  'LiveSupportLinked',
  'ResponseClockStarted',
  'ResponseClockPaused',
  'ResponseClockResumed',
  'ResponseClockStopped',
  'ResponseAtRisk',
  'ResponseTargetBreached',
  'TicketReplied',
  'TicketAnswered',
  'InternalNoteAdded',
  'TicketAssigned',
  'TicketUnassigned',
  'TicketReclassified',
  'TicketMerged',
  'TicketMergeReceived',
  'TicketHeld',
  'TicketResumed',
  'TicketSolved',
  'TicketReopened',
  'TicketClosed',
  'TicketErased',
  'ChatStarted',
  'ChatJoined',
  'ChatMessagePosted',
  'ChatReturned',
  'ChatTransferred',
  'ChatLanguageChanged',
  'ChatEnded',
  'ChatErased',
  'CallbackRequested',
  'CallbackTaken',
  'CallbackCompleted',
  'CallbackUnanswered',
  'CallbackReturned',
  'CallbackTransferred',
  'CallbackGivenUp',
  'CallbackCancelled',
  'CallbackLanguageChanged',
  'CallbackErased',
  'AgentRegistered',
  'AgentRenamed',
  'AgentSkillsChanged',
  'AgentRetired',
  'AgentReinstated',
  'AgentErased',
  'AgentAvailabilityChanged',
  'AgentEngaged',
  'AgentReleased',
] as const satisfies readonly EventType[];

type DeskEvent = LoggedEvent<(typeof DESK_EVENTS)[number]>;

/** A change of a ticket, chat, callback or agent, without its contents. */
export interface DeskUpdate {
  /** Id of the ticket, chat, callback or agent. */
  readonly id: string;
  /** Type of the event. */
  readonly happened: string;
  readonly at: string;
  /** Who did it. */
  readonly by: Actor;
  /** Agent to whom the ticket, chat or callback is now assigned; null for none. Absent if that has not changed. */
  readonly agentId?: string | null;
  /** The chat or callback that the agent was offered or released from. */
  readonly request?: LiveRequest;
}

/** Assignment of the ticket, chat or callback after the event. Empty if the event does not change it. */
const assignmentOf = (event: DeskEvent): Pick<DeskUpdate, 'agentId'> => {
  switch (event.type) {
    case 'TicketAssigned':
    case 'ChatJoined':
    case 'CallbackTaken':
      return { agentId: event.data.agentId };
    case 'ChatTransferred':
    case 'CallbackTransferred':
      return { agentId: event.data.toAgentId };
    case 'TicketUnassigned':
    case 'ChatReturned':
    case 'CallbackReturned':
    case 'CallbackUnanswered':
      return { agentId: null };
    default:
      return {};
  }
};

const requestOf = (event: DeskEvent): Pick<DeskUpdate, 'request'> => {
  if (event.type !== 'AgentEngaged' && event.type !== 'AgentReleased') return {};
  const { channel, requestId } = event.data;
  return { request: { channel, requestId } };
};

const toDeskUpdate = (event: DeskEvent): ServerSentEvent => {
  const { position, stream, type, occurredAt, metadata } = event;
  const dash = stream.indexOf('-');
  const { kind, id } = metadata.actor;
  const data: DeskUpdate = {
    id: stream.slice(dash + 1),
    happened: type,
    at: occurredAt,
    by: { kind, id },
    ...assignmentOf(event),
    ...requestOf(event),
  };
  return { id: position, event: stream.slice(0, dash), data: JSON.stringify(data) };
};

/** The updates of recent events: all agents are sent the same ones. */
const updates = new WeakMap<StoredEvent, readonly ServerSentEvent[]>();

const updatesOf = (stored: StoredEvent): readonly ServerSentEvent[] => {
  const known = updates.get(stored);
  if (known) return known;
  const event = decodeOnce(stored);
  const made = isLogged(event, DESK_EVENTS) ? [toDeskUpdate(event)] : [];
  updates.set(stored, made);
  return made;
};

/** The updates of the desk: tickets, chats and callbacks of all teams, and agents. */
export const deskUpdates: EventView<Readonly<Record<string, never>>, ServerSentEvent> = {
  name: 'desk-updates',
  filter: () => ({
    streamPrefixes: [prefixOf('ticket'), prefixOf('chat'), prefixOf('callback'), prefixOf('agent')],
    types: DESK_EVENTS,
  }),
  itemsOf: updatesOf,
};

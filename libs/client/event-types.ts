import type { Schemas } from './operations.js';

/** A Server-Sent Event with its data parsed. */
export interface ServerSentEvent<Event extends string = string, Data = unknown> {
  /** Id to resume after. Undefined for an event that is not recorded, such as `presence`. */
  readonly id: string | undefined;
  readonly event: Event;
  readonly data: Data;
}

/** Load everything again: the stream begins here, or too much was missed. */
export type Reset = ServerSentEvent<'reset', object>;

/** What has changed. Read it again with the `id` of the event as `after`. */
export interface Change {
  /** Id of the ticket, chat, callback or agent. */
  readonly id: string;
  /** Type of the event in the log, such as `TicketAnswered`. */
  readonly happened: string;
  /** Instant at which it occurred. */
  readonly at: string;
}

/** A change that the desk sees. */
export interface DeskChange extends Change {
  /** Who did it. */
  readonly by: { readonly kind: string; readonly id: string };
  /** Agent who has it from now on; null for nobody. Undefined if that has not changed. */
  readonly agentId?: string | null;
  /** The chat or callback that the agent is offered or released from. */
  readonly request?: { readonly channel: 'chat' | 'callback'; readonly requestId: string };
}

/** The agents who have tickets open. */
export interface Presence {
  /** Whether `tickets` are all that are open, or only those that changed. */
  readonly reset: boolean;
  readonly tickets: readonly {
    readonly id: string;
    readonly agents: readonly {
      readonly agentId: string;
      readonly activity: 'viewing' | 'writing';
      readonly since: string;
    }[];
  }[];
}

/** A message or change of a chat. */
export type ChatUpdate = Schemas['ChatWithUpdates']['updates'][number];

type OwnEvent = Reset | ServerSentEvent<'ticket' | 'chat' | 'callback', Change>;

/** The events of each stream, by its route. */
export interface StreamEvents {
  readonly '/v1/updates': OwnEvent;
  readonly '/v1/hub/updates': OwnEvent;
  readonly '/v1/desk/updates':
    | Reset
    | ServerSentEvent<'ticket' | 'chat' | 'callback' | 'agent', DeskChange>
    | ServerSentEvent<'presence', Presence>;
  readonly '/v1/chats/{chatId}/updates': Reset | ServerSentEvent<ChatUpdate['kind'], ChatUpdate>;
  readonly '/v1/log/events/live': Reset | ServerSentEvent<'recorded', Schemas['LoggedEvent']>;
}

import type {
  AgentAvailability,
  AgentRegistered,
  LiveChannel,
  LiveRequest,
  ReleaseReason,
  ServedLanguage,
} from '@ledgerdesk/events';
import type { Command } from '@ledgerdesk/kernel';

/** Registers an agent with languages, products and channels; all channels if `channels` is omitted. */
export type RegisterAgent = Command & { readonly type: 'RegisterAgent' } & Omit<AgentRegistered['data'], 'channels'> & {
    readonly channels?: readonly LiveChannel[];
  };

/** Changes what is given of a registered agent. */
export interface ChangeAgent extends Command {
  readonly type: 'ChangeAgent';
  readonly name?: string;
  readonly languages?: readonly ServedLanguage[];
  readonly products?: readonly string[];
  /** A retired agent gets no chats, calls or assignments. */
  readonly retired?: boolean;
}

/** Erases the name of an agent, and retires the agent first. A request in progress is finished. */
export interface EraseAgent extends Command {
  readonly type: 'EraseAgent';
}

/** Sets whether an agent takes requests, and by which channels; the registered ones if `channels` is omitted. */
export interface SetAgentAvailability extends Command {
  readonly type: 'SetAgentAvailability';
  readonly availability: AgentAvailability;
  readonly channels?: readonly LiveChannel[];
}

/** Engages an agent for a request. An agent who is engaged already keeps the current request. */
export interface EngageAgent extends Command {
  readonly type: 'EngageAgent';
  readonly agentId: string;
  readonly engagementId: string;
  /** null: no request is waiting. */
  readonly request: LiveRequest | null;
  /** Assigned by the engine instead of requested by the agent. Requires an available agent. */
  readonly pushed: boolean;
}

/** K4: engages an available agent for a request that another agent, who works on it, hands over. */
export interface ReceiveTransfer extends Command {
  readonly type: 'ReceiveTransfer';
  readonly agentId: string;
  readonly engagementId: string;
  readonly request: LiveRequest;
  readonly fromAgentId: string;
}

/** Ends an engagement. Records nothing if the agent has another one or none. */
export interface ReleaseAgent extends Command {
  readonly type: 'ReleaseAgent';
  readonly engagementId: string;
  readonly reason: Exclude<ReleaseReason, 'vanished'>;
}

/** Sent when an agent has sent no heartbeat for longer than the policy allows. */
export interface RecordAgentVanished extends Command {
  readonly type: 'RecordAgentVanished';
}

export type AgentCommand =
  | RegisterAgent
  | ChangeAgent
  | EraseAgent
  | SetAgentAvailability
  | EngageAgent
  | ReceiveTransfer
  | ReleaseAgent
  | RecordAgentVanished;

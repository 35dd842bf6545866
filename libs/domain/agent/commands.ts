import type { AgentAvailability, AgentRegistered, LiveChannel, LiveRequest, ReleaseReason } from '@ledgerdesk/events';
import type { Command } from '@ledgerdesk/kernel';

/** What an agent answers for; `channels` left out: all there are. */
export type RegisterAgent = Command & { readonly type: 'RegisterAgent' } & Omit<AgentRegistered['data'], 'channels'> & {
    readonly channels?: readonly LiveChannel[];
  };

/** `channels` left out: those of the registration. */
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
  /** null: nothing waits. */
  readonly request: LiveRequest | null;
  /** Given by the engine, not asked for: only to those who are available. */
  readonly pushed: boolean;
}

export interface ReleaseAgent extends Command {
  readonly type: 'ReleaseAgent';
  readonly engagementId: string;
  readonly reason: Exclude<ReleaseReason, 'vanished'>;
}

/** No heartbeat for longer than the policy allows. */
export interface RecordAgentVanished extends Command {
  readonly type: 'RecordAgentVanished';
}

export type AgentCommand = RegisterAgent | SetAgentAvailability | EngageAgent | ReleaseAgent | RecordAgentVanished;

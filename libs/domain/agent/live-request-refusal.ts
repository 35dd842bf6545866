import { type Refusal, refuse } from '@ledgerdesk/kernel';
import type { Agent } from './state.js';

/** The refusal for an agent without a registration. */
export const agentNotRegistered = refuse(
  'not-found',
  'agent-not-registered',
  'This agent is not registered. Register it first.',
);

/** The refusal for a retired agent. */
export const agentRetired = refuse(
  'conflict',
  'agent-retired',
  'This agent is retired and takes no requests. Reinstate the agent first.',
);

/** K4: why an agent can never be offered chats and callbacks, however available; undefined if they can. */
export const liveRequestRefusal = (agent: Agent | undefined): Refusal | undefined => {
  if (!agent?.registered) return agentNotRegistered;
  return agent.retired ? agentRetired : undefined;
};

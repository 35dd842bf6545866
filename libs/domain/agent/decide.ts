import type { AgentAvailability, AgentEvent, AgentRegistered } from '@ledgerdesk/events';
import { type Command, type Decider, refuse } from '@ledgerdesk/kernel';
import type { Rules } from '../rules.js';

/** Someone who answers. Registration says what for; signing in as an agent needs none. */
export type Agent = Omit<AgentRegistered['data'], 'name'> & { readonly availability: AgentAvailability };

export type RegisterAgent = Command & { readonly type: 'RegisterAgent' } & AgentRegistered['data'];
export interface SetAgentAvailability extends Command {
  readonly type: 'SetAgentAvailability';
  readonly availability: AgentAvailability;
}
export type AgentCommand = RegisterAgent | SetAgentAvailability;

export interface AgentFacts {
  readonly rules: Rules;
}

const evolve = (agent: Agent | undefined, event: AgentEvent): Agent | undefined => {
  if (event.type === 'AgentRegistered') {
    const { name: _, ...data } = event.data;
    return { ...data, availability: 'away' };
  }
  return agent && { ...agent, availability: event.data.availability };
};

const register = ({ type: _, at: __, ...data }: RegisterAgent, { rules }: AgentFacts) => {
  const known = rules.taxonomy.products.map((product) => product.id);
  const unknown = data.products.find((product) => !known.includes(product));
  if (unknown !== undefined) return refuse('invalid', 'unknown-product', `There is no product '${unknown}'.`);
  return [{ type: 'AgentRegistered' as const, data }];
};

export const agentDecider: Decider<AgentCommand, AgentEvent, Agent | undefined, AgentFacts> = {
  initial: undefined,
  evolve,
  decide: (command, agent, facts) => {
    if (command.type === 'RegisterAgent') {
      return agent ? refuse('conflict', 'agent-exists', `The agent ${command.agentId} is registered already.`) : register(command, facts);
    }
    if (!agent) return refuse('not-found', 'agent-not-registered', 'Register this agent first.');
    const { availability } = command;
    return availability === agent.availability ? [] : [{ type: 'AgentAvailabilityChanged', data: { agentId: agent.agentId, availability } }];
  },
};

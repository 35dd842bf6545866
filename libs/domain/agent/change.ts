import type { AgentEvent } from '@ledgerdesk/events';
import { type Decision, hasSameItems, isRefusal, refuse } from '@ledgerdesk/kernel';
import type { Taxonomy } from '../taxonomy.js';
import type { ChangeAgent } from './commands.js';
import { knownProducts } from './known-products.js';
import { agentNotRegistered } from './live-request-refusal.js';
import type { Agent } from './state.js';

const skillsChanged = (
  agent: Agent,
  { languages = agent.languages, products = agent.products }: ChangeAgent,
  taxonomy: Taxonomy,
): Decision<AgentEvent> => {
  if (hasSameItems(languages, agent.languages) && hasSameItems(products, agent.products)) return [];
  const known = knownProducts(taxonomy, products);
  if (isRefusal(known)) return known;
  return [{ type: 'AgentSkillsChanged', data: { agentId: agent.agentId, languages, products: known } }];
};

/** Who retires is away first, so that no request is assigned any more. */
const retirementChanged = (
  { agentId, retired, availability }: Agent,
  command: Pick<ChangeAgent, 'retired'>,
): readonly AgentEvent[] => {
  if (command.retired === undefined || command.retired === retired) return [];
  if (!command.retired) return [{ type: 'AgentReinstated', data: { agentId } }];
  const away: readonly AgentEvent[] =
    availability === 'away'
      ? []
      : [{ type: 'AgentAvailabilityChanged', data: { agentId, availability: 'away', channels: [] } }];
  return [...away, { type: 'AgentRetired', data: { agentId } }];
};

/** Retires the agent, and records that the name is erased. */
export const eraseAgent = (agent: Agent | undefined): Decision<AgentEvent> => {
  if (!agent?.registered) return agentNotRegistered;
  if (agent.erased) return [];
  const { agentId } = agent;
  return [...retirementChanged(agent, { retired: true }), { type: 'AgentErased', data: { agentId } }];
};

/** Records what a command gives. A name is recorded again if it is the same: personal fields may be erased. */
export const changeAgent = (
  agent: Agent | undefined,
  command: ChangeAgent,
  taxonomy: Taxonomy,
): Decision<AgentEvent> => {
  if (!agent?.registered) return agentNotRegistered;
  if (agent.erased)
    return refuse('conflict', 'agent-erased', 'The personal data of this agent is erased. Register another agent.');
  const skills = skillsChanged(agent, command, taxonomy);
  if (isRefusal(skills)) return skills;
  const { name } = command;
  const renamed: readonly AgentEvent[] =
    name === undefined ? [] : [{ type: 'AgentRenamed', data: { agentId: agent.agentId, name } }];
  return [...renamed, ...skills, ...retirementChanged(agent, command)];
};

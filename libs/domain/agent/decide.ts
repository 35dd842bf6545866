import { type AgentEvent, type AgentReleased, LIVE_CHANNELS } from '@ledgerdesk/events';
import { type Decider, type Decision, hasSameItems, isRefusal, refuse } from '@ledgerdesk/kernel';
import type { Policies } from '../policies.js';
import { changeAgent, eraseAgent } from './change.js';
import type { AgentCommand, EngageAgent, RegisterAgent, ReleaseAgent, SetAgentAvailability } from './commands.js';
import { knownProducts } from './known-products.js';
import { agentNotRegistered, agentRetired } from './live-request-refusal.js';
import { type HandedOver, receiveTransfer } from './receive-transfer.js';
import { type Agent, evolve } from './state.js';

interface AgentFacts {
  readonly policies: Policies;
  /** The chat or callback of `ReceiveTransfer`. */
  readonly handedOver?: HandedOver;
}

const register = (
  agent: Agent | undefined,
  { type: _, at: __, channels = LIVE_CHANNELS, ...data }: RegisterAgent,
  { policies }: AgentFacts,
): Decision<AgentEvent> => {
  if (agent?.registered) return refuse('conflict', 'agent-exists', `The agent ${data.agentId} is already registered.`);
  const known = knownProducts(policies.taxonomy, data.products);
  if (isRefusal(known)) return known;
  return [{ type: 'AgentRegistered', data: { ...data, channels } }];
};

const setAvailability = (
  agent: Agent | undefined,
  { availability, channels }: SetAgentAvailability,
): Decision<AgentEvent> => {
  if (!agent?.registered) return agentNotRegistered;
  if (agent.retired && availability === 'available') return agentRetired;
  const takes = availability === 'away' ? [] : (channels ?? agent.channels);
  const other = takes.find((channel) => !agent.channels.includes(channel));
  if (other !== undefined)
    return refuse('invalid', 'channel-not-registered', `This agent is not registered for the channel ${other}.`);
  if (availability === agent.availability && hasSameItems(takes, agent.takes)) return [];
  return [{ type: 'AgentAvailabilityChanged', data: { agentId: agent.agentId, availability, channels: takes } }];
};

/** K4: one request at a time. */
const engage = (
  agent: Agent | undefined,
  { agentId, engagementId, request, pushed }: EngageAgent,
): Decision<AgentEvent> => {
  if (agent?.engaged) return [];
  if (agent?.retired) return agentRetired;
  if (pushed && agent?.availability !== 'available')
    return refuse('conflict', 'agent-not-available', `The agent ${agentId} is not available.`, { rule: 'K4' });
  if (!request) return refuse('not-found', 'nothing-waiting', 'No waiting request matches this agent.', { rule: 'K4' });
  return [{ type: 'AgentEngaged', data: { agentId, engagementId, ...request, transferOf: null } }];
};

const released = ({ agentId, engaged }: Agent, reason: AgentReleased['data']['reason']): readonly AgentReleased[] => {
  if (!engaged) return [];
  const { transferOf: _, ...engagement } = engaged;
  return [{ type: 'AgentReleased', data: { agentId, ...engagement, reason } }];
};

const release = (agent: Agent | undefined, { engagementId, reason }: ReleaseAgent): Decision<AgentEvent> =>
  agent?.engaged?.engagementId === engagementId ? released(agent, reason) : [];

/** Sets the agent away first, so that no request is assigned to a disconnected agent. */
const vanish = (agent: Agent | undefined): Decision<AgentEvent> => {
  if (!agent) return [];
  const { agentId, availability } = agent;
  const away: readonly AgentEvent[] =
    availability === 'away'
      ? []
      : [{ type: 'AgentAvailabilityChanged', data: { agentId, availability: 'away', channels: [] } }];
  return [...away, ...released(agent, 'vanished')];
};

const decided = (command: AgentCommand, agent: Agent | undefined, facts: AgentFacts): Decision<AgentEvent> => {
  switch (command.type) {
    case 'RegisterAgent':
      return register(agent, command, facts);
    case 'ChangeAgent':
      return changeAgent(agent, command, facts.policies.taxonomy);
    case 'EraseAgent':
      return eraseAgent(agent);
    case 'SetAgentAvailability':
      return setAvailability(agent, command);
    case 'EngageAgent':
      return engage(agent, command);
    case 'ReceiveTransfer':
      return receiveTransfer(agent, command, facts.handedOver);
    case 'ReleaseAgent':
      return release(agent, command);
    case 'RecordAgentVanished':
      return vanish(agent);
  }
};

/** Number of events after which the state is recorded as a whole. */
const EVENTS_PER_SUMMARY = 200;

/** The events, and the state after them if it was last recorded long ago. */
const summarized = (agent: Agent | undefined, events: readonly AgentEvent[]): readonly AgentEvent[] => {
  const after = events.reduce(evolve, agent);
  if (!after || events.length === 0 || after.unsummarized < EVENTS_PER_SUMMARY) return events;
  const { unsummarized: _, ...data } = after;
  return [...events, { type: 'AgentStateRecorded', data }];
};

/** Decides the commands of one agent: registration, availability and engagements (K4). */
export const agentDecider: Decider<AgentCommand, AgentEvent, Agent | undefined, AgentFacts> = {
  initial: undefined,
  snapshot: 'AgentStateRecorded',
  evolve,
  decide: (command, agent, facts) => {
    const decision = decided(command, agent, facts);
    return isRefusal(decision) ? decision : summarized(agent, decision);
  },
};

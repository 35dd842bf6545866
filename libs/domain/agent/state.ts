import type {
  AgentAvailability,
  AgentEvent,
  AgentStateRecorded,
  LiveChannel,
  LiveRequest,
  ServedLanguage,
} from '@ledgerdesk/events';

/** The request that an agent works on. */
export interface Engagement extends LiveRequest {
  readonly engagementId: string;
  /** The engagement of another agent whose request this one takes over; null for a request from the queue. */
  readonly transferOf: string | null;
}

/** A support agent. Registration sets languages, products and channels; signing in does not require it. */
export interface Agent {
  readonly agentId: string;
  readonly registered: boolean;
  /** True for a registered agent who gets no chats, calls or assignments any more. */
  readonly retired: boolean;
  /** True once the name of the agent is erased. */
  readonly erased: boolean;
  readonly languages: readonly ServedLanguage[];
  readonly products: readonly string[];
  readonly channels: readonly LiveChannel[];
  readonly availability: AgentAvailability;
  /** Channels that the agent takes requests from; empty while away. */
  readonly takes: readonly LiveChannel[];
  readonly engaged: Engagement | null;
  /** Number of events since the state was last recorded as a whole. */
  readonly unsummarized: number;
}

const unregistered = (agentId: string): Agent => ({
  agentId,
  registered: false,
  retired: false,
  erased: false,
  languages: [],
  products: [],
  channels: [],
  availability: 'away',
  takes: [],
  engaged: null,
  unsummarized: 0,
});

const changed = (agent: Agent, event: Exclude<AgentEvent, AgentStateRecorded>): Agent => {
  switch (event.type) {
    case 'AgentRegistered': {
      const { languages, products, channels } = event.data;
      return { ...agent, registered: true, languages, products, channels };
    }
    case 'AgentSkillsChanged':
      return { ...agent, languages: event.data.languages, products: event.data.products };
    case 'AgentRenamed':
      return agent;
    case 'AgentRetired':
      return { ...agent, retired: true };
    case 'AgentReinstated':
      return { ...agent, retired: false };
    case 'AgentErased':
      return { ...agent, erased: true };
    case 'AgentAvailabilityChanged':
      return { ...agent, availability: event.data.availability, takes: event.data.channels };
    case 'AgentEngaged': {
      const { engagementId, channel, requestId, transferOf } = event.data;
      return { ...agent, engaged: { engagementId, channel, requestId, transferOf } };
    }
    case 'AgentReleased':
      return { ...agent, engaged: null };
  }
};

/** Returns the agent after an event; an unregistered one before the first registration. */
export const evolve = (known: Agent | undefined, event: AgentEvent): Agent | undefined => {
  if (event.type === 'AgentStateRecorded') return { ...event.data, unsummarized: 0 };
  const agent = known ?? unregistered(event.data.agentId);
  return { ...changed(agent, event), unsummarized: agent.unsummarized + 1 };
};

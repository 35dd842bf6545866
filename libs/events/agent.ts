import { isRecord } from '@ledgerdesk/kernel';
import { LIVE_CHANNELS, type LiveChannel, type LiveRequest, type ServedLanguage } from './value-types.js';
import { defineEvent, type EventOf, type Upcaster } from './definition.js';

export const AGENT_AVAILABILITIES = ['available', 'away'] as const;
export type AgentAvailability = (typeof AGENT_AVAILABILITIES)[number];

/** Why an agent was released: request finished, no longer available or transferred, or no heartbeat. */
export const RELEASE_REASONS = ['finished', 'refused', 'transferred', 'vanished'] as const;
export type ReleaseReason = (typeof RELEASE_REASONS)[number];

interface Engagement extends LiveRequest {
  /** Id of the agent. */
  readonly agentId: string;
  /** Identifies this engagement: an agent may be engaged for the same request twice. */
  readonly engagementId: string;
}

/** An agent was registered, or registered again with other abilities. */
export type AgentRegistered = EventOf<
  'AgentRegistered',
  {
    /** Id of the agent. */
    agentId: string;
    /** Name of the agent. */
    name: string;
    /** Languages in which the agent serves. */
    languages: readonly ServedLanguage[];
    /** Products that the agent serves. */
    products: readonly string[];
    /** Channels that the agent serves. */
    channels: readonly LiveChannel[];
  }
>;
/** The name of an agent was recorded, even if it is the same as before. */
export type AgentRenamed = EventOf<
  'AgentRenamed',
  {
    /** Id of the agent. */
    agentId: string;
    /** Name from now on. */
    name: string;
  }
>;
/** The languages or products that an agent serves changed. */
export type AgentSkillsChanged = EventOf<
  'AgentSkillsChanged',
  {
    /** Id of the agent. */
    agentId: string;
    /** Languages in which the agent serves from now on. */
    languages: readonly ServedLanguage[];
    /** Products that the agent serves from now on. */
    products: readonly string[];
  }
>;
/** An agent gets no chats, calls or assignments any more. A request in progress is finished. */
export type AgentRetired = EventOf<
  'AgentRetired',
  {
    /** Id of the agent. */
    agentId: string;
  }
>;
/** An agent who was retired takes requests again. */
export type AgentReinstated = EventOf<
  'AgentReinstated',
  {
    /** Id of the agent. */
    agentId: string;
  }
>;
/** The name of an agent was erased. The agent was retired before, and can be neither changed nor reinstated. */
export type AgentErased = EventOf<
  'AgentErased',
  {
    /** Id of the agent. */
    agentId: string;
  }
>;
/** The agent's availability, or the channels on which the agent takes requests, changed. */
export type AgentAvailabilityChanged = EventOf<
  'AgentAvailabilityChanged',
  {
    /** Id of the agent. */
    agentId: string;
    /** Availability from now on. */
    availability: AgentAvailability;
    /** Channels on which the agent takes requests from now on. */
    channels: readonly LiveChannel[];
  }
>;
interface Transferable {
  /** The engagement of another agent whose request this one takes over. Null: a request from the queue. */
  readonly transferOf: string | null;
}
/** Reserves the agent for one request (K4). The request is assigned by an event in its own stream. */
export type AgentEngaged = EventOf<'AgentEngaged', Engagement & Transferable>;
/** The agent is free again: the request finished, or the agent cannot serve it. */
export type AgentReleased = EventOf<
  'AgentReleased',
  Engagement & {
    /** Why the agent was released. */
    reason: ReleaseReason;
  }
>;
/**
 * The state of the agent after the events before it, so that an agent's stream can grow for years and still be read
 * quickly. It changes nothing.
 */
export type AgentStateRecorded = EventOf<
  'AgentStateRecorded',
  {
    /** Id of the agent. */
    agentId: string;
    /** Whether the agent is registered. */
    registered: boolean;
    /** Whether the agent gets no chats, calls or assignments any more. */
    retired: boolean;
    /** Whether the name of the agent was erased. */
    erased: boolean;
    /** Languages in which the agent serves. */
    languages: readonly ServedLanguage[];
    /** Products that the agent serves. */
    products: readonly string[];
    /** Channels that the agent serves. */
    channels: readonly LiveChannel[];
    /** Availability of the agent. */
    availability: AgentAvailability;
    /** Channels on which the agent currently takes requests. */
    takes: readonly LiveChannel[];
    /** The request that the agent is engaged for; null for none. */
    engaged:
      | (LiveRequest &
          Transferable & {
            /** Identifies the engagement. */
            readonly engagementId: string;
          })
      | null;
  }
>;
export type AgentEvent =
  | AgentRegistered
  | AgentRenamed
  | AgentSkillsChanged
  | AgentRetired
  | AgentReinstated
  | AgentErased
  | AgentAvailabilityChanged
  | AgentEngaged
  | AgentReleased
  | AgentStateRecorded;

/** Before version 2 agents answered on every channel. */
const throughAll: Upcaster = (data) => ({ ...data, channels: LIVE_CHANNELS });
/** Before the current version requests were not transferred. */
const notTransferred: Upcaster = (data) => ({ ...data, transferOf: null });
const engagedWithoutTransfer: Upcaster = ({ engaged, ...data }) => ({
  ...data,
  engaged: isRecord(engaged) ? notTransferred(engaged) : null,
});

/** In version 1 no agent retired. */
const neverRetired: Upcaster = (data) => ({ ...data, retired: false });
/** Before version 4 no agent was erased. */
const neverErased: Upcaster = (data) => ({ ...data, erased: false });

const engagement = { agentId: 'kenji', engagementId: 'e-1', channel: 'chat', requestId: 'ch-1' } as const;

export const agentEvents = [
  defineEvent<AgentRegistered>('AgentRegistered', {
    version: 2,
    upcasters: [throughAll],
    personal: ['name'],
    subject: { kind: 'agent', field: 'agentId' },
    sample: {
      agentId: 'kenji',
      name: 'Kenji Mori',
      languages: ['en', 'ja'],
      products: ['dropbox'],
      channels: ['callback', 'chat'],
    },
  }),
  defineEvent<AgentRenamed>('AgentRenamed', {
    personal: ['name'],
    subject: { kind: 'agent', field: 'agentId' },
    sample: { agentId: 'kenji', name: 'Kenji Mori-Sato' },
  }),
  defineEvent<AgentSkillsChanged>('AgentSkillsChanged', {
    sample: { agentId: 'kenji', languages: ['en'], products: ['dropbox', 'dash'] },
  }),
  defineEvent<AgentRetired>('AgentRetired', { sample: { agentId: 'kenji' } }),
  defineEvent<AgentReinstated>('AgentReinstated', { sample: { agentId: 'kenji' } }),
  defineEvent<AgentErased>('AgentErased', { sample: { agentId: 'kenji' } }),
  defineEvent<AgentAvailabilityChanged>('AgentAvailabilityChanged', {
    version: 2,
    upcasters: [throughAll],
    sample: { agentId: 'kenji', availability: 'available', channels: ['callback', 'chat'] },
  }),
  defineEvent<AgentEngaged>('AgentEngaged', {
    version: 2,
    upcasters: [notTransferred],
    sample: { ...engagement, transferOf: 'e-0' },
  }),
  defineEvent<AgentReleased>('AgentReleased', { sample: { ...engagement, reason: 'finished' } }),
  defineEvent<AgentStateRecorded>('AgentStateRecorded', {
    version: 4,
    upcasters: [neverRetired, engagedWithoutTransfer, neverErased],
    sample: {
      agentId: 'kenji',
      registered: true,
      retired: false,
      erased: false,
      languages: ['en', 'ja'],
      products: ['dropbox'],
      channels: ['callback', 'chat'],
      availability: 'available',
      takes: ['chat'],
      engaged: { engagementId: 'e-1', channel: 'chat', requestId: 'ch-1', transferOf: 'e-0' },
    },
  }),
];

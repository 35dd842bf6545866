import type { AgentAvailability, LiveChannel, LiveRequest, LoggedEvent, ServedLanguage } from '@ledgerdesk/events';
import type { Instant } from '@ledgerdesk/kernel';
import { defineProjection } from '../define-projection.js';
import { searchable } from '../searchable.js';
import { sortName } from '../sort-name.js';

/** An agent who is registered, or has taken a chat or callback without being registered. */
export type AgentRow = {
  readonly agentId: string;
  readonly registered: boolean;
  /** Whether the agent gets no chats, calls or assignments any more. */
  readonly retired: boolean;
  /** Null without a registration, empty once it is erased. */
  readonly name: string | null;
  readonly languages: readonly ServedLanguage[];
  readonly products: readonly string[];
  /** Live channels of the registration. */
  readonly channels: readonly LiveChannel[];
  readonly availability: AgentAvailability;
  /** Live channels that the agent takes at present; empty while away. */
  readonly takes: readonly LiveChannel[];
  /** The live request that the agent works on. */
  readonly engaged: Readonly<{ [Field in keyof LiveRequest]: LiveRequest[Field] }> | null;
  readonly engagedSince: Instant | null;
  /** Revision of the last event of the agent's stream: the ETag. */
  readonly revision: number;
  /** Sorts agents by name. */
  readonly sortName: string;
  /** What `q` searches: see `searchable`. */
  readonly searchable: string;
};

type Row = AgentRow | undefined;

const unregistered = (agentId: string): AgentRow => ({
  agentId,
  registered: false,
  retired: false,
  name: null,
  languages: [],
  products: [],
  channels: [],
  availability: 'away',
  takes: [],
  engaged: null,
  engagedSince: null,
  revision: 0,
  sortName: '',
  searchable: searchable(agentId),
});

/** Availability and engagement stay. */
const registered = (row: Row, { data, revision }: LoggedEvent<'AgentRegistered'>): Row => ({
  ...(row ?? unregistered(data.agentId)),
  registered: true,
  name: data.name,
  languages: data.languages,
  products: data.products,
  channels: data.channels,
  revision,
  sortName: sortName(data.name),
  searchable: searchable(data.name, data.agentId),
});

const engaged = (row: Row, { data, occurredAt, revision }: LoggedEvent<'AgentEngaged'>): Row => ({
  ...(row ?? unregistered(data.agentId)),
  engaged: { channel: data.channel, requestId: data.requestId },
  engagedSince: occurredAt,
  revision,
});

/** All agents, by name. */
export const agents = defineProjection({
  name: 'agents',
  version: 4,
  table: {
    columns: { sortName: 'text' },
    indexes: [['sortName', 'key']],
    personal: ['name', 'sortName', 'searchable'],
  },
  keysOf: ({ data }) => [data.agentId],
  on: {
    AgentRegistered: registered,
    AgentRenamed: (row, { data: { agentId, name }, revision }) =>
      row && { ...row, name, sortName: sortName(name), searchable: searchable(name, agentId), revision },
    AgentSkillsChanged: (row, { data: { languages, products }, revision }) =>
      row && { ...row, languages, products, revision },
    AgentRetired: (row, { revision }) => row && { ...row, retired: true, revision },
    AgentReinstated: (row, { revision }) => row && { ...row, retired: false, revision },
    AgentErased: (row, { data: { agentId }, revision }) =>
      row && { ...row, name: '', sortName: sortName(''), searchable: searchable('', agentId), revision },
    AgentAvailabilityChanged: (row, { data, revision }) =>
      row && { ...row, availability: data.availability, takes: data.channels, revision },
    AgentEngaged: engaged,
    AgentReleased: (row, { revision }) => row && { ...row, engaged: null, engagedSince: null, revision },
    AgentStateRecorded: (row, { revision }) => row && { ...row, revision },
  },
});

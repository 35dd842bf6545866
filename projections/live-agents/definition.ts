import type { LiveChannel, ServedLanguage, LoggedEvent } from '@ledgerdesk/events';
import { defineProjection } from '../define-projection.js';
import { sortablePosition } from '../sortable-position.js';

/** An agent who can receive chats and callbacks. */
export type LiveAgentRow = {
  readonly agentId: string;
  readonly products: readonly string[];
  readonly languages: readonly ServedLanguage[];
  readonly available: boolean;
  /** Channels the agent serves while available. */
  readonly channels: readonly LiveChannel[];
  readonly engaged: boolean;
  /** Log position since which the agent is idle, as `sortablePosition`; null if away or engaged. */
  readonly idleSince: string | null;
};

type Row = LiveAgentRow | undefined;

/** Updates `idleSince`: kept if the agent was already idle, else the event's position, which puts the agent last. */
const withIdleSince = (row: LiveAgentRow, { position }: { readonly position: string }): LiveAgentRow => ({
  ...row,
  idleSince: row.available && !row.engaged ? (row.idleSince ?? sortablePosition(position)) : null,
});

const registered = (_row: Row, { data }: LoggedEvent<'AgentRegistered'>): Row => ({
  agentId: data.agentId,
  products: data.products,
  languages: data.languages,
  available: false,
  channels: [],
  engaged: false,
  idleSince: null,
});

const availabilityChanged = (row: Row, event: LoggedEvent<'AgentAvailabilityChanged'>): Row =>
  row &&
  withIdleSince({ ...row, available: event.data.availability === 'available', channels: event.data.channels }, event);

const engaged = (row: Row, event: LoggedEvent<'AgentEngaged'>): Row =>
  row && withIdleSince({ ...row, engaged: true }, event);
const released = (row: Row, event: LoggedEvent<'AgentReleased'>): Row =>
  row && withIdleSince({ ...row, engaged: false }, event);

/** K4: the registered agents and since when each is idle. */
export const liveAgents = defineProjection({
  name: 'live-agents',
  version: 2,
  table: { columns: { idleSince: 'text' }, indexes: [['idleSince']] },
  keysOf: ({ data }) => [data.agentId],
  on: {
    AgentRegistered: registered,
    AgentSkillsChanged: (row, { data: { languages, products } }) => row && { ...row, languages, products },
    AgentAvailabilityChanged: availabilityChanged,
    AgentEngaged: engaged,
    AgentReleased: released,
  },
});

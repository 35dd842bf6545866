import type { LiveChannel, ServedLanguage } from '@ledgerdesk/events';
import { defineProjection, type Logged } from '../define.js';

/** An agent who may be given chats and callbacks. */
export type LiveAgentRow = {
  readonly agentId: string;
  readonly products: readonly string[];
  readonly languages: readonly ServedLanguage[];
  readonly available: boolean;
  /** Through which channels, while available. */
  readonly channels: readonly LiveChannel[];
  readonly engaged: boolean;
  /** Position in the log from which on the agent has had nothing to do, zero-padded; null: not to be given anything. */
  readonly idleSince: string | null;
};

type Row = LiveAgentRow | undefined;

/** Digits of the largest position a log can have (2^64 − 1). */
const DIGITS = 20;

/** Whoever was idle before stays so from then on; who has just become so is the last in line. */
const idling = (row: LiveAgentRow, { position }: { readonly position: string }): LiveAgentRow => ({
  ...row,
  idleSince: row.available && !row.engaged ? (row.idleSince ?? position.padStart(DIGITS, '0')) : null,
});

const registered = (_row: Row, { data }: Logged<'AgentRegistered'>): Row => ({
  agentId: data.agentId,
  products: data.products,
  languages: data.languages,
  available: false,
  channels: [],
  engaged: false,
  idleSince: null,
});

const changed = (row: Row, event: Logged<'AgentAvailabilityChanged'>): Row =>
  row && idling({ ...row, available: event.data.availability === 'available', channels: event.data.channels }, event);

const engaged = (row: Row, event: Logged<'AgentEngaged'>): Row => row && idling({ ...row, engaged: true }, event);
const released = (row: Row, event: Logged<'AgentReleased'>): Row => row && idling({ ...row, engaged: false }, event);

/** K4: the registered agents, and since when each is idle. */
export const liveAgents = defineProjection({
  name: 'live-agents',
  version: 1,
  table: { columns: { idleSince: 'text' }, indexes: [['idleSince']] },
  keysOf: ({ data }) => [data.agentId],
  on: {
    AgentRegistered: registered,
    AgentAvailabilityChanged: changed,
    AgentEngaged: engaged,
    AgentReleased: released,
  },
});

import type { LiveChannel, LoggedEvent } from '@ledgerdesk/events';
import type { Instant } from '@ledgerdesk/kernel';
import { defineProjection } from '../define-projection.js';

/** A change of an agent's availability. It lasts until the agent's next one. */
export type AvailabilityRow = {
  readonly kind: 'availability';
  readonly agentId: string;
  /** Revision of the event in the agent's stream. */
  readonly revision: number;
  readonly at: Instant;
  readonly available: boolean;
};

/** The time in which an agent was engaged for a chat or callback. */
export type EngagementRow = {
  readonly kind: 'engagement';
  readonly agentId: string;
  readonly channel: LiveChannel;
  readonly at: Instant;
  /** When it ended; null while it lasts. */
  readonly until: Instant | null;
};

export type AgentTimesRow = AvailabilityRow | EngagementRow;

type Row = AgentTimesRow | undefined;

const changed = (
  _row: Row,
  { data: { agentId, availability }, revision, occurredAt }: LoggedEvent<'AgentAvailabilityChanged'>,
): Row => ({ kind: 'availability', agentId, revision, at: occurredAt, available: availability === 'available' });

const engaged = (_row: Row, { data: { agentId, channel }, occurredAt }: LoggedEvent<'AgentEngaged'>): Row => ({
  kind: 'engagement',
  agentId,
  channel,
  at: occurredAt,
  until: null,
});

const released = (row: Row, { occurredAt }: LoggedEvent<'AgentReleased'>): Row =>
  row?.kind === 'engagement' && row.until === null ? { ...row, until: occurredAt } : row;

/** When each agent was available, and engaged for live requests: one row for each change and for each engagement. */
export const agentTimes = defineProjection({
  name: 'agent-times',
  version: 1,
  table: { columns: { kind: 'text', at: 'text' }, indexes: [['kind', 'at']] },
  keysOf: ({ type, data, revision }) => [
    type === 'AgentAvailabilityChanged'
      ? `availability.${data.agentId}.${revision}`
      : `engagement.${data.agentId}.${data.engagementId}`,
  ],
  on: { AgentAvailabilityChanged: changed, AgentEngaged: engaged, AgentReleased: released },
});

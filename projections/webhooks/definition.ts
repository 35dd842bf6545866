import { type LoggedEvent, maskQuery } from '@ledgerdesk/events';
import type { Instant } from '@ledgerdesk/kernel';
import { defineProjection } from '../define-projection.js';

/** A registered webhook. */
export type WebhookRow = {
  readonly webhookId: string;
  readonly owner: string;
  /** Without its query, which may contain credentials. */
  readonly url: string;
  /** Event types it subscribes to; empty for all. */
  readonly types: readonly string[];
  /** Teams whose events it receives; null for all. */
  readonly teams: readonly string[] | null;
  readonly registeredAt: Instant;
  readonly generation: number;
  /** Since when it receives nothing; null if it is not paused. */
  readonly pausedAt: Instant | null;
};

type Row = WebhookRow | undefined;

const registered = (_row: Row, { data, occurredAt }: LoggedEvent<'WebhookRegistered'>): Row => ({
  webhookId: data.webhookId,
  owner: data.owner,
  url: maskQuery(data.url),
  types: data.types,
  teams: data.teams,
  registeredAt: occurredAt,
  generation: 1,
  pausedAt: null,
});

const changed = (row: Row, { data: { url, types, teams } }: LoggedEvent<'WebhookChanged'>): Row =>
  row && { ...row, url: maskQuery(url), types, teams };

const paused = (row: Row, { occurredAt }: LoggedEvent<'WebhookPaused'>): Row => row && { ...row, pausedAt: occurredAt };

const resumed = (row: Row): Row => row && { ...row, pausedAt: null };

const rotated = (row: Row, { data: { generation } }: LoggedEvent<'WebhookSecretRotated'>): Row =>
  row && { ...row, generation };

const removed = (): undefined => undefined;

/** The registered webhooks, by owner. */
export const webhookList = defineProjection({
  name: 'webhooks',
  version: 4,
  table: { columns: { owner: 'text', registeredAt: 'text' }, indexes: [['owner', 'registeredAt']] },
  keysOf: ({ data }) => [data.webhookId],
  on: {
    WebhookRegistered: registered,
    WebhookChanged: changed,
    WebhookPaused: paused,
    WebhookResumed: resumed,
    WebhookSecretRotated: rotated,
    WebhookRemoved: removed,
  },
});

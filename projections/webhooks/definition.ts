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
});

const rotated = (row: Row, { data: { generation } }: LoggedEvent<'WebhookSecretRotated'>): Row =>
  row && { ...row, generation };

const removed = (): undefined => undefined;

/** The registered webhooks, by owner. */
export const webhookList = defineProjection({
  name: 'webhooks',
  version: 3,
  table: { columns: { owner: 'text', registeredAt: 'text' }, indexes: [['owner', 'registeredAt']] },
  keysOf: ({ data }) => [data.webhookId],
  on: { WebhookRegistered: registered, WebhookSecretRotated: rotated, WebhookRemoved: removed },
});

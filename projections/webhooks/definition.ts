import type { Instant } from '@ledgerdesk/kernel';
import { defineProjection, type Logged } from '../define.js';

/** A webhook that is told of events. */
export type WebhookRow = {
  readonly webhookId: string;
  readonly owner: string;
  readonly url: string;
  /** None: all. */
  readonly types: readonly string[];
  readonly registeredAt: Instant;
  readonly generation: number;
};

type Row = WebhookRow | undefined;

const registered = (_row: Row, { data, occurredAt }: Logged<'WebhookRegistered'>): Row => ({
  webhookId: data.webhookId,
  owner: data.owner,
  url: data.url,
  types: data.types,
  registeredAt: occurredAt,
  generation: 1,
});

const rotated = (row: Row, { data: { generation } }: Logged<'WebhookSecretRotated'>): Row =>
  row && { ...row, generation };

const removed = (): undefined => undefined;

/** The webhooks that there are, by owner. */
export const webhookList = defineProjection({
  name: 'webhooks',
  version: 1,
  table: { columns: { owner: 'text', registeredAt: 'text' }, indexes: [['owner', 'registeredAt']] },
  keysOf: ({ data }) => [data.webhookId],
  on: { WebhookRegistered: registered, WebhookSecretRotated: rotated, WebhookRemoved: removed },
});

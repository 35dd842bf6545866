import { engineEnvelope, type CommandExecutor, WebhookCommandMessage } from '@ledgerdesk/application';
import { type Webhook, webhookDecider } from '@ledgerdesk/domain';
import { decode, ReadBehind, type ReadableLog } from '@ledgerdesk/event-store';
import { maskPersonalFields, webhookStream } from '@ledgerdesk/events';
import type { Clock } from '@ledgerdesk/kernel';
import { type Channel, RecipientGone } from '@ledgerdesk/runtime';
import type { CommandBus } from '@nestjs/cqrs';
import { Webhook as Signer } from 'standardwebhooks';
import { EventLost, requireSame } from '../event-lost.js';
import { WEBHOOK_CHANNELS, parseDeliveryPayload, type DeliveryPayload } from './delivery-payload.js';
import { postWebhook, WebhookRefused } from './post.js';
import { webhookRetryMs } from './retry-delay.js';
import { activeSecrets } from './signing-secrets.js';

const GONE = 410;

interface WebhookChannelOptions {
  readonly log: ReadableLog;
  readonly executor: CommandExecutor;
  readonly commands: CommandBus;
  readonly clock: Clock;
  readonly tenant: string;
  /** The key that all signing secrets derive from. */
  readonly key: Uint8Array;
  /** True to allow addresses in private networks. */
  readonly allowPrivate: boolean;
}

/** The request body: the fields of Standard Webhooks, and the event's log position. Personal fields are masked. */
const bodyOf = async (log: ReadableLog, { eventId, stream, revision }: DeliveryPayload): Promise<string> => {
  const [stored] = await log.readStream(stream, { from: revision, limit: 1 });
  if (!stored) throw new ReadBehind(stream, revision);
  requireSame(stored, eventId);
  const { id, position, type, version, occurredAt, recordedAt, data } = maskPersonalFields(decode(stored));
  return JSON.stringify({ type, timestamp: occurredAt, id, stream, revision, position, version, recordedAt, data });
};

const signaturesOf = (secrets: readonly string[], id: string, at: Date, body: string): string =>
  secrets.map((secret) => new Signer(secret).sign(id, at, body)).join(' ');

/**
 * Delivers events to webhooks by signed requests (Standard Webhooks 1.0). A webhook that responds with 410 is recorded
 * as gone and gets no further deliveries. The deliveries of a webhook that was removed are deleted.
 */
export const webhookChannels = ({
  log,
  executor,
  commands,
  clock,
  tenant,
  key,
  allowPrivate,
}: WebhookChannelOptions): readonly Channel[] => {
  const webhookOf = async (webhookId: string): Promise<Webhook> => {
    const { state } = await executor.streams.load(webhookDecider, webhookStream(webhookId));
    if (!state) throw new ReadBehind(webhookStream(webhookId), 0);
    if (state.removed === null) return state;
    throw new RecipientGone('The webhook has been removed.');
  };
  const recordGone = async (webhookId: string): Promise<void> => {
    const envelope = engineEnvelope('webhooks', { id: ['webhook-gone', webhookId], request: { webhookId }, tenant });
    await commands.execute(new WebhookCommandMessage(envelope, webhookId, { type: 'RecordWebhookGone' }));
  };
  const deliver = async (delivery: DeliveryPayload): Promise<void> => {
    const webhook = await webhookOf(delivery.webhookId);
    const body = await bodyOf(log, delivery);
    const secrets = activeSecrets(key, webhook, clock.now());
    // Real time, even if the engine's clock is simulated: receivers compare it with their own clocks.
    const at = new Date();
    const headers = {
      'content-type': 'application/json',
      'user-agent': 'Ledgerdesk-Webhooks/1',
      'webhook-id': delivery.eventId,
      'webhook-timestamp': String(Math.floor(at.getTime() / 1_000)),
      'webhook-signature': signaturesOf(secrets, delivery.eventId, at, body),
    };
    await postWebhook(webhook.url, headers, body, allowPrivate);
  };
  return WEBHOOK_CHANNELS.map((name) => ({
    name,
    topicIsRecipient: true,
    send: async ({ payload }) => {
      const delivery = parseDeliveryPayload(payload);
      try {
        await deliver(delivery);
      } catch (error) {
        if (!(error instanceof WebhookRefused && error.status === GONE)) throw error;
        await recordGone(delivery.webhookId);
        throw new RecipientGone(error.message);
      }
    },
    retryDelayMs: (attempts, error) => (error instanceof EventLost ? null : webhookRetryMs(attempts, error)),
  }));
};

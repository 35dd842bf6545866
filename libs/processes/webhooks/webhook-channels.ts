import { engineEnvelope, type CommandExecutor, WebhookCommandMessage } from '@ledgerdesk/application';
import { type Webhook, webhookDecider } from '@ledgerdesk/domain';
import {
  decode,
  EventLost,
  type EventReference,
  ReadBehind,
  type ReadableLog,
  readRecorded,
} from '@ledgerdesk/event-store';
import { webhookStream } from '@ledgerdesk/events';
import type { Clock } from '@ledgerdesk/kernel';
import type { Answer } from '@ledgerdesk/outbox';
import { type Channel, RecipientGone } from '@ledgerdesk/runtime';
import type { CommandBus } from '@nestjs/cqrs';
import { Webhook as Signer } from 'standardwebhooks';
import {
  type DeliveryPayload,
  isTest,
  parseDeliveryPayload,
  TEST_CHANNEL,
  WEBHOOK_CHANNELS,
} from './delivery-payload.js';
import { postponementMs } from './pauses.js';
import { postWebhook, WebhookRefused } from './post.js';
import { webhookHoldMs, webhookRetryMs } from './retry-delay.js';
import { activeSecrets } from './signing-secrets.js';
import { sampleBody, webhookBody } from './webhook-body.js';

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

/** When an event was known to be recorded. */
type Known = Pick<EventReference, 'origin' | 'madeAt'>;

/** The request body: of a recorded event, or of a sample. */
const bodyOf = async (log: ReadableLog, delivery: DeliveryPayload, known: Known): Promise<string> => {
  if (isTest(delivery)) return JSON.stringify(sampleBody(delivery.type, delivery.eventId, known.madeAt));
  return JSON.stringify(webhookBody(decode(await readRecorded(log, { ...delivery, ...known }))));
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
  /** `known`: when the webhook was known to exist. */
  const webhookOf = async (webhookId: string, known: Known): Promise<Webhook> => {
    const stream = webhookStream(webhookId);
    const { state } = await executor.streams.load(webhookDecider, stream);
    if (!state) {
      await readRecorded(log, { stream, revision: 0, ...known });
      throw new ReadBehind(stream, 0);
    }
    if (state.removed === null) return state;
    throw new RecipientGone('The webhook has been removed.');
  };
  const recordGone = async (webhookId: string): Promise<void> => {
    const envelope = engineEnvelope('webhooks', { id: ['webhook-gone', webhookId], request: { webhookId }, tenant });
    await commands.execute(new WebhookCommandMessage(envelope, webhookId, { type: 'RecordWebhookGone' }));
  };
  const deliver = async (
    delivery: DeliveryPayload,
    known: Known,
    noteAnswer: (answer: Answer) => void,
  ): Promise<void> => {
    const webhook = await webhookOf(delivery.webhookId, known);
    const body = await bodyOf(log, delivery, known);
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
    await postWebhook(webhook.url, headers, body, allowPrivate, noteAnswer);
  };
  const pauseOf = async (webhookId: string): Promise<number | null> => {
    const { state } = await executor.streams.load(webhookDecider, webhookStream(webhookId));
    return state?.removed === null && state.pausedAt !== null ? postponementMs(state.pausedAt, clock.now()) : null;
  };
  return WEBHOOK_CHANNELS.map((name) => ({
    name,
    topicIsRecipient: true,
    // A test says whether the receiver is ready to resume.
    pauseMs: async ({ topic }) => (name === TEST_CHANNEL ? null : pauseOf(topic)),
    send: async ({ payload, origin, createdAt: madeAt }, noteAnswer) => {
      const delivery = parseDeliveryPayload(payload);
      try {
        await deliver(delivery, { origin, madeAt }, noteAnswer);
      } catch (error) {
        if (!(error instanceof WebhookRefused && error.status === GONE)) throw error;
        await recordGone(delivery.webhookId);
        throw new RecipientGone(error.message);
      }
    },
    holdMs: webhookHoldMs,
    retryDelayMs: (attempts, error) =>
      name === TEST_CHANNEL || error instanceof EventLost ? null : webhookRetryMs(attempts, error),
  }));
};

import { derivedId } from '@ledgerdesk/application';
import { isToldOf, type Webhook } from '@ledgerdesk/domain';
import type { ReadableLog, StoredEvent } from '@ledgerdesk/event-store';
import { EVENT_TYPES, type WebhookReplayRequested } from '@ledgerdesk/events';
import { comparePositions, type Instant, type RecordedEvent } from '@ledgerdesk/kernel';
import type { NewMessage } from '@ledgerdesk/outbox';
import type { Process } from '@ledgerdesk/runtime';
import { Addresses } from './addresses.js';
import { CHANNEL, type Delivery } from './delivery.js';

type Told = Pick<RecordedEvent, 'id' | 'stream' | 'revision'>;

const messageTo = (webhookId: string, { id: eventId, stream, revision }: Told, createdAt: Instant, ...occasion: readonly string[]): NewMessage => {
  const delivery: Delivery = { webhookId, eventId, stream, revision };
  return { id: derivedId('webhook', webhookId, eventId, ...occasion), channel: CHANNEL, topic: webhookId, payload: JSON.stringify(delivery), createdAt };
};

const isReplay = (event: RecordedEvent): event is RecordedEvent<WebhookReplayRequested> => event.type === 'WebhookReplayRequested';

/** What a webhook has asked to be told again: everything of its types from there up to the request. */
const replayed = async (log: ReadableLog, request: RecordedEvent<WebhookReplayRequested>, webhook: Webhook): Promise<readonly NewMessage[]> => {
  const { id, position, recordedAt, data: { webhookId } } = request;
  const isMeant = (event: StoredEvent): boolean => comparePositions(event.position, position) < 0 && isToldOf(webhook, event.type);
  const messages: NewMessage[] = [];
  for (let after = request.data.after, end = false; !end;) {
    const page = await log.readAll({ after, filter: { types: webhook.types.length > 0 ? webhook.types : EVENT_TYPES } });
    messages.push(...page.events.filter(isMeant).map((event) => messageTo(webhookId, event, recordedAt, id)));
    after = page.lookedAt;
    end = page.end || comparePositions(after, position) >= 0;
  }
  return messages;
};

/** Puts into the outbox what each webhook is to be told. */
export const webhooks = (log: ReadableLog): Process => {
  const addresses = new Addresses(log);
  return {
    name: 'webhooks',
    handles: EVENT_TYPES,
    begins: 'head',
    react: async (event) => {
      const told = await addresses.toldOf(event);
      if (!isReplay(event)) return told.map(({ webhookId }) => messageTo(webhookId, event, event.recordedAt));
      const webhook = addresses.webhook(event.stream);
      return webhook ? replayed(log, event, webhook) : [];
    },
  };
};

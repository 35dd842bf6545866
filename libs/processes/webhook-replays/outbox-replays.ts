import type { RunningReplays } from '@ledgerdesk/application';
import type { ReadableLog, StoredEvent } from '@ledgerdesk/event-store';
import { webhookStream } from '@ledgerdesk/events';
import { comparePositions } from '@ledgerdesk/kernel';
import type { Outbox } from '@ledgerdesk/outbox';
import { REPLAY_CHANNEL } from '../webhooks/delivery-payload.js';
import { WEBHOOK_REPLAYS } from './webhook-replays.js';

const PAGE_SIZE = 100;

/** A replay runs from its request until the outbox has no delivery of it that waits for an attempt. */
export class OutboxReplays implements RunningReplays {
  constructor(
    private readonly log: ReadableLog,
    private readonly outbox: Pick<Outbox, 'hasWaiting' | 'loadCheckpoint'>,
  ) {}

  async isRunning(webhookId: string): Promise<boolean> {
    return (await this.isPending(webhookId)) || this.outbox.hasWaiting(REPLAY_CHANNEL, webhookId);
  }

  /** Returns true if the last request has not been handled, so that its deliveries may not be in the outbox yet. */
  private async isPending(webhookId: string): Promise<boolean> {
    const request = await this.lastRequest(webhookStream(webhookId));
    const checkpoint = request && (await this.outbox.loadCheckpoint(WEBHOOK_REPLAYS));
    if (!request || checkpoint?.logId !== this.log.logId) return false;
    return comparePositions(checkpoint.position, request.position) < 0;
  }

  private async lastRequest(stream: string, from?: number): Promise<StoredEvent | undefined> {
    if (from !== undefined && from < 0) return undefined;
    const page = await this.log.readStream(stream, {
      direction: 'backward',
      limit: PAGE_SIZE,
      ...(from !== undefined && { from }),
    });
    const found = page.find(({ type }) => type === 'WebhookReplayRequested');
    const last = page.at(-1);
    return found ?? (last && this.lastRequest(stream, last.revision - 1));
  }
}

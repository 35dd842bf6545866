import { subscribesTo, type Webhook, webhookDecider } from '@ledgerdesk/domain';
import { decode, type ReadableLog, START } from '@ledgerdesk/event-store';
import { prefixOf } from '@ledgerdesk/events';
import { comparePositions, type Evolver, type Position, type RecordedEvent } from '@ledgerdesk/kernel';
import { setImmediate as nextTurn } from 'node:timers/promises';

const PREFIX = prefixOf('webhook');

const decider: Evolver<Webhook | undefined> = webhookDecider;

/** The webhooks as they stand just before an event: who is told of it does not depend on when that is asked. */
export class WebhookSubscribers {
  private readonly webhooks = new Map<string, Webhook>();
  private seen: Position | undefined;

  constructor(private readonly log: ReadableLog) {}

  /** Those that are told of an event. Every event passes by here, in log order; after a fault the same one may come again. */
  async subscribersOf(event: RecordedEvent): Promise<readonly Webhook[]> {
    if (this.seen === undefined) await this.lookBack(event.position);
    const told = [...this.webhooks.values()].filter((webhook) => subscribesTo(webhook, event.type));
    this.pass(event);
    return told;
  }

  /** Reads once what was recorded before the first event that passes by; on a long log others have their turns meanwhile. */
  private async lookBack(position: Position): Promise<void> {
    let scannedTo = START;
    for (let end = false; !end; await nextTurn()) {
      const page = await this.log.readAll({ after: scannedTo, filter: { streamPrefixes: [PREFIX] } });
      const before = page.events.filter((event) => comparePositions(event.position, position) < 0);
      for (const event of before) this.pass(decode(event));
      scannedTo = page.scannedTo;
      end = page.end || before.length < page.events.length;
    }
  }

  private pass(event: RecordedEvent): void {
    if (this.seen !== undefined && comparePositions(event.position, this.seen) <= 0) return;
    this.seen = event.position;
    if (!event.stream.startsWith(PREFIX)) return;
    const webhook = decider.evolve(this.webhooks.get(event.stream), event, event.occurredAt);
    if (webhook) this.webhooks.set(event.stream, webhook);
  }
}

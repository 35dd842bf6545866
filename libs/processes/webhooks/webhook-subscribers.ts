import { subscribesTo, type Webhook, webhookDecider } from '@ledgerdesk/domain';
import { decode, pagesOf, ReadBehind, type ReadableLog, type StoredEvent } from '@ledgerdesk/event-store';
import { prefixOf } from '@ledgerdesk/events';
import { comparePositions, type Evolver, type Position, type RecordedEvent } from '@ledgerdesk/kernel';
import { setImmediate as nextTurn } from 'node:timers/promises';

const PREFIX = prefixOf('webhook');

const evolver: Evolver<Webhook | undefined> = webhookDecider;

/** Tracks which webhooks exist at each position of the log, so that the subscribers of an event never change. */
export class WebhookSubscribers {
  private readonly webhooks = new Map<string, Webhook>();
  private position: Position | undefined;

  constructor(private readonly log: ReadableLog) {}

  /** Returns false if an event has no subscribers, whatever its data, and does not change who they are. */
  mayHaveSubscribers({ stream, type }: StoredEvent): boolean {
    if (this.position === undefined || stream.startsWith(PREFIX)) return true;
    return [...this.webhooks.values()].some(
      ({ types, pausedAt, removed }) =>
        removed === null && pausedAt === null && (types.length === 0 || types.includes(type)),
    );
  }

  /**
   * The webhooks that subscribe to an event. Call with every event that may have subscribers, in log order; an event
   * may be repeated.
   */
  async subscribersOf(event: RecordedEvent): Promise<readonly Webhook[]> {
    if (this.position === undefined) await this.catchUp(event);
    const subscribers = [...this.webhooks.values()].filter((webhook) => subscribesTo(webhook, event));
    this.apply(event);
    return subscribers;
  }

  /** Reads the log up to the first event. Yields to other work between pages. */
  private async catchUp({ stream, revision, position }: RecordedEvent): Promise<void> {
    let readTo: Position | undefined;
    for await (const { events, scannedTo } of pagesOf(this.log, { filter: { streamPrefixes: [PREFIX] } })) {
      const before = events.filter((event) => comparePositions(event.position, position) < 0);
      for (const event of before) this.apply(decode(event));
      if (before.length < events.length) return;
      readTo = scannedTo;
      await nextTurn();
    }
    if (readTo === undefined || comparePositions(readTo, position) < 0) throw new ReadBehind(stream, revision);
  }

  private apply(event: RecordedEvent): void {
    if (this.position !== undefined && comparePositions(event.position, this.position) <= 0) return;
    this.position = event.position;
    if (!event.stream.startsWith(PREFIX)) return;
    const webhook = evolver.evolve(this.webhooks.get(event.stream), event, event.occurredAt);
    if (webhook) this.webhooks.set(event.stream, webhook);
  }
}

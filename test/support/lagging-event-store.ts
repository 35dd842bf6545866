import type { LogPage, ReadAllOptions, ReadStreamOptions, StoredEvent } from '@ledgerdesk/event-store';
import { MemoryEventStore } from './memory-event-store.js';

/** An event store whose reads can be held behind its log, like those of a cache or of a node that is behind. */
export class LaggingEventStore extends MemoryEventStore {
  private shown = Infinity;

  /** Reads do not show the last event of the log, nor later ones, until `catchUp`. */
  fallBehind(): void {
    this.shown = this.log.length - 1;
  }

  catchUp(): void {
    this.shown = Infinity;
  }

  override async readStream(stream: string, options?: ReadStreamOptions): Promise<readonly StoredEvent[]> {
    return (await super.readStream(stream, options)).filter(({ position }) => Number(position) <= this.shown);
  }

  override async readAll(options?: ReadAllOptions): Promise<LogPage> {
    const page = await super.readAll(options);
    const events = page.events.filter(({ position }) => Number(position) <= this.shown);
    return { ...page, events, scannedTo: String(Math.min(Number(page.scannedTo), this.shown)) };
  }
}

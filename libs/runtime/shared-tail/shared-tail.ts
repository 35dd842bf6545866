import type { MessagePort } from 'node:worker_threads';
import { type LogMessage, type LogPage, type ReadableLog, subscription } from '@ledgerdesk/event-store';
import type { Position } from '@ledgerdesk/kernel';
import { type Observable, Subject } from 'rxjs';
import type { PageRequest, TailMessage } from './messages.js';

/**
 * Follows a log through the tail of another thread, which has called `serveTail` with the other end of the port. What
 * the tail does not reach back to is read from the log.
 *
 * @example
 * const shared = new SharedTail(port, log);
 * const own = new EngineLog(log, { subscribe: (after) => shared.subscribe(after) });
 */
export class SharedTail {
  readonly #news = new Subject<void>();
  readonly #asked = new Map<number, (page: LogPage | undefined) => void>();
  #requests = 0;

  constructor(
    private readonly port: MessagePort,
    private readonly log: Pick<ReadableLog, 'readAll'>,
  ) {
    port.on('message', (message: TailMessage) => this.#receive(message));
    port.once('close', () => this.#end());
  }

  /** Emits the events after a position, then new ones. Completes when the log is closed. */
  subscribe(after: Position): Observable<LogMessage> {
    return subscription({
      readPage: async (from) => (await this.#ask(from)) ?? this.log.readAll({ after: from }),
      appended: this.#news,
      after,
      filter: {},
      ready: async () => undefined,
    });
  }

  close(): void {
    this.port.close();
  }

  #ask(after: Position): Promise<LogPage | undefined> {
    this.#requests += 1;
    const request: PageRequest = { request: this.#requests, after };
    return new Promise((resolve) => {
      this.#asked.set(request.request, resolve);
      this.port.postMessage(request);
    });
  }

  #receive(message: TailMessage): void {
    if (message.kind === 'news') return this.#news.next();
    if (message.kind === 'closed') return this.#end();
    this.#asked.get(message.request)?.(message.page);
    this.#asked.delete(message.request);
  }

  /** Ends what is followed. Pages that are awaited are read from the log. */
  #end(): void {
    this.#news.complete();
    for (const resolve of this.#asked.values()) resolve(undefined);
    this.#asked.clear();
  }
}

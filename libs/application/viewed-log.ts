import type { ReadableLog } from '@ledgerdesk/event-store';
import { LogPatience, LogUnreachable } from './log-patience.js';

/**
 * A log as readers see it, who record nothing: while the server that keeps it cannot be reached, they wait for seconds.
 *
 * @example
 * const log = new ViewedLog(store);
 * const events = await log.readStream(chatStream(chatId)); // rejects with LogUnreachable after five seconds
 */
export class ViewedLog implements Pick<ReadableLog, 'readStream' | 'readAll' | 'head'> {
  readonly #patience = new LogPatience();

  constructor(private readonly log: Pick<ReadableLog, 'isRemote' | 'readStream' | 'readAll' | 'head'>) {}

  readStream(...of: Parameters<ReadableLog['readStream']>): ReturnType<ReadableLog['readStream']> {
    return this.#view(() => this.log.readStream(...of));
  }

  readAll(...of: Parameters<ReadableLog['readAll']>): ReturnType<ReadableLog['readAll']> {
    return this.#view(() => this.log.readAll(...of));
  }

  head(): ReturnType<ReadableLog['head']> {
    return this.#view(() => this.log.head());
  }

  async #view<T>(read: () => Promise<T>): Promise<T> {
    if (!this.log.isRemote) return read();
    const answer = await this.#patience.ask(read);
    if (answer === undefined) throw new LogUnreachable('what was asked for');
    return answer;
  }
}

import { MINUTE } from '@ledgerdesk/kernel';
import type { RowReader } from '@ledgerdesk/read-store';

/** Replays that are kept for their next page. Each may be large, and a thread's memory is limited. */
const MAX_KEPT = 2;
/** How long a replay is kept for its next page. */
const KEPT_MS = 5 * MINUTE;

/** The latest replays of a thread, so that paging through their rows replays the log once. */
export class KeptReplays {
  private readonly replays = new Map<string, Promise<RowReader>>();
  private idle: NodeJS.Timeout | undefined;

  /** Forgets all rows. */
  clear(): void {
    this.replays.clear();
  }

  /** The rows of a replay: those kept under the key, or new ones. */
  async rows(key: string, replay: () => Promise<RowReader>): Promise<RowReader> {
    clearTimeout(this.idle);
    this.idle = setTimeout(() => this.replays.clear(), KEPT_MS).unref();
    const kept = this.replays.get(key);
    this.replays.delete(key);
    // Make room before the replay, which needs the memory.
    for (const oldest of [...this.replays.keys()].slice(0, this.replays.size - MAX_KEPT + 1))
      this.replays.delete(oldest);
    const rows = kept ?? replay();
    this.replays.set(key, rows);
    try {
      return await rows;
    } catch (error) {
      this.replays.delete(key);
      throw error;
    }
  }
}

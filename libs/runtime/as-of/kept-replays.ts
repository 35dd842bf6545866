import type { RowReader } from '@ledgerdesk/read-store';

/** Replays that are kept for their next page. Each may be large, and a thread's memory is limited. */
const MAX_KEPT = 2;

/** The latest replays of a thread, so that paging through their rows replays the log once. */
export class KeptReplays {
  private readonly replays = new Map<string, Promise<RowReader>>();

  /** The rows of a replay: those kept under the key, or new ones. */
  async rows(key: string, replay: () => Promise<RowReader>): Promise<RowReader> {
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

import { RecentMap } from './recent-map.js';

const CAPACITY = 100_000;

/**
 * Caches the last revision of recently read and written streams. Only this process writes the log, so a read past the
 * end of a cached stream needs no query, unless an append to it is in flight: a commit is visible, to subscriptions for
 * example, before it is acknowledged.
 */
export class StreamRevisionCache {
  private readonly revisions = new RecentMap<number>(CAPACITY);
  /** Number of appends in flight, by stream. */
  private readonly appending = new Map<string, number>();

  /** Performs an append to a stream, whose end is not known until it has settled. */
  async whileAppending<T>(stream: string, append: () => Promise<T>): Promise<T> {
    this.appending.set(stream, (this.appending.get(stream) ?? 0) + 1);
    try {
      return await append();
    } catch (error) {
      // It may have been recorded nevertheless.
      this.revisions.set(stream, Infinity);
      throw error;
    } finally {
      const others = (this.appending.get(stream) ?? 1) - 1;
      if (others === 0) this.appending.delete(stream);
      else this.appending.set(stream, others);
    }
  }

  /** Raises the cached revision. Lower revisions are ignored, since acknowledgements may arrive out of order. */
  raise(stream: string, revision: number): void {
    this.revisions.set(stream, Math.max(revision, this.revisions.get(stream) ?? revision));
  }

  /** True if the stream is known to end before `revision`. */
  endsBefore(stream: string, revision: number): boolean {
    if (this.appending.has(stream)) return false;
    const last = this.revisions.get(stream);
    return last !== undefined && last < revision;
  }
}

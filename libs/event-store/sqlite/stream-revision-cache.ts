import { RecentMap } from './recent-map.js';

const CAPACITY = 100_000;

/**
 * Caches the last revision of recently read and written streams. Only this process writes the log, so a read past the
 * end of a cached stream needs no query.
 */
export class StreamRevisionCache {
  private readonly revisions = new RecentMap<number>(CAPACITY);

  /** Raises the cached revision. Lower revisions are ignored, since acknowledgements may arrive out of order. */
  raise(stream: string, revision: number): void {
    this.revisions.set(stream, Math.max(revision, this.revisions.get(stream) ?? revision));
  }

  /** True if the stream is known to end before `revision`. */
  endsBefore(stream: string, revision: number): boolean {
    const last = this.revisions.get(stream);
    return last !== undefined && last < revision;
  }
}

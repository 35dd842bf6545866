import { RecentMap } from './recent-map.js';

const STREAMS = 100_000;

/**
 * The last revision of streams that this process has lately read or written. Since nobody else writes, a look at the
 * tail of such a stream needs no query where there is none.
 */
export class KnownHeads {
  private readonly revisions = new RecentMap<number>(STREAMS);

  /** Acknowledgements may be heard out of order; a stream only grows. */
  reached(stream: string, revision: number): void {
    this.revisions.set(stream, Math.max(revision, this.revisions.get(stream) ?? revision));
  }

  /** Whether nothing can stand at or after a revision. */
  endsBefore(stream: string, revision: number): boolean {
    const head = this.revisions.get(stream);
    return head !== undefined && head < revision;
  }
}

import type { ReadableLog } from '@ledgerdesk/event-store';
import { comparePositions, type Position } from '@ledgerdesk/kernel';
import { LRUCache } from 'lru-cache';
import { damage } from '../finding.js';
import type { Report } from '../findings.js';
import { type CheckedEvent, type LogCheck, placeOf } from '../log-check.js';

const MAX_STREAMS = 50_000;

/** The revision of a stream, and where it is. */
interface KnownRevision {
  readonly revision: number;
  readonly position: Position;
}

/**
 * Checks that the revisions of other streams on which an event was decided (`metadata.read`) lie before it. A ticket
 * that was removed leaves the decisions that read it.
 */
export class ReadRevisions implements LogCheck {
  /** The highest revision seen of each stream, which the next events mostly read too. */
  private readonly seen = new LRUCache<string, KnownRevision>({ maxSize: MAX_STREAMS, sizeCalculation: () => 1 });

  constructor(private readonly log: Pick<ReadableLog, 'readStream'>) {}

  check({ stored, metadata }: CheckedEvent, report: Report): void | Promise<void> {
    this.seen.set(stored.stream, { revision: stored.revision, position: stored.position });
    const open = Object.entries(metadata?.read ?? {}).filter(
      ([stream, revision]) => revision >= 0 && (this.seen.get(stream)?.revision ?? -1) < revision,
    );
    return open.length === 0 ? undefined : this.lookUp(stored, open, report);
  }

  private async lookUp(
    stored: CheckedEvent['stored'],
    reads: readonly (readonly [string, number])[],
    report: Report,
  ): Promise<void> {
    for (const [stream, revision] of reads) {
      const [found] = await this.log.readStream(stream, { from: revision, limit: 1 });
      if (found?.revision !== revision || comparePositions(found.position, stored.position) >= 0)
        report(
          damage(
            'read-missing',
            placeOf(stored),
            `it was decided on revision ${revision} of ${stream}, which is not there`,
          ),
        );
      else this.seen.set(stream, { revision, position: found.position });
    }
  }
}

import type { StoredEvent } from '@ledgerdesk/event-store';
import { unknown } from '../finding.js';
import type { Report } from '../findings.js';
import { placeOf } from '../log-check.js';

/** Events with facts that cannot be computed for one reason, as they are kept over restarts. */
export interface UnknownOfReason {
  /** What is not known, as a part of a sentence. */
  readonly lacks: string;
  /** Where the first one is. */
  readonly place: string;
  /** Number of events by type. */
  readonly counts: Readonly<Record<string, number>>;
}

/** Counts events that state what cannot be recomputed, by the reason. A log may have many of them for few reasons. */
export class UnknownFacts {
  private readonly byReason = new Map<string, { readonly place: string; readonly counts: Map<string, number> }>();

  /** @param counted by an earlier run that did not come to its end */
  constructor(counted: readonly UnknownOfReason[] = []) {
    for (const { lacks, place, counts } of counted)
      this.byReason.set(lacks, { place, counts: new Map(Object.entries(counts)) });
  }

  /** `lacks`: what is not known, as a part of a sentence. */
  add(stored: StoredEvent, lacks: string): void {
    const known = this.byReason.get(lacks);
    const { counts } = known ?? { counts: new Map<string, number>() };
    if (!known) this.byReason.set(lacks, { place: placeOf(stored), counts });
    counts.set(stored.type, (counts.get(stored.type) ?? 0) + 1);
  }

  /** What was counted and not reported yet. */
  get counted(): readonly UnknownOfReason[] {
    return [...this.byReason].map(([lacks, { place, counts }]) => ({
      lacks,
      place,
      counts: Object.fromEntries(counts),
    }));
  }

  /** Reports one open question for each reason. */
  report(report: Report): void {
    for (const [lacks, { place, counts }] of this.byReason) {
      const types = [...counts].map(([type, count]) => `${count} ${type}`).join(', ');
      const detail = `not known: ${lacks}. What these events state was not computed again: ${types}`;
      report(unknown('fact-unknown', `from ${place} on`, detail));
    }
    this.byReason.clear();
  }
}

import type { RecordedEvent } from '@ledgerdesk/kernel';

/** Counts the events that a simulation records and the commands that were refused. */
export class EventCounts {
  refusals = 0;
  private readonly byType = new Map<string, number>();

  add({ type }: RecordedEvent): void {
    this.byType.set(type, this.of(type) + 1);
  }

  of(type: string): number {
    return this.byType.get(type) ?? 0;
  }

  get events(): number {
    return [...this.byType.values()].reduce((sum, count) => sum + count, 0);
  }

  /** Number of events per type, sorted by type. */
  get types(): Readonly<Record<string, number>> {
    return Object.fromEntries([...this.byType].sort(([a], [b]) => (a < b ? -1 : 1)));
  }
}

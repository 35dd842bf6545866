import type { RecordedEvent } from '@ledgerdesk/kernel';

/** What a simulation has put into the log, and what the rules kept out of it. */
export class ScenarioCounts {
  refusals = 0;
  private readonly byType = new Map<string, number>();

  note({ type }: RecordedEvent): void {
    this.byType.set(type, this.of(type) + 1);
  }

  of(type: string): number {
    return this.byType.get(type) ?? 0;
  }

  get events(): number {
    return [...this.byType.values()].reduce((sum, count) => sum + count, 0);
  }

  /** How many events of each type, by name. */
  get types(): Readonly<Record<string, number>> {
    return Object.fromEntries([...this.byType].sort(([a], [b]) => (a < b ? -1 : 1)));
  }
}

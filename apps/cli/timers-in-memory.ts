import { deadlineCommand } from '@ledgerdesk/application';
import { decode, type EventStore, START } from '@ledgerdesk/event-store';
import { type Instant, isRefusal, type Position, type RecordedEvent } from '@ledgerdesk/kernel';
import { type ArmedDeadline, type DeadlineRow, responseDeadlines } from '@ledgerdesk/projections';
import type { CommandBus } from '@nestjs/cqrs';

/** When a timer fires and whose it is; text order is time order. */
const nameOf = (at: Instant, key: string): string => `${at} ${key}`;

const placeFor = (names: readonly string[], name: string): number => {
  let [low, high] = [0, names.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((names[middle] ?? '') < name) low = middle + 1;
    else high = middle;
  }
  return low;
};

/**
 * The deadline clock of work that brings its own time: folds `response-deadlines` over the log as it grows, and fires
 * what is due before a moment at its own instant, in order. The live clock must be off.
 */
export class TimersInMemory {
  private readonly rows = new Map<string, DeadlineRow>();
  /** Names of armed timers in order; those that have been disarmed meanwhile are passed over when their turn comes. */
  private readonly names: string[] = [];
  private lookedAt: Position = START;

  constructor(private readonly log: EventStore, private readonly commands: CommandBus, private readonly tenant: string) {}

  /** Takes up what has come into the log since the last look. */
  async lookOn(): Promise<void> {
    for (let end = false; !end;) {
      const page = await this.log.readAll({ after: this.lookedAt, filter: { types: responseDeadlines.handles } });
      page.events.map(decode).forEach((event) => this.fold(event));
      this.lookedAt = page.lookedAt;
      end = page.end;
    }
  }

  /** Fires everything due before `moment`; how many events that recorded. Rejects where a deadline could not be recorded. */
  async fireBefore(moment: Instant): Promise<number> {
    let recorded = 0;
    for (let timer = this.next(moment); timer; timer = this.next(moment)) {
      const outcome = await this.commands.execute(deadlineCommand(timer, this.tenant, timer.at));
      if (isRefusal(outcome)) throw new Error(`The deadline ${timer.kind} at ${timer.at} could not be recorded: ${outcome.message}`);
      recorded += outcome.recorded;
      await this.lookOn();
    }
    return recorded;
  }

  private fold(event: RecordedEvent): void {
    for (const key of responseDeadlines.keysOf(event)) {
      const row = responseDeadlines.evolve(key, this.rows.get(key), event);
      if (row) this.rows.set(key, row);
      else this.rows.delete(key);
      if (row?.at) this.arm(nameOf(row.at, key));
    }
  }

  private arm(name: string): void {
    const place = placeFor(this.names, name);
    if (this.names[place] !== name) this.names.splice(place, 0, name);
  }

  private next(moment: Instant): ArmedDeadline | undefined {
    for (let name = this.names[0]; name !== undefined && name < moment; name = this.names[0]) {
      this.names.shift();
      const [at = '', key = ''] = name.split(' ');
      const row = this.rows.get(key);
      if (row?.at === at) return { ...row, at };
    }
    return undefined;
  }
}

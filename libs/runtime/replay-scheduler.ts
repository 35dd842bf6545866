import { pagesOf, type ReadableLog, START } from '@ledgerdesk/event-store';
import type { DomainEvent, Instant, Position, Projection, Row } from '@ledgerdesk/kernel';
import { type ArmedRow, ArmedRows } from './armed-rows.js';
import type { Decode } from './decoded-page.js';

export interface ReplaySchedulerOptions<R extends Row> {
  readonly log: Pick<ReadableLog, 'readAll'>;
  readonly decode: Decode;
  /** Rows with a column `at`, null while a row is not armed. */
  readonly projection: Projection<DomainEvent, R>;
  /** Acts on a due row. Resolves to the number of events recorded. */
  readonly fire: (row: ArmedRow<R>) => Promise<number>;
}

/**
 * The Scheduler of imports and simulations, whose time comes from their input: folds rows from the log and fires each
 * at its due instant, in order. Must not run alongside a Scheduler of the same rows.
 *
 * @example
 * for (const row of rowsByTime) {
 *   await scheduler.catchUp();
 *   await scheduler.fireBefore(row.at);
 *   await importRow(row);
 * }
 */
export class ReplayScheduler<R extends Row> {
  private readonly armed: ArmedRows<R>;
  private position: Position = START;

  constructor(private readonly options: ReplaySchedulerOptions<R>) {
    this.armed = new ArmedRows(options.projection);
  }

  /** Folds the events recorded since the last call. */
  async catchUp(): Promise<void> {
    const { log, decode, projection } = this.options;
    const filter = { types: projection.handles };
    for await (const { events, scannedTo } of pagesOf(log, { after: this.position, filter })) {
      for (const stored of events) this.armed.apply(decode(stored));
      this.position = scannedTo;
    }
  }

  /** Fires every row due before `instant`, including rows that firing arms. Returns the number of events recorded. */
  async fireBefore(instant: Instant): Promise<number> {
    let recorded = 0;
    for (let row = this.armed.takeBefore(instant); row; row = this.armed.takeBefore(instant)) {
      recorded += await this.options.fire(row);
      await this.catchUp();
    }
    return recorded;
  }
}

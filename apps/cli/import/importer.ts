import type { CommandExecutor, CommandOutcome, PolicyTimeline } from '@ledgerdesk/application';
import type { ReadableLog } from '@ledgerdesk/event-store';
import { type Instant, isRefusal, refuse } from '@ledgerdesk/kernel';
import type { TimerRow } from '@ledgerdesk/projections';
import type { ReplayScheduler } from '@ledgerdesk/runtime';
import type { CommandBus } from '@nestjs/cqrs';
import { type Case, casesIn, productsByCustomer, type Progress, progressOf } from './cases.js';
import { cellOf } from './columns.js';
import { Customers, type NamedLevel } from './customers.js';
import { entryOf, type Mapping } from './mapping.js';
import { type ImportReport, Tally } from './report.js';
import type { LogRow, ReadLog } from './rows.js';
import { TicketRows } from './ticket-rows.js';

/** What an import runs on. */
export interface ImportParts {
  readonly log: ReadableLog;
  readonly commands: CommandBus;
  readonly executor: CommandExecutor;
  readonly policies: PolicyTimeline;
  readonly tenant: string;
  readonly timers: ReplayScheduler<TimerRow>;
}

const comesTooLate = refuse(
  'conflict',
  'taken-over',
  'The ticket has been worked on here since the last import; the log comes too late for it.',
);

/** Sends the rows of a log through the rules in time order, with the deadlines that fall between them. */
export class Importer {
  private readonly tally = new Tally();
  private readonly cases: ReadonlyMap<string, Case>;
  private readonly products: ReadonlyMap<string, ReadonlySet<string>>;
  private readonly customers: Customers;
  private readonly tickets: TicketRows;
  /** By case: how many of its rows have been met, and how far an earlier run has come. */
  private readonly met = new Map<string, Progress & { ordinal: number }>();

  constructor(
    private readonly file: ReadLog,
    private readonly mapping: Mapping,
    private readonly parts: ImportParts,
  ) {
    this.cases = casesIn(file.rows, file.columns, mapping);
    this.products = productsByCustomer(this.cases.values());
    this.customers = new Customers({ ...parts, mapping, tally: this.tally });
    this.tickets = new TicketRows({ ...parts, mapping, columns: file.columns, tally: this.tally });
    this.tally.refusals.push(...file.refused);
  }

  /** Applies every row; `onRow` is told after each. What is due up to `now` is fired at the end. */
  async run(now: Instant, onRow: () => void): Promise<ImportReport> {
    const { timers } = this.parts;
    await timers.catchUp();
    for (const row of this.file.rows) {
      this.tally.recordDeadlines(await timers.fireBefore(row.at));
      await this.meet(row);
      await timers.catchUp();
      onRow();
    }
    this.tally.recordDeadlines(await timers.fireBefore(now));
    return this.tally.report(this.mapping.source, this.file.total);
  }

  private async meet(row: LogRow): Promise<void> {
    const own = this.cases.get(row.case);
    if (!own) return;
    const progress = await this.progress(own);
    const ordinal = progress.ordinal++;
    if (ordinal > 0 && entryOf(this.mapping.activities, row.activity) === 'ignore') this.tally.ignored += 1;
    else if (ordinal <= progress.appliedUpTo) await this.again(own, row, ordinal);
    else this.tally.row(row.line, await this.apply(own, row, ordinal, progress));
    const level = this.levelOf(own, row);
    if (level) this.customers.compare(level);
  }

  private async progress(own: Case): Promise<Progress & { ordinal: number }> {
    const known = this.met.get(own.name);
    if (known) return known;
    const progress = { ordinal: 0, ...(await progressOf(this.parts.log, this.mapping.source, own)) };
    this.met.set(own.name, progress);
    return progress;
  }

  /** A row of an earlier run: it still says which level its customer's add-on was bought with. */
  private async again(own: Case, row: LogRow, ordinal: number): Promise<void> {
    this.tally.already += 1;
    const level = ordinal === 0 ? this.levelOf(own, row) : undefined;
    if (level) await this.customers.entitled(level, row.at);
  }

  private async apply(
    own: Case,
    row: LogRow,
    ordinal: number,
    { takenOver }: Progress,
  ): Promise<CommandOutcome<unknown>> {
    if (takenOver) return comesTooLate;
    return ordinal === 0 ? this.open(own, row) : this.tickets.act(own, row, ordinal);
  }

  /** Makes sure that the customer is there, with its add-on, before the ticket is opened. */
  private async open(own: Case, row: LogRow): Promise<CommandOutcome<unknown>> {
    const opening = this.tickets.openingOf(own, row);
    if (isRefusal(opening)) return opening;
    const level = this.levelOf(own, row);
    return (
      (await this.customers.registered(own, this.products.get(own.customer) ?? new Set(), row.at)) ??
      (level && (await this.customers.entitled(level, row.at))) ??
      this.tickets.open(own, row, opening)
    );
  }

  private levelOf({ customer, product }: Case, { cells, line, at }: LogRow): NamedLevel | undefined {
    const { level } = this.mapping.columns;
    const addOn = this.parts.policies.at(at).taxonomy.products.find(({ id }) => id === product)?.addOn;
    if (level === undefined || addOn === undefined) return undefined;
    return { customer, addOn, level: cellOf(this.file.columns, cells, level), line };
  }
}

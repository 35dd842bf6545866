import type { CommandExecutor, CommandOutcome, PolicyTimeline } from '@ledgerdesk/application';
import type { ReadableLog } from '@ledgerdesk/event-store';
import { type Instant, isRefusal, refuse } from '@ledgerdesk/kernel';
import type { TimerRow } from '@ledgerdesk/projections';
import type { ReplayScheduler } from '@ledgerdesk/runtime';
import type { CommandBus } from '@nestjs/cqrs';
import { type Case, groupIntoCases, productsByCustomer, type CaseProgress, readProgress } from './cases.js';
import { readCell } from './columns.js';
import { CustomerRegistrar, type CustomerLevel } from './customer-registrar.js';
import type { RowOrigin } from './imported-ids.js';
import { lookUp, type Mapping } from './mapping.js';
import { type ImportReport, ReportBuilder } from './import-report.js';
import type { EventRow, EventFile } from './event-rows.js';
import { TicketImporter } from './ticket-importer.js';

/** Services that the importer uses. */
interface ImportServices {
  readonly log: ReadableLog;
  readonly commands: CommandBus;
  readonly executor: CommandExecutor;
  readonly policies: PolicyTimeline;
  readonly tenant: string;
  readonly timers: ReplayScheduler<TimerRow>;
}

const takenOverRefusal = refuse(
  'conflict',
  'taken-over',
  'The ticket has been changed in this engine since the last import, so later rows are not applied.',
);

/** Applies the rows of a file in time order and fires the timers that are due between them. */
export class Importer {
  private readonly report = new ReportBuilder();
  private readonly cases: ReadonlyMap<string, Case>;
  private readonly products: ReadonlyMap<string, ReadonlySet<string>>;
  private readonly customers: CustomerRegistrar;
  private readonly tickets: TicketImporter;
  /** By case: the ordinal of the next row, and the progress of earlier imports. */
  private readonly progressByCase = new Map<string, CaseProgress & { ordinal: number }>();

  constructor(
    private readonly file: EventFile,
    private readonly mapping: Mapping,
    private readonly services: ImportServices,
  ) {
    this.cases = groupIntoCases(file.rows, file.columns, mapping);
    this.products = productsByCustomer(this.cases.values());
    const shared = { ...services, mapping, report: this.report };
    this.customers = new CustomerRegistrar(shared);
    this.tickets = new TicketImporter({
      ...shared,
      columns: file.columns,
      provenanceOf: (line) => this.originOf({ line, at: '' }).provenance,
    });
    for (const row of file.refused) this.report.refuse(row);
  }

  /**
   * Applies all rows, calling `onRow` after each. The clock stops with the last row: timers due later fire only if
   * they are due before `until`.
   */
  async run(until: Instant | undefined, onRow: () => void): Promise<ImportReport> {
    const { timers } = this.services;
    await timers.catchUp();
    for (const row of this.file.rows) {
      this.report.recordDeadlines(await timers.fireBefore(row.at));
      await this.processRow(row);
      await timers.catchUp();
      onRow();
    }
    if (until !== undefined) this.report.recordDeadlines(await timers.fireBefore(until));
    return this.report.build(this.mapping.source, this.file.total);
  }

  private async processRow(row: EventRow): Promise<void> {
    const ticketCase = this.cases.get(row.case);
    if (!ticketCase) return;
    const progress = await this.progress(ticketCase);
    const ordinal = progress.ordinal++;
    if (ordinal > 0 && lookUp(this.mapping.activities, row.activity) === 'ignore') this.report.ignore(row.line);
    else if (ordinal <= progress.appliedUpTo) await this.skipEarlierRow(ticketCase, row, ordinal, progress);
    else this.report.countRow(row.line, await this.apply(ticketCase, row, ordinal, progress));
    const level = this.levelOf(ticketCase, row);
    if (level) this.customers.recordLevelDifference(level);
  }

  private async progress(ticketCase: Case): Promise<CaseProgress & { ordinal: number }> {
    const known = this.progressByCase.get(ticketCase.name);
    if (known) return known;
    const progress = { ordinal: 0, ...(await readProgress(this.services.log, this.mapping.source, ticketCase)) };
    this.progressByCase.set(ticketCase.name, progress);
    return progress;
  }

  /**
   * Reports of a row that an earlier import has processed what that import reported. Its level still determines the
   * level at purchase.
   */
  private async skipEarlierRow(
    ticketCase: Case,
    row: EventRow,
    ordinal: number,
    { recorded, tickets }: CaseProgress,
  ): Promise<void> {
    const level = ordinal === 0 ? this.levelOf(ticketCase, row) : undefined;
    if (level) await this.customers.ensureAddOn(level, this.originOf(row));
    if (recorded.has(ordinal)) this.report.countEarlierRow(row.line, 'applied');
    else {
      const refusal = await this.tickets.earlierRefusal({ ...ticketCase, ticketId: tickets.at(ordinal) }, row, ordinal);
      if (refusal) this.report.countRow(row.line, refusal);
      else this.report.countEarlierRow(row.line, 'unchanged');
    }
  }

  private async apply(
    ticketCase: Case,
    row: EventRow,
    ordinal: number,
    { takenOver, tickets }: CaseProgress,
  ): Promise<CommandOutcome<unknown>> {
    if (takenOver) return takenOverRefusal;
    return ordinal === 0 ? this.open(ticketCase, row) : this.tickets.apply(ticketCase, tickets, row, ordinal);
  }

  /** Opens the ticket, after registering the customer and buying its add-on. */
  private async open(ticketCase: Case, row: EventRow): Promise<CommandOutcome<unknown>> {
    const opening = this.tickets.openCommandFor(ticketCase, row);
    if (isRefusal(opening)) return opening;
    const level = this.levelOf(ticketCase, row);
    return (
      (await this.customers.ensureRegistered(
        ticketCase,
        this.products.get(ticketCase.customer) ?? new Set(),
        this.originOf(row),
      )) ??
      (level && (await this.customers.ensureAddOn(level, this.originOf(row)))) ??
      this.tickets.open(ticketCase, row, opening)
    );
  }

  private originOf({ at, line: row }: Pick<EventRow, 'at' | 'line'>): RowOrigin {
    return {
      at,
      provenance: { kind: 'import', source: this.mapping.source, fileSha256: this.file.sha256, row },
    };
  }

  private levelOf({ customer, product }: Case, { cells, line, at }: EventRow): CustomerLevel | undefined {
    const { level } = this.mapping.columns;
    const addOn = this.services.policies.at(at).taxonomy.products.find(({ id }) => id === product)?.addOn;
    if (level === undefined || addOn === undefined) return undefined;
    return { customer, addOn, level: readCell(this.file.columns, cells, level), line };
  }
}

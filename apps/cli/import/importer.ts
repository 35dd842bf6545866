import { type CommandExecutor, type Input, type Outcome, ToTicket } from '@ledgerdesk/application';
import { isUnsolved, type Rules, type Ticket, ticketDecider, type TicketCommand } from '@ledgerdesk/domain';
import { ticketStream } from '@ledgerdesk/events';
import { type Actor, type Instant, isRefusal, type Refusal, refuse } from '@ledgerdesk/kernel';
import type { CommandBus } from '@nestjs/cqrs';
import type { TimersInMemory } from '../timers-in-memory.js';
import { commandOf, goesOn } from './actions.js';
import { appliedUpTo, type Case, casesIn, productsByCustomer, rowIdOf } from './cases.js';
import { Customers } from './customers.js';
import { idOf, importedEnvelope, importedId } from './identity.js';
import type { FieldSource, Mapping } from './mapping.js';
import { Tally } from './report.js';
import { cellOf, fieldOf, type LogRow, type ReadLog } from './rows.js';

/** What an import runs on. */
export interface ImportParts {
  readonly commands: CommandBus;
  readonly executor: CommandExecutor;
  readonly rules: Rules;
  readonly tenant: string;
  readonly timers: TimersInMemory;
}

type Applied = Outcome<Ticket | undefined>;

/** Sends the rows of a log through the rules in time order, with the deadlines that fall between them. */
export class Importer {
  readonly tally = new Tally();
  private readonly cases: ReadonlyMap<string, Case>;
  private readonly products: ReadonlyMap<string, readonly string[]>;
  private readonly customers: Customers;
  /** By case: how many of its rows have been met, and up to which an earlier run has come. */
  private readonly met = new Map<string, { ordinal: number; readonly appliedUpTo: number }>();

  constructor(private readonly log: ReadLog, private readonly mapping: Mapping, private readonly parts: ImportParts) {
    this.cases = casesIn(log.rows, log.columns, mapping);
    this.products = productsByCustomer(this.cases.values());
    this.customers = new Customers({ ...parts, mapping, tally: this.tally });
    this.tally.refusals.push(...log.refused);
  }

  /** Applies every row; `onRow` is told after each. What is due up to `now` is fired at the end. */
  async run(now: Instant, onRow: () => void): Promise<void> {
    const { timers } = this.parts;
    await timers.lookOn();
    for (const row of this.log.rows) {
      await timers.fireBefore(row.at);
      await this.meet(row);
      await timers.lookOn();
      onRow();
    }
    await timers.fireBefore(now);
  }

  private async meet(row: LogRow): Promise<void> {
    const own = this.cases.get(row.case);
    if (!own) return;
    const { executor } = this.parts;
    const met = this.met.get(row.case) ?? { ordinal: 0, appliedUpTo: await appliedUpTo(executor, this.mapping.source, own) };
    this.met.set(row.case, met);
    const ordinal = met.ordinal++;
    if (ordinal > 0 && row.action === 'ignore') this.tally.ignored += 1;
    else if (ordinal <= met.appliedUpTo) await this.again(own, row, ordinal);
    else this.count(row, ordinal, ordinal === 0 ? await this.open(own, row) : await this.act(own, row, ordinal));
  }

  /** A row of an earlier run: only what it said of its customer's level is taken note of. */
  private async again(own: Case, row: LogRow, ordinal: number): Promise<void> {
    this.tally.already += 1;
    if (ordinal === 0) await this.entitle(own, row);
  }

  private count(row: LogRow, ordinal: number, outcome: Applied): void {
    if (isRefusal(outcome)) {
      this.tally.refusals.push({ line: row.line, code: outcome.code, message: outcome.message });
      return;
    }
    this.tally.applied += 1;
    if (outcome.recorded === 0) this.tally.unchanged += 1;
    if (ordinal === 0) this.tally.tickets += 1;
    this.tally.events += outcome.recorded;
  }

  private async open(own: Case, row: LogRow): Promise<Applied> {
    const { customer, requester, product } = own;
    if (!customer || !requester) return refuse('invalid', 'no-customer', 'The first row of a case names no customer.');
    if (product === undefined) return refuse('invalid', 'unmapped-product', 'The mapping does not say which product this is.');
    const barred = await this.customers.registered({ name: customer, requester, products: this.products.get(customer) ?? [] }, row.at)
      ?? await this.entitle(own, row);
    return barred ?? this.openTicket(own, row, product);
  }

  private entitle({ customer, product }: Case, row: LogRow): Promise<Refusal | undefined> {
    const { level } = this.mapping.columns;
    const addOn = this.parts.rules.taxonomy.products.find(({ id }) => id === product)?.addOn;
    if (level === undefined || addOn === undefined) return Promise.resolve(undefined);
    return this.customers.entitled(customer, addOn, cellOf(this.log.columns, row.cells, level), row.at, row.line);
  }

  private async openTicket(own: Case, row: LogRow, product: string): Promise<Applied> {
    const [issueType, subject, body, language] = (['issueType', 'subject', 'body', 'language'] as const).map((name) => this.text(row, this.mapping[name]));
    if (!issueType || !subject || !body || !language) {
      return refuse('invalid', 'unmapped-value', 'The mapping gives no issue type, subject, body or language for this row.');
    }
    const { ticketId } = own;
    const [teamId, requesterId] = [idOf(own.customer), idOf(own.requester)];
    return this.send(own, row, 0, { kind: 'member', id: `${teamId}.${requesterId}` }, {
      type: 'OpenTicket', ticketId, teamId, requesterId, product, issueType, subject, body, language,
    });
  }

  private async act(own: Case, row: LogRow, ordinal: number): Promise<Applied> {
    const { action } = row;
    if (action === 'open' || action === 'ignore') return refuse('invalid', 'case-opened-twice', 'Only the first row of a case opens it.');
    const body = this.text(row, this.mapping.body);
    if (!body) return refuse('invalid', 'unmapped-value', 'The mapping gives no body for this row.');
    const { state: ticket } = await this.parts.executor.streams.load(ticketDecider, ticketStream(own.ticketId));
    const agentId = this.agentOf(row);
    const reopened = await this.reopened(own, row, ordinal, ticket);
    if (isRefusal(reopened)) return reopened;
    const [teamId, requesterId] = [idOf(own.customer), idOf(own.requester)];
    const actor: Actor = action === 'reply' ? { kind: 'member', id: `${teamId}.${requesterId}` } : { kind: 'agent', id: agentId };
    const solved = ticket?.status === 'solved';
    return this.send(own, row, ordinal, actor, commandOf(action, { agentId, teamId, requesterId, body, solved }));
  }

  /** A log that goes on with a solved ticket has reopened it, whether it says so or not. */
  private async reopened(own: Case, row: LogRow, ordinal: number, ticket: Ticket | undefined): Promise<Applied | undefined> {
    if (this.mapping.afterSolved !== 'reopen' || !ticket || isUnsolved(ticket) || ticket.status === 'closed' || !goesOn(row.action)) return undefined;
    const agentId = this.agentOf(row);
    const id = importedId(this.mapping.source, 'reopening', own.name, String(ordinal));
    const envelope = importedEnvelope(id, { kind: 'agent', id: agentId }, this.parts.tenant, row.at);
    const outcome = await this.parts.commands.execute(new ToTicket(envelope, own.ticketId, { type: 'ReopenTicket', agentId }));
    if (!isRefusal(outcome)) {
      this.tally.reopened += outcome.recorded;
      this.tally.events += outcome.recorded;
    }
    return outcome;
  }

  private send(own: Case, row: LogRow, ordinal: number, actor: Actor, input: Input<TicketCommand>): Promise<Applied> {
    const envelope = importedEnvelope(rowIdOf(this.mapping.source, own.name, ordinal), actor, this.parts.tenant, row.at);
    return this.parts.commands.execute(new ToTicket(envelope, own.ticketId, input));
  }

  private agentOf(row: LogRow): string {
    return idOf(cellOf(this.log.columns, row.cells, this.mapping.columns.agent) || 'unknown');
  }

  /** A text of the mapping, with `{case}` and `{activity}` filled in. */
  private text(row: LogRow, field: FieldSource): string | undefined {
    return fieldOf(this.log.columns, row.cells, field)?.replaceAll('{case}', row.case).replaceAll('{activity}', row.activity);
  }
}

import {
  type CommandExecutor,
  type CommandInput,
  type CommandOutcome,
  type PolicyTimeline,
  TicketCommandMessage,
} from '@ledgerdesk/application';
import {
  type AgentTicketCommand,
  memberDecider,
  type OpenTicket,
  type ReplyTicket,
  type Ticket,
  type TicketCommand,
  ticketDecider,
} from '@ledgerdesk/domain';
import type { ReadableLog } from '@ledgerdesk/event-store';
import { memberStream, ticketStream } from '@ledgerdesk/events';
import { type Actor, foldEvents, type ImportProvenance, isRefusal, type Refusal, refuse } from '@ledgerdesk/kernel';
import type { CommandBus } from '@nestjs/cqrs';
import { actionCommand, type TicketAction, requiresOpenTicket } from './action-command.js';
import type { CaseTickets } from './case-tickets.js';
import { type Case, readEventsBefore } from './cases.js';
import { readCell, type Columns } from './columns.js';
import { fieldValue, refuseIfTooLong } from './field-value.js';
import {
  followUpIdOf,
  followUpTicketIdOf,
  idOf,
  importedEnvelope,
  personIdOf,
  reopeningIdOf,
  rowIdOf,
} from './imported-ids.js';
import { lookUp, type Mapping } from './mapping.js';
import { isLanguage } from './check-mapping.js';
import type { ReportBuilder } from './import-report.js';
import type { EventRow } from './event-rows.js';

/** Services that the ticket importer uses. */
interface TicketImporterServices {
  readonly mapping: Mapping;
  readonly columns: Columns;
  readonly log: ReadableLog;
  readonly policies: PolicyTimeline;
  readonly commands: CommandBus;
  readonly executor: CommandExecutor;
  readonly tenant: string;
  /** Where a line of the file is, for the metadata of its events. */
  readonly provenanceOf: (line: number) => ImportProvenance;
  readonly report: ReportBuilder;
}

type RowCommand = CommandInput<AgentTicketCommand | ReplyTicket>;

/** What a row does to an existing ticket. */
interface RowPlan {
  readonly command: RowCommand;
  /** What happens before, to a ticket that is finished. */
  readonly first?: 'reopen' | 'follow-up';
}

type TicketOutcome = CommandOutcome<Ticket | undefined>;

const unmapped = (what: 'product' | 'issue-type' | 'language'): Refusal =>
  refuse('invalid', `unmapped-${what}`, `The mapping has no ${what} for this row.`);

const noText = (message: string): Refusal => refuse('invalid', 'no-text', message);

/** Sends the commands of rows to the tickets of their cases. */
export class TicketImporter {
  constructor(private readonly services: TicketImporterServices) {}

  /** Returns the command of the first row, which opens the ticket regardless of its activity, or the refusal. */
  openCommandFor(ticketCase: Case, row: EventRow): CommandInput<OpenTicket> | Refusal {
    const { mapping, columns } = this.services;
    const [issueType, subject, body, language] = (['issueType', 'subject', 'body', 'language'] as const).map((name) =>
      fieldValue(columns, row, mapping[name]),
    );
    const { ticketId, product } = ticketCase;
    if (product === undefined) return unmapped('product');
    if (issueType === undefined) return unmapped('issue-type');
    if (language === undefined || !isLanguage(language)) return unmapped('language');
    if (subject === undefined || body === undefined)
      return noText('The mapping has no subject or no body for this row, which opens a ticket.');
    return (
      refuseIfTooLong('subject', subject) ??
      refuseIfTooLong('body', body) ?? {
        type: 'OpenTicket',
        ticketId,
        ...this.requesterOf(ticketCase),
        product,
        issueType,
        subject,
        body,
        language,
      }
    );
  }

  async open(ticketCase: Case, row: EventRow, opening: CommandInput<OpenTicket>): Promise<TicketOutcome> {
    const { mapping, report } = this.services;
    return report.record(
      await this.send(rowIdOf(mapping.source, ticketCase.name, 0), ticketCase, row, this.asMember(ticketCase), opening),
      'tickets',
    );
  }

  /**
   * Applies a later row by its activity. First reopens a finished ticket, or opens a follow-up ticket, if the mapping
   * says so.
   */
  async apply(ticketCase: Case, tickets: CaseTickets, row: EventRow, ordinal: number): Promise<TicketOutcome> {
    const current = { ...ticketCase, ticketId: tickets.at(ordinal) };
    const plan = await this.planNow(current, row);
    if (isRefusal(plan)) return plan;
    if (plan.first === 'follow-up') return this.followUp(current, tickets, row, ordinal, plan.command);
    const reopened = plan.first === 'reopen' ? await this.reopen(current, row, ordinal) : undefined;
    return isRefusal(reopened) ? reopened : this.sendRow(current, row, ordinal, plan.command);
  }

  /** Opens a follow-up ticket. A reply is its first message; other actions are then applied to it. */
  private async followUp(
    closed: Case,
    tickets: CaseTickets,
    row: EventRow,
    ordinal: number,
    { type }: RowCommand,
  ): Promise<TicketOutcome> {
    const { mapping, report } = this.services;
    const { name, ticketId: followUpOf } = closed;
    const followUp = { ...closed, ticketId: followUpTicketIdOf(mapping.source, name, ordinal) };
    const opening = this.openCommandFor(followUp, row);
    if (isRefusal(opening)) return opening;
    const isWhole = type === 'ReplyTicket' || type === 'ReopenTicket';
    const id = isWhole ? rowIdOf(mapping.source, name, ordinal) : followUpIdOf(mapping.source, name, ordinal);
    const opened = report.record(
      await this.send(id, followUp, row, this.asMember(followUp), { ...opening, followUpOf }),
      'tickets',
    );
    if (isRefusal(opened)) return opened;
    tickets.add(ordinal, followUp.ticketId);
    if (isWhole) return opened;
    const plan = await this.planNow(followUp, row);
    return isRefusal(plan) ? plan : this.sendRow(followUp, row, ordinal, plan.command);
  }

  private async sendRow(ticketCase: Case, row: EventRow, ordinal: number, command: RowCommand): Promise<TicketOutcome> {
    const { mapping, report } = this.services;
    const actor = command.type === 'ReplyTicket' ? this.asMember(ticketCase) : this.asAgent(row);
    return report.record(
      await this.send(rowIdOf(mapping.source, ticketCase.name, ordinal), ticketCase, row, actor, command),
    );
  }

  private async planNow(ticketCase: Case, row: EventRow): Promise<RowPlan | Refusal> {
    const { state } = await this.services.executor.streams.load(ticketDecider, ticketStream(ticketCase.ticketId));
    return this.planFor(ticketCase, row, state);
  }

  /**
   * Decides again about a row that recorded nothing in an earlier import, from the events before it. Returns why it was
   * refused; undefined if it had no effect.
   */
  async earlierRefusal(ticketCase: Case, row: EventRow, ordinal: number): Promise<Refusal | undefined> {
    const { mapping, log, executor, policies } = this.services;
    const ticket = foldEvents(ticketDecider, await readEventsBefore(log, mapping.source, ticketCase, ordinal));
    const plan = this.planFor(ticketCase, row, ticket);
    if (isRefusal(plan)) return plan;
    if (plan.first) return undefined;
    const { teamId, requesterId } = this.requesterOf(ticketCase);
    const { state: member } = await executor.streams.load(memberDecider, memberStream(teamId, requesterId));
    const facts = { policies: policies.at(row.at), member };
    const decision = ticketDecider.decide({ ...plan.command, at: row.at }, ticket, facts);
    return isRefusal(decision) ? decision : undefined;
  }

  /** Returns what a row does to a ticket, or why the row is refused. */
  private planFor(ticketCase: Case, row: EventRow, ticket: Ticket | undefined): RowPlan | Refusal {
    const { mapping } = this.services;
    const action = lookUp(mapping.activities, row.activity);
    if (action === undefined)
      return refuse('invalid', 'unmapped-activity', `The mapping has no activity '${row.activity}'.`);
    if (action === 'open' || action === 'ignore')
      return refuse('conflict', 'case-opened-twice', 'Only the first row of a case can open it.');
    if (!ticket) return refuse('not-found', 'case-not-opened', 'The first row of this case was refused.');
    const command = this.commandFor(ticketCase, row, action, ticket);
    if (isRefusal(command)) return command;
    return { command, ...this.firstStep(ticket, action) };
  }

  private firstStep({ status }: Ticket, action: TicketAction): Pick<RowPlan, 'first'> {
    const { afterSolved, afterClosed } = this.services.mapping;
    if (status === 'solved' && afterSolved === 'reopen' && requiresOpenTicket(action)) return { first: 'reopen' };
    if (status !== 'closed') return {};
    if (afterClosed === 'reopen' && requiresOpenTicket(action)) return { first: 'reopen' };
    const continues = requiresOpenTicket(action) || action === 'reopen';
    return afterClosed === 'follow-up' && continues ? { first: 'follow-up' } : {};
  }

  private commandFor(ticketCase: Case, row: EventRow, action: TicketAction, { status }: Ticket): RowCommand | Refusal {
    const { mapping, columns } = this.services;
    const body = fieldValue(columns, row, mapping.body);
    const values = {
      ...this.requesterOf(ticketCase),
      agentId: this.agentOf(row),
      body,
      solved: status === 'solved',
      evenClosed: this.reopensClosed(),
    };
    return (
      refuseIfTooLong('body', body) ??
      actionCommand(action, values) ??
      noText('The action needs a body, and the mapping has none for this row.')
    );
  }

  /** Sends the reopening that a row on a solved ticket implies. */
  private async reopen(ticketCase: Case, row: EventRow, ordinal: number): Promise<TicketOutcome> {
    const { mapping, report } = this.services;
    const id = reopeningIdOf(mapping.source, ticketCase.name, ordinal);
    return report.record(
      await this.send(id, ticketCase, row, this.asAgent(row), {
        type: 'ReopenTicket',
        agentId: this.agentOf(row),
        evenClosed: this.reopensClosed(),
      }),
      'reopened',
    );
  }

  private send(
    commandId: string,
    { ticketId }: Case,
    { at, line }: EventRow,
    actor: Actor,
    input: CommandInput<TicketCommand>,
  ): Promise<TicketOutcome> {
    const { commands, tenant, provenanceOf } = this.services;
    const origin = { at, provenance: provenanceOf(line) };
    const envelope = importedEnvelope(commandId, actor, tenant, origin);
    return commands.execute(new TicketCommandMessage(envelope, ticketId, input));
  }

  private reopensClosed(): boolean {
    return this.services.mapping.afterClosed === 'reopen';
  }

  private requesterOf({ customer, requester }: Case) {
    return { teamId: idOf(customer), requesterId: personIdOf(requester) };
  }

  private asMember(ticketCase: Case): Actor {
    const { teamId, requesterId } = this.requesterOf(ticketCase);
    return { kind: 'member', id: `${teamId}.${requesterId}` };
  }

  private asAgent(row: EventRow): Actor {
    return { kind: 'agent', id: this.agentOf(row) };
  }

  private agentOf(row: EventRow): string {
    const { mapping, columns } = this.services;
    return personIdOf(readCell(columns, row.cells, mapping.columns.agent) || 'unknown');
  }
}

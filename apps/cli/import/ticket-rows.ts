import {
  type CommandExecutor,
  type CommandInput,
  type CommandOutcome,
  TicketCommandMessage,
} from '@ledgerdesk/application';
import { type OpenTicket, type Ticket, type TicketCommand, ticketDecider } from '@ledgerdesk/domain';
import { ticketStream } from '@ledgerdesk/events';
import { type Actor, isRefusal, type Refusal, refuse } from '@ledgerdesk/kernel';
import type { CommandBus } from '@nestjs/cqrs';
import { commandOf, type DeskAction, goesOn } from './actions.js';
import type { Case } from './cases.js';
import { cellOf, type Columns } from './columns.js';
import { fieldOf, tooLong } from './fields.js';
import { idOf, importedEnvelope, personIdOf, reopeningIdOf, rowIdOf } from './identity.js';
import { entryOf, type Mapping } from './mapping.js';
import { isLanguage } from './mapping-checks.js';
import type { Tally } from './report.js';
import type { LogRow } from './rows.js';

/** What rows are sent with. */
export interface Sender {
  readonly mapping: Mapping;
  readonly columns: Columns;
  readonly commands: CommandBus;
  readonly executor: CommandExecutor;
  readonly tenant: string;
  readonly tally: Tally;
}

type Applied = CommandOutcome<Ticket | undefined>;

const unmapped = (what: string): Refusal =>
  refuse('invalid', `unmapped-${what}`, `The mapping does not say what ${what} this is.`);

const noText = (message: string): Refusal => refuse('invalid', 'no-text', message);

/** Turns rows into commands on the ticket of their case. */
export class TicketRows {
  constructor(private readonly parts: Sender) {}

  /** The first row of a case opens it, whatever its activity: the command, or why there is none. */
  openingOf(own: Case, row: LogRow): CommandInput<OpenTicket> | Refusal {
    const { mapping, columns } = this.parts;
    const [issueType, subject, body, language] = (['issueType', 'subject', 'body', 'language'] as const).map((name) =>
      fieldOf(columns, row, mapping[name]),
    );
    const { ticketId, product } = own;
    if (product === undefined) return unmapped('product');
    if (issueType === undefined) return unmapped('issue-type');
    if (language === undefined || !isLanguage(language)) return unmapped('language');
    if (subject === undefined || body === undefined)
      return noText('The mapping gives the first row of this case no subject or no body.');
    return (
      tooLong('subject', subject) ??
      tooLong('body', body) ?? {
        type: 'OpenTicket',
        ticketId,
        ...this.requesterOf(own),
        product,
        issueType,
        subject,
        body,
        language,
      }
    );
  }

  async open(own: Case, row: LogRow, opening: CommandInput<OpenTicket>): Promise<Applied> {
    const { mapping, tally } = this.parts;
    return tally.record(
      await this.send(rowIdOf(mapping.source, own.name, 0), own, row, this.asMember(own), opening),
      'tickets',
    );
  }

  /** A later row does what the mapping says of its activity; on a solved ticket it may have to reopen it first. */
  async act(own: Case, row: LogRow, ordinal: number): Promise<Applied> {
    const { mapping, executor, tally } = this.parts;
    const action = entryOf(mapping.activities, row.activity);
    if (action === undefined)
      return refuse('invalid', 'unmapped-activity', `The mapping does not say what '${row.activity}' is.`);
    if (action === 'open' || action === 'ignore')
      return refuse('conflict', 'case-opened-twice', 'Only the first row of a case opens it.');
    const { state: ticket } = await executor.streams.load(ticketDecider, ticketStream(own.ticketId));
    if (!ticket) return refuse('not-found', 'case-not-opened', 'The first row of this case was refused.');
    const command = this.commandFor(own, row, action, ticket);
    if (isRefusal(command)) return command;
    const reopened =
      ticket.status === 'solved' && mapping.afterSolved === 'reopen' && goesOn(action)
        ? await this.reopen(own, row, ordinal)
        : undefined;
    if (isRefusal(reopened)) return reopened;
    const actor = action === 'reply' ? this.asMember(own) : this.asAgent(row);
    return tally.record(await this.send(rowIdOf(mapping.source, own.name, ordinal), own, row, actor, command));
  }

  private commandFor(
    own: Case,
    row: LogRow,
    action: DeskAction,
    { status }: Ticket,
  ): CommandInput<TicketCommand> | Refusal {
    const { mapping, columns } = this.parts;
    const body = fieldOf(columns, row, mapping.body);
    const facts = { ...this.requesterOf(own), agentId: this.agentOf(row), body, solved: status === 'solved' };
    return (
      tooLong('body', body) ??
      commandOf(action, facts) ??
      noText('The mapping gives this row no body, and its action says something.')
    );
  }

  /** A log that goes on with a solved ticket has reopened it, whether it says so or not. */
  private async reopen(own: Case, row: LogRow, ordinal: number): Promise<Applied> {
    const { mapping, tally } = this.parts;
    const id = reopeningIdOf(mapping.source, own.name, ordinal);
    return tally.record(
      await this.send(id, own, row, this.asAgent(row), { type: 'ReopenTicket', agentId: this.agentOf(row) }),
      'reopened',
    );
  }

  private send(
    commandId: string,
    { ticketId }: Case,
    { at }: LogRow,
    actor: Actor,
    input: CommandInput<TicketCommand>,
  ): Promise<Applied> {
    const { commands, tenant } = this.parts;
    return commands.execute(new TicketCommandMessage(importedEnvelope(commandId, actor, tenant, at), ticketId, input));
  }

  private requesterOf({ customer, requester }: Case) {
    return { teamId: idOf(customer), requesterId: personIdOf(requester) };
  }

  private asMember(own: Case): Actor {
    const { teamId, requesterId } = this.requesterOf(own);
    return { kind: 'member', id: `${teamId}.${requesterId}` };
  }

  private asAgent(row: LogRow): Actor {
    return { kind: 'agent', id: this.agentOf(row) };
  }

  private agentOf(row: LogRow): string {
    const { mapping, columns } = this.parts;
    return personIdOf(cellOf(columns, row.cells, mapping.columns.agent) || 'unknown');
  }
}

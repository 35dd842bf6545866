import type {
  AddOn,
  AddOnCommand,
  Agent,
  AgentCommand,
  Callback,
  CallbackCommand,
  Chat,
  ChatCommand,
  Consultant,
  ConsultantCommand,
  Member,
  MemberCommand,
  Programme,
  ProgrammeCommand,
  QuarterCommand,
  Team,
  TeamCommand,
  TeamQuarter,
  Ticket,
  TicketCommand,
  Webhook,
  WebhookCommand,
} from '@ledgerdesk/domain';
import { Command } from '@nestjs/cqrs';
import type { CommandEnvelope } from './envelope.js';
import type { CommandOutcome } from './command-executor.js';

/** A command as it is sent: its time is stamped when it is decided. */
export type CommandInput<C> = C extends unknown ? Omit<C, 'at'> : never;

/** A command on its way over the bus to the handler of its aggregate. */
abstract class Sent<C, State> extends Command<CommandOutcome<State>> {
  constructor(
    readonly envelope: CommandEnvelope,
    readonly input: CommandInput<C>,
  ) {
    super();
  }
}

export class TeamCommandMessage extends Sent<TeamCommand, Team | undefined> {
  constructor(
    envelope: CommandEnvelope,
    readonly teamId: string,
    input: CommandInput<TeamCommand>,
  ) {
    super(envelope, input);
  }
}
export class MemberCommandMessage extends Sent<MemberCommand, Member | undefined> {
  constructor(
    envelope: CommandEnvelope,
    readonly teamId: string,
    readonly memberId: string,
    input: CommandInput<MemberCommand>,
  ) {
    super(envelope, input);
  }
}
/** `buyer` is a member of the team, or sales; the engine itself only renews. */
export class AddOnCommandMessage extends Sent<AddOnCommand, AddOn | undefined> {
  constructor(
    envelope: CommandEnvelope,
    readonly teamId: string,
    readonly product: string,
    readonly buyer: { readonly memberId: string } | 'sales' | 'engine',
    input: CommandInput<AddOnCommand>,
  ) {
    super(envelope, input);
  }
}
export class TicketCommandMessage extends Sent<TicketCommand, Ticket | undefined> {
  constructor(
    envelope: CommandEnvelope,
    readonly ticketId: string,
    input: CommandInput<TicketCommand>,
  ) {
    super(envelope, input);
  }
}
export class CallbackCommandMessage extends Sent<CallbackCommand, Callback | undefined> {
  constructor(
    envelope: CommandEnvelope,
    readonly callbackId: string,
    input: CommandInput<CallbackCommand>,
  ) {
    super(envelope, input);
  }
}
export class ChatCommandMessage extends Sent<ChatCommand, Chat | undefined> {
  constructor(
    envelope: CommandEnvelope,
    readonly chatId: string,
    input: CommandInput<ChatCommand>,
  ) {
    super(envelope, input);
  }
}
export class AgentCommandMessage extends Sent<AgentCommand, Agent | undefined> {
  constructor(
    envelope: CommandEnvelope,
    readonly agentId: string,
    input: CommandInput<AgentCommand>,
  ) {
    super(envelope, input);
  }
}
export class WebhookCommandMessage extends Sent<WebhookCommand, Webhook | undefined> {
  constructor(
    envelope: CommandEnvelope,
    readonly webhookId: string,
    input: CommandInput<WebhookCommand>,
  ) {
    super(envelope, input);
  }
}
/** What comes once with an add-on; the stream is the team's. */
export class ProgrammeCommandMessage extends Sent<ProgrammeCommand, Programme> {}
/** What a team is given in a calendar quarter; the stream is that quarter's. */
export class QuarterCommandMessage extends Sent<QuarterCommand, TeamQuarter> {}
export class ConsultantCommandMessage extends Sent<ConsultantCommand, Consultant> {
  constructor(
    envelope: CommandEnvelope,
    readonly consultantId: string,
    input: CommandInput<ConsultantCommand>,
  ) {
    super(envelope, input);
  }
}

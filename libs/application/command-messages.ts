import type {
  AddOn,
  AddOnCommand,
  Agent,
  AgentCommand,
  Callback,
  CallbackCommand,
  Chat,
  ChatCommand,
  ClockMoveCommand,
  ClockMoves,
  ClockSteps,
  Consultant,
  ConsultantCommand,
  Erasure,
  Member,
  MemberCommand,
  PrivacyCommand,
  Programme,
  ProgrammeCommand,
  QuarterCommand,
  StepClock,
  Team,
  TeamCommand,
  TeamQuarter,
  Ticket,
  TicketCommand,
  Webhook,
  WebhookCommand,
} from '@ledgerdesk/domain';
import type { SubjectFields } from '@ledgerdesk/events';
import { Command } from '@nestjs/cqrs';
import type { CommandEnvelope } from './envelope.js';
import type { CommandOutcome } from './command-executor.js';

/** A command before its time is stamped; the executor adds `at`. */
export type CommandInput<C> = C extends unknown ? Omit<C, 'at'> : never;

/**
 * A message on the command bus: an envelope and a command's input. The handler of the aggregate executes it.
 *
 * @example
 * await commands.execute(new TicketCommandMessage(envelope, ticketId, { type: 'SolveTicket', agentId }));
 */
abstract class CommandMessage<C, State> extends Command<CommandOutcome<State>> {
  constructor(
    readonly envelope: CommandEnvelope,
    readonly input: CommandInput<C>,
  ) {
    super();
  }
}

export class TeamCommandMessage extends CommandMessage<TeamCommand, Team | undefined> {
  constructor(
    envelope: CommandEnvelope,
    readonly teamId: string,
    input: CommandInput<TeamCommand>,
  ) {
    super(envelope, input);
  }
}

export class MemberCommandMessage extends CommandMessage<MemberCommand, Member | undefined> {
  constructor(
    envelope: CommandEnvelope,
    readonly teamId: string,
    readonly memberId: string,
    input: CommandInput<MemberCommand>,
  ) {
    super(envelope, input);
  }
}

/** `buyer` is a member of the team or sales; renewals are sent by the engine. */
export class AddOnCommandMessage extends CommandMessage<AddOnCommand, AddOn | undefined> {
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

export class TicketCommandMessage extends CommandMessage<TicketCommand, Ticket | undefined> {
  constructor(
    envelope: CommandEnvelope,
    readonly ticketId: string,
    input: CommandInput<TicketCommand>,
  ) {
    super(envelope, input);
  }
}

export class CallbackCommandMessage extends CommandMessage<CallbackCommand, Callback | undefined> {
  constructor(
    envelope: CommandEnvelope,
    readonly callbackId: string,
    input: CommandInput<CallbackCommand>,
    /** IDs of requests of the same requester that may be waiting too; others that this process executed are known. */
    readonly candidates: readonly string[] = [],
  ) {
    super(envelope, input);
  }
}

export class ChatCommandMessage extends CommandMessage<ChatCommand, Chat | undefined> {
  constructor(
    envelope: CommandEnvelope,
    readonly chatId: string,
    input: CommandInput<ChatCommand>,
    /** IDs of requests of the same requester that may be waiting too; others that this process executed are known. */
    readonly candidates: readonly string[] = [],
  ) {
    super(envelope, input);
  }
}

export class AgentCommandMessage extends CommandMessage<AgentCommand, Agent | undefined> {
  constructor(
    envelope: CommandEnvelope,
    readonly agentId: string,
    input: CommandInput<AgentCommand>,
  ) {
    super(envelope, input);
  }
}

export class WebhookCommandMessage extends CommandMessage<WebhookCommand, Webhook | undefined> {
  constructor(
    envelope: CommandEnvelope,
    readonly webhookId: string,
    input: CommandInput<WebhookCommand>,
  ) {
    super(envelope, input);
  }
}

/** Commands on a team's consultations; one stream per team. */
export class ProgrammeCommandMessage extends CommandMessage<ProgrammeCommand, Programme> {}

/** Commands on a team's calendar quarter; one stream per team and quarter. */
export class QuarterCommandMessage extends CommandMessage<QuarterCommand, TeamQuarter> {}

export class ConsultantCommandMessage extends CommandMessage<ConsultantCommand, Consultant> {
  constructor(
    envelope: CommandEnvelope,
    readonly consultantId: string,
    input: CommandInput<ConsultantCommand>,
  ) {
    super(envelope, input);
  }
}

/** Commands on the erasure of a person. `isInClear`: the log holds clear text of the person, as the sender found. */
export class PrivacyCommandMessage extends CommandMessage<PrivacyCommand, Erasure | undefined> {
  constructor(
    envelope: CommandEnvelope,
    readonly subject: SubjectFields,
    input: CommandInput<PrivacyCommand>,
    readonly isInClear = false,
  ) {
    super(envelope, input);
  }
}

/** Commands on the moves of a simulated clock. */
export class ClockMoveCommandMessage extends CommandMessage<ClockMoveCommand, ClockMoves> {}

/** Commands on the steps of one move of a simulated clock; one stream per move. */
export class ClockStepCommandMessage extends CommandMessage<StepClock, ClockSteps> {}

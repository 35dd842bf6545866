import type { Instant } from '@ledgerdesk/kernel';
import type { Command } from '@nestjs/cqrs';
import type { CommandOutcome } from './command-executor.js';
import {
  AddOnCommandMessage,
  ConsultantCommandMessage,
  QuarterCommandMessage,
  TicketCommandMessage,
} from './command-messages.js';
import { engineEnvelope } from './envelope.js';

/** A command that a timer sends when it is due, as plain data. */
export type TimerCommand =
  | { readonly to: 'ticket'; readonly ticketId: string; readonly input: TicketCommandMessage['input'] }
  | { readonly to: 'consultant'; readonly consultantId: string; readonly input: ConsultantCommandMessage['input'] }
  | { readonly to: 'quarter'; readonly input: QuarterCommandMessage['input'] }
  | {
      readonly to: 'add-on';
      readonly teamId: string;
      readonly product: string;
      readonly input: AddOnCommandMessage['input'];
    };

/** What a due timer does. */
export interface TimerFiring {
  /** The values, in order, that tell one firing from every other. */
  readonly identity: Readonly<Record<string, string | number>>;
  readonly command: TimerCommand;
}

/**
 * The message that carries a due timer's command to its handler. The decider checks whether the command still applies.
 * The command id is derived from the identity: firing a timer twice repeats a command, which records nothing.
 * `occurredAt` is the timer's own instant where an import or a simulation brings its own time.
 */
export const timerMessage = (
  { identity, command }: TimerFiring,
  tenant: string,
  occurredAt?: Instant,
): Command<CommandOutcome<unknown>> => {
  const envelope = engineEnvelope('deadline-clock', {
    id: ['deadline', ...Object.values(identity).map(String)],
    request: identity,
    tenant,
    occurredAt,
  });
  switch (command.to) {
    case 'ticket':
      return new TicketCommandMessage(envelope, command.ticketId, command.input);
    case 'consultant':
      return new ConsultantCommandMessage(envelope, command.consultantId, command.input);
    case 'quarter':
      return new QuarterCommandMessage(envelope, command.input);
    case 'add-on':
      return new AddOnCommandMessage(envelope, command.teamId, command.product, 'engine', command.input);
  }
};

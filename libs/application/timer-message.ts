import type { ImportProvenance, Instant, TimerFiring } from '@ledgerdesk/kernel';
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

/**
 * Builds the command message of a due timer. The decider checks whether the command still applies. The command ID is
 * derived from the identity, so firing a timer twice repeats one command, which is recorded once. Imports and
 * simulations set `occurredAt` to the timer's due time.
 */
export const timerMessage = (
  { identity, command }: TimerFiring<TimerCommand>,
  tenant: string,
  occurredAt?: Instant,
  provenance?: ImportProvenance,
): Command<CommandOutcome<unknown>> => {
  const envelope = engineEnvelope('deadline-clock', {
    id: ['deadline', ...Object.values(identity).map(String)],
    request: identity,
    tenant,
    occurredAt,
    provenance,
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

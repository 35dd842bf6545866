import type { TimerTicketCommand } from '@ledgerdesk/domain';
import type { Instant } from '@ledgerdesk/kernel';
import type { Command } from '@nestjs/cqrs';
import {
  type CommandInput,
  AddOnCommandMessage,
  ConsultantCommandMessage,
  QuarterCommandMessage,
  TicketCommandMessage,
} from './command-messages.js';
import { type CommandEnvelope, engineEnvelope } from './envelope.js';
import type { CommandOutcome } from './command-executor.js';

/** A timer of a response clock, as the read model `response-deadlines` keeps it. */
export interface ResponseTimer {
  readonly kind: 'response-risk' | 'response-breach';
  readonly at: Instant;
  readonly ticketId: string;
  readonly clock: number;
  readonly dueAt: Instant;
}

/** Q1: the end of a quarter of a team with an add-on. */
export interface DigestTimer {
  readonly kind: 'feature-digest';
  readonly at: Instant;
  readonly teamId: string;
  readonly quarter: string;
}

/** The end of a reservation that nobody has confirmed. */
export interface ReservationTimer {
  readonly kind: 'consultant-release';
  readonly at: Instant;
  readonly consultantId: string;
  readonly appointmentId: string;
}

/** P10, P11: the next renewal of an add-on. */
export interface RenewalTimer {
  readonly kind: 'add-on-renewal';
  readonly at: Instant;
  readonly teamId: string;
  readonly product: string;
}

/** The end of the time in which a solved ticket can be reopened. */
export interface ClosingTimer {
  readonly kind: 'ticket-closing';
  readonly at: Instant;
  readonly ticketId: string;
}

export type Timer = ResponseTimer | ClosingTimer | DigestTimer | ReservationTimer | RenewalTimer;
export type TimedCommand = Command<CommandOutcome<unknown>>;

/** Ids come from the timer itself, by what tells it from others: firing it again is a repeat, not a second record. */
const envelopeOf = (
  identity: Readonly<Record<string, string | number>>,
  tenant: string,
  occurredAt?: Instant,
): CommandEnvelope =>
  engineEnvelope('deadline-clock', {
    id: ['deadline', ...Object.values(identity).map(String)],
    request: identity,
    tenant,
    occurredAt,
  });

const responseCommand = (
  { kind, ticketId, clock, dueAt }: ResponseTimer,
  tenant: string,
  occurredAt?: Instant,
): TicketCommandMessage => {
  const type = kind === 'response-risk' ? ('RecordResponseRisk' as const) : ('RecordResponseBreach' as const);
  const input: CommandInput<TimerTicketCommand> = { type, clock, dueAt };
  return new TicketCommandMessage(envelopeOf({ kind, ticketId, clock, dueAt }, tenant, occurredAt), ticketId, input);
};

/** The command that a due timer sends; the decider looks again whether it still counts. */
export function timerCommand(timer: ResponseTimer, tenant: string, occurredAt?: Instant): TicketCommandMessage;
export function timerCommand(timer: Timer, tenant: string, occurredAt?: Instant): TimedCommand;
export function timerCommand(timer: Timer, tenant: string, occurredAt?: Instant): TimedCommand {
  switch (timer.kind) {
    case 'feature-digest': {
      const { kind, teamId, quarter } = timer;
      return new QuarterCommandMessage(envelopeOf({ kind, teamId, quarter }, tenant, occurredAt), {
        type: 'SendFeatureDigest',
        teamId,
        quarter,
      });
    }
    case 'consultant-release': {
      const { kind, consultantId, appointmentId, at } = timer;
      return new ConsultantCommandMessage(
        envelopeOf({ kind, consultantId, appointmentId, at }, tenant, occurredAt),
        consultantId,
        {
          type: 'SettleReservation',
          consultantId,
          appointmentId,
        },
      );
    }
    case 'add-on-renewal': {
      const { kind, teamId, product, at } = timer;
      return new AddOnCommandMessage(
        envelopeOf({ kind, teamId, product, at }, tenant, occurredAt),
        teamId,
        product,
        'engine',
        {
          type: 'RenewAddOn',
          dueAt: at,
        },
      );
    }
    case 'ticket-closing': {
      const { kind, ticketId, at } = timer;
      return new TicketCommandMessage(envelopeOf({ kind, ticketId, at }, tenant, occurredAt), ticketId, {
        type: 'CloseSolvedTicket',
        closesAt: at,
      });
    }
    default:
      return responseCommand(timer, tenant, occurredAt);
  }
}

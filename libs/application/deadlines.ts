import type { DeadlineTicketCommand } from '@ledgerdesk/domain';
import type { Instant } from '@ledgerdesk/kernel';
import { type Input, ToTicket } from './commands.js';
import { type CommandEnvelope, derivedId, hashOf } from './envelope.js';

/** A timer of a response clock, as the read model `response-deadlines` keeps it. */
export interface ResponseTimer {
  readonly kind: 'response-risk' | 'response-breach';
  readonly at: Instant;
  readonly ticketId: string;
  readonly clock: number;
  readonly dueAt: Instant;
}

const ACTOR = { kind: 'engine', id: 'deadline-clock' } as const;

/** Ids come from the timer itself: firing it again is a repeat, not a second record. */
const envelopeOf = ({ kind, ticketId, clock, dueAt }: ResponseTimer, tenant: string, occurredAt?: Instant): CommandEnvelope => {
  const commandId = derivedId('deadline', kind, ticketId, String(clock), dueAt);
  return {
    commandId, requestHash: hashOf({ kind, ticketId, clock, dueAt }), correlationId: commandId, causationId: commandId, actor: ACTOR, tenant,
    ...(occurredAt === undefined ? {} : { occurredAt }),
  };
};

/** The command that a due timer sends; the decider looks again whether it still counts. */
export const deadlineCommand = (timer: ResponseTimer, tenant: string, occurredAt?: Instant): ToTicket => {
  const { ticketId, clock, dueAt, kind } = timer;
  const type = kind === 'response-risk' ? 'RecordResponseRisk' as const : 'RecordResponseBreach' as const;
  const input: Input<DeadlineTicketCommand> = { type, clock, dueAt };
  return new ToTicket(envelopeOf(timer, tenant, occurredAt), ticketId, input);
};

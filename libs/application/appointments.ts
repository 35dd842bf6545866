import { type Consultant, consultantDecider } from '@ledgerdesk/domain';
import { type AppointmentOccasion, consultantStream } from '@ledgerdesk/events';
import { type Instant, isRefusal, type Refusal } from '@ledgerdesk/kernel';
import type { CommandBus } from '@nestjs/cqrs';
import { ConsultantCommandMessage } from './commands.js';
import { type CommandEnvelope, derivedId, hashOf } from './envelope.js';
import type { CommandOutcome } from './executor.js';
import type { FactReader } from './facts.js';

/** What a consultant's time is wanted for. */
export interface Wanted {
  readonly occasion: AppointmentOccasion;
  readonly appointmentId: string;
  readonly teamId: string;
  readonly consultantId: string;
  readonly startsAt: Instant;
  readonly endsAt: Instant;
}

/** Reserves in the house's own name: a consultant's stream may grow longer than what others may fill. */
const reservationEnvelope = (
  { correlationId, commandId, actor, tenant }: CommandEnvelope,
  wanted: Wanted,
  at: Instant,
): CommandEnvelope => ({
  commandId: derivedId('reserve', wanted.appointmentId, at),
  requestHash: hashOf(wanted),
  correlationId,
  causationId: commandId,
  actor: { kind: 'engine', id: 'appointments' },
  onBehalfOf: actor,
  tenant,
  occurredAt: at,
});

/**
 * Reserves a consultant's time for what is about to be recorded; a refusal where it is not free. What is not recorded
 * after all is released by its deadline.
 */
export const reserve = async (
  commands: CommandBus,
  by: CommandEnvelope,
  wanted: Wanted,
  at: Instant,
  facts: FactReader,
): Promise<Refusal | undefined> => {
  const outcome: CommandOutcome<Consultant> = await commands.execute(
    new ConsultantCommandMessage(reservationEnvelope(by, wanted, at), wanted.consultantId, {
      type: 'ReserveConsultant',
      ...wanted,
    }),
  );
  if (isRefusal(outcome)) return outcome;
  await facts.read(consultantDecider, consultantStream(wanted.consultantId));
  return undefined;
};

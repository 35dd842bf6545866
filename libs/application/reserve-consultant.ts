import { type Consultant, consultantDecider } from '@ledgerdesk/domain';
import { type AppointmentOccasion, consultantStream } from '@ledgerdesk/events';
import { type Instant, isRefusal, type Refusal } from '@ledgerdesk/kernel';
import type { CommandBus } from '@nestjs/cqrs';
import { ConsultantCommandMessage } from './command-messages.js';
import { type CommandEnvelope, derivedId, hashRequest } from './envelope.js';
import type { CommandOutcome } from './command-executor.js';
import type { FactReader } from './fact-reader.js';

/** What a consultant's time is wanted for. */
export interface AppointmentRequest {
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
  appointment: AppointmentRequest,
  at: Instant,
): CommandEnvelope => ({
  commandId: derivedId('reserve', appointment.appointmentId, at),
  requestHash: hashRequest(appointment),
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
export const reserveConsultant = async (
  commands: CommandBus,
  by: CommandEnvelope,
  appointment: AppointmentRequest,
  at: Instant,
  facts: FactReader,
): Promise<Refusal | undefined> => {
  const outcome: CommandOutcome<Consultant> = await commands.execute(
    new ConsultantCommandMessage(reservationEnvelope(by, appointment, at), appointment.consultantId, {
      type: 'ReserveConsultant',
      ...appointment,
    }),
  );
  if (isRefusal(outcome)) return outcome;
  await facts.read(consultantDecider, consultantStream(appointment.consultantId));
  return undefined;
};

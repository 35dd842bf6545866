import { type Consultant, consultantDecider } from '@ledgerdesk/domain';
import { type AppointmentOccasion, consultantStream } from '@ledgerdesk/events';
import { type Instant, isRefusal, type Refusal } from '@ledgerdesk/kernel';
import type { CommandBus } from '@nestjs/cqrs';
import type { CommandOutcome } from './command-executor.js';
import { ConsultantCommandMessage } from './command-messages.js';
import { type CommandEnvelope, engineEnvelope } from './envelope.js';
import type { FactReader } from './fact-reader.js';

/** A consultant's time slot, and the appointment it is for. */
export interface AppointmentRequest {
  readonly occasion: AppointmentOccasion;
  readonly appointmentId: string;
  readonly teamId: string;
  readonly consultantId: string;
  readonly startsAt: Instant;
  readonly endsAt: Instant;
}

/** Sent by the engine, which is exempt from the length limit of the consultant's stream. */
const reservationEnvelope = (
  { correlationId, commandId, actor, tenant }: CommandEnvelope,
  appointment: AppointmentRequest,
  at: Instant,
): CommandEnvelope =>
  engineEnvelope('appointments', {
    id: ['reserve', appointment.appointmentId, at],
    request: appointment,
    correlationId,
    causationId: commandId,
    onBehalfOf: actor,
    tenant,
    occurredAt: at,
  });

/**
 * Reserves a consultant's time for an appointment that is about to be recorded, and adds the consultant's stream to
 * the decision's reads. Returns a refusal if the time is taken, undefined if it is reserved or no appointment is given.
 * A timer releases the time of an appointment that is not recorded after all.
 */
export const reserveConsultant = async (
  commands: CommandBus,
  requestedBy: CommandEnvelope,
  appointment: AppointmentRequest | undefined,
  reader: FactReader,
): Promise<Refusal | undefined> => {
  if (!appointment) return undefined;
  const outcome: CommandOutcome<Consultant> = await commands.execute(
    new ConsultantCommandMessage(reservationEnvelope(requestedBy, appointment, reader.at), appointment.consultantId, {
      type: 'ReserveConsultant',
      ...appointment,
    }),
  );
  if (isRefusal(outcome)) return outcome;
  await reader.read(consultantDecider, consultantStream(appointment.consultantId));
  return undefined;
};

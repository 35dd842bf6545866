import { ConsultantCommandMessage, engineEnvelope, executeOrThrow } from '@ledgerdesk/application';
import { isLogged } from '@ledgerdesk/events';
import type { Process } from '@ledgerdesk/runtime';
import type { CommandBus } from '@nestjs/cqrs';

const NAME = 'appointments';
const HANDLES = [
  'ConsultationBooked',
  'ConsultationCancelled',
  'RootCauseSessionScheduled',
  'RootCauseSessionCancelled',
] as const;

/** Confirms a consultant's reservation once the appointment is recorded, and releases it on cancellation. */
export const appointments = (commands: CommandBus, tenant: string): Process => ({
  name: NAME,
  handles: HANDLES,
  startFrom: 'start',
  react: async (event) => {
    if (!isLogged(event, HANDLES)) return [];
    const { data } = event;
    const appointmentId = 'consultationId' in data ? data.consultationId : data.sessionId;
    const input = { type: 'SettleReservation' as const, consultantId: data.consultantId, appointmentId };
    const envelope = engineEnvelope(NAME, {
      id: ['settle-reservation', event.id],
      request: input,
      correlationId: event.metadata.correlationId,
      causationId: event.id,
      tenant,
      occurredAt: event.occurredAt,
    });
    await executeOrThrow(commands, new ConsultantCommandMessage(envelope, data.consultantId, input));
    return [];
  },
});

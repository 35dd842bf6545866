import { type CommandEnvelope, derivedId, hashRequest, ConsultantCommandMessage } from '@ledgerdesk/application';
import type {
  ConsultationBooked,
  ConsultationCancelled,
  RootCauseSessionCancelled,
  RootCauseSessionScheduled,
} from '@ledgerdesk/events';
import { isRefusal, type RecordedEvent } from '@ledgerdesk/kernel';
import type { Process } from '@ledgerdesk/runtime';
import type { CommandBus } from '@nestjs/cqrs';

type Settling = ConsultationBooked | ConsultationCancelled | RootCauseSessionScheduled | RootCauseSessionCancelled;

const HANDLED: readonly Settling['type'][] = [
  'ConsultationBooked',
  'ConsultationCancelled',
  'RootCauseSessionScheduled',
  'RootCauseSessionCancelled',
];

const isSettling = (event: RecordedEvent): event is RecordedEvent<Settling> =>
  HANDLED.some((type) => type === event.type);

const envelopeFor = (
  { id, metadata, occurredAt }: RecordedEvent,
  tenant: string,
  request: object,
): CommandEnvelope => ({
  commandId: derivedId('settle-reservation', id),
  requestHash: hashRequest(request),
  correlationId: metadata.correlationId,
  causationId: id,
  actor: { kind: 'engine', id: 'appointments' },
  tenant,
  occurredAt,
});

/** Confirms a consultant's time once something was agreed on for it, and releases it when that was cancelled. */
export const appointments = (commands: CommandBus, tenant: string): Process => ({
  name: 'appointments',
  handles: HANDLED,
  begins: 'start',
  react: async (event) => {
    if (!isSettling(event)) return [];
    const { data } = event;
    const appointmentId = 'consultationId' in data ? data.consultationId : data.sessionId;
    const input = { type: 'SettleReservation' as const, consultantId: data.consultantId, appointmentId };
    const outcome = await commands.execute(
      new ConsultantCommandMessage(envelopeFor(event, tenant, input), data.consultantId, input),
    );
    if (isRefusal(outcome)) throw new Error(outcome.message);
    return [];
  },
});

import type { ConsultationSource, ProgrammeEvent } from '@ledgerdesk/events';
import type { Instant } from '@ledgerdesk/kernel';
import type { Appointment, AppointmentStatus } from './appointment.js';

/** E4: the implementation consultation included in an add-on. */
export interface Consultation extends Appointment {
  readonly consultationId: string;
  readonly product: string;
  readonly source: ConsultationSource;
}

/** The consultations of a team, one per add-on. */
export interface Programme {
  readonly consultations: readonly Consultation[];
}

const withStatus = ({ consultations }: Programme, consultationId: string, status: AppointmentStatus): Programme => ({
  consultations: consultations.map((one) => (one.consultationId === consultationId ? { ...one, status } : one)),
});

/** Returns the consultations of a team after an event. */
export const evolve = (programme: Programme, event: ProgrammeEvent, occurredAt: Instant): Programme => {
  switch (event.type) {
    case 'ConsultationBooked': {
      const { teamId: _, ...data } = event.data;
      return { consultations: [...programme.consultations, { ...data, bookedAt: occurredAt, status: 'booked' }] };
    }
    case 'ConsultationHeld':
      return withStatus(programme, event.data.consultationId, 'held');
    case 'ConsultationCancelled':
      return withStatus(programme, event.data.consultationId, 'cancelled');
  }
};

/** Returns the booked or held consultation of an add-on, either the team's or a Champion's own (C6). */
export const consultationOf = (
  { consultations }: Programme,
  product: string,
  source: ConsultationSource,
  memberId: string,
): Consultation | undefined =>
  consultations.find(
    (one) =>
      one.product === product &&
      one.source === source &&
      (source === 'team' || one.memberId === memberId) &&
      one.status !== 'cancelled',
  );

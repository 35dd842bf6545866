import type { Instant } from '@ledgerdesk/kernel';
import { defineEvent, type EventOf } from './definition.js';

/** Kinds of appointments with a consultant. */
export const APPOINTMENT_OCCASIONS = ['consultation', 'root-cause-session'] as const;
export type AppointmentOccasion = (typeof APPOINTMENT_OCCASIONS)[number];

/** Fields of every event of a reservation. */
interface ReservationKey {
  /** Id of the consultant. */
  consultantId: string;
  /** Id of the consultation or session. */
  appointmentId: string;
  /** Id of the team. */
  teamId: string;
}

/** The time slot of a consultant was reserved for an appointment that is being booked. */
export type ConsultantReserved = EventOf<
  'ConsultantReserved',
  ReservationKey & {
    /** Kind of the appointment. */
    occasion: AppointmentOccasion;
    /** When the appointment starts. */
    startsAt: Instant;
    /** When the appointment ends. */
    endsAt: Instant;
    /** When the reservation lapses unless it is confirmed. */
    until: Instant;
  }
>;
/** The appointment was booked: the reservation stays. */
export type ConsultantConfirmed = EventOf<'ConsultantConfirmed', ReservationKey>;
/** The time slot is free again. */
export type ConsultantReleased = EventOf<'ConsultantReleased', ReservationKey>;
/** What identified a consultant was erased. Nobody can reserve the consultant any more. */
export type ConsultantErased = EventOf<
  'ConsultantErased',
  {
    /** Id of the consultant. */
    consultantId: string;
  }
>;
export type ConsultantEvent = ConsultantReserved | ConsultantConfirmed | ConsultantReleased | ConsultantErased;

const key = { consultantId: 'kenji', appointmentId: 'con-1', teamId: 'acme' };

export const consultantEvents = [
  defineEvent<ConsultantReserved>('ConsultantReserved', {
    sample: {
      ...key,
      occasion: 'consultation',
      startsAt: '2026-12-01T01:00:00.000Z',
      endsAt: '2026-12-01T02:00:00.000Z',
      until: '2026-11-27T07:35:00.000Z',
    },
  }),
  defineEvent<ConsultantConfirmed>('ConsultantConfirmed', { sample: key }),
  defineEvent<ConsultantReleased>('ConsultantReleased', { sample: key }),
  defineEvent<ConsultantErased>('ConsultantErased', { sample: { consultantId: 'kenji' } }),
];

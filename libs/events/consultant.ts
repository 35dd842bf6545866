import type { Instant } from '@ledgerdesk/kernel';
import { defineEvent, type EventOf } from './definition.js';

/** Kinds of appointments with a consultant. */
export const APPOINTMENT_OCCASIONS = ['consultation', 'root-cause-session'] as const;
export type AppointmentOccasion = (typeof APPOINTMENT_OCCASIONS)[number];

/** `appointmentId` is the id of the consultation or session. */
interface ReservationKey {
  consultantId: string;
  appointmentId: string;
  teamId: string;
}

/** Reserves the time slot. It is released at `until` unless confirmed. */
export type ConsultantReserved = EventOf<
  'ConsultantReserved',
  ReservationKey & {
    occasion: AppointmentOccasion;
    startsAt: Instant;
    endsAt: Instant;
    until: Instant;
  }
>;
export type ConsultantConfirmed = EventOf<'ConsultantConfirmed', ReservationKey>;
export type ConsultantReleased = EventOf<'ConsultantReleased', ReservationKey>;
export type ConsultantEvent = ConsultantReserved | ConsultantConfirmed | ConsultantReleased;

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
];

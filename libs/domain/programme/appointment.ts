import { addMillis, DAY, HOUR, type Instant, millisOf, type Refusal, refuse } from '@ledgerdesk/kernel';
import { type AddOn, isActive } from '../add-on/state.js';

/** The status of an appointment. After a cancellation, a new one can be booked. */
export type AppointmentStatus = 'booked' | 'held' | 'cancelled';

/** A booked hour with a consultant; [startsAt, endsAt). */
export interface Appointment {
  readonly memberId: string;
  readonly consultantId: string;
  readonly startsAt: Instant;
  readonly endsAt: Instant;
  readonly status: AppointmentStatus;
}

/** E4: a consultation is an hour; so is a session. */
const LENGTH_MS = HOUR;
/** Appointments can be booked half a year ahead. */
const AHEAD_MS = 184 * DAY;

/** Returns the end of an appointment that starts at an instant. */
export const endOf = (startsAt: Instant): Instant => addMillis(startsAt, LENGTH_MS);

/** Returns a refusal unless the start time is in the future, within half a year. */
export const appointmentTimeRefusal = (startsAt: Instant, at: Instant): Refusal | undefined => {
  const ahead = millisOf(startsAt) - millisOf(at);
  return ahead > 0 && ahead <= AHEAD_MS
    ? undefined
    : refuse('invalid', 'appointment-time', 'The start time must be in the future, within half a year.');
};

/** P2: returns true if the add-on is active at the booking and at the start of the appointment. */
export const lastsUntil = (addOn: AddOn | undefined, at: Instant, startsAt: Instant): addOn is AddOn =>
  isActive(addOn, at) && isActive(addOn, startsAt);

/** Returns why an appointment cannot be marked as held; undefined if it can. */
export const holdRefusal = ({ status, startsAt }: Appointment, at: Instant): Refusal | undefined => {
  if (status === 'cancelled')
    return refuse('conflict', 'appointment-cancelled', 'This appointment was cancelled. Book a new one.');
  return at < startsAt
    ? refuse('conflict', 'appointment-not-begun', `This appointment starts at ${startsAt}. Mark it as held after that.`)
    : undefined;
};

/** Returns why an appointment cannot be cancelled; undefined if it can. */
export const cancelRefusal = ({ status }: Appointment): Refusal | undefined =>
  status === 'held'
    ? refuse('conflict', 'appointment-held', 'This appointment was already held and cannot be cancelled.')
    : undefined;

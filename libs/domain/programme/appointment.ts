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
  readonly bookedAt: Instant;
  readonly status: AppointmentStatus;
}

/** E4: a consultation is an hour; so is a session. */
const LENGTH_MS = HOUR;
/** Appointments can be booked half a year ahead. */
export const APPOINTMENT_AHEAD_MS = 184 * DAY;

/** Returns the end of an appointment that starts at an instant. */
export const endOf = (startsAt: Instant): Instant => addMillis(startsAt, LENGTH_MS);

/** Returns a refusal unless the start time is in the future, within half a year. */
export const appointmentTimeRefusal = (startsAt: Instant, at: Instant): Refusal | undefined => {
  const ahead = millisOf(startsAt) - millisOf(at);
  return ahead > 0 && ahead <= APPOINTMENT_AHEAD_MS
    ? undefined
    : refuse('invalid', 'appointment-time', 'The start time must be in the future, within half a year.');
};

/** Cancelling and booking again is limited for each member, so that nobody fills a stream that the team needs. */
export const MAX_BOOKINGS = 10;

/** Refuses another booking of a member who has booked MAX_BOOKINGS times. */
export const bookedTooOften = (): Refusal =>
  refuse(
    'conflict',
    'too-many-bookings',
    `You have booked this appointment ${MAX_BOOKINGS} times. Ask another admin, or your support contact, to book it.`,
  );

/** P2: returns true if the add-on is active at the booking and at the start of the appointment. */
export const lastsUntil = (addOn: AddOn | undefined, at: Instant, startsAt: Instant): addOn is AddOn =>
  isActive(addOn, at) && isActive(addOn, startsAt);

/** E4: returns true if what included a booked appointment ended before it, and after it was booked. */
export const isEndedBy = ({ status, startsAt, bookedAt }: Appointment, endedAt: Instant): boolean =>
  status === 'booked' && startsAt >= endedAt && bookedAt <= endedAt;

/** Returns why an appointment cannot be marked as held; undefined if it can. `isIncluded`: at its start. */
export const holdRefusal = (
  { status, startsAt }: Appointment,
  at: Instant,
  isIncluded: boolean,
): Refusal | undefined => {
  if (status === 'cancelled')
    return refuse('conflict', 'appointment-cancelled', 'This appointment was cancelled. Book a new one.');
  if (at < startsAt)
    return refuse(
      'conflict',
      'appointment-not-begun',
      `This appointment starts at ${startsAt}. Mark it as held after that.`,
    );
  return isIncluded || status === 'held'
    ? undefined
    : refuse(
        'conflict',
        'appointment-ended',
        `The add-on that includes this appointment had ended by ${startsAt}. The appointment is cancelled.`,
      );
};

/** E2: refuses to mark an appointment as held whose member was suspended when it started. */
export const memberSuspended = ({ startsAt }: Appointment): Refusal =>
  refuse(
    'conflict',
    'appointment-member-suspended',
    `The member was suspended at ${startsAt}, when this appointment started. Cancel it.`,
    { rule: 'E2' },
  );

/** Returns why an appointment cannot be cancelled; undefined if it can. */
export const cancelRefusal = ({ status }: Appointment): Refusal | undefined =>
  status === 'held'
    ? refuse('conflict', 'appointment-held', 'This appointment was already held and cannot be cancelled.')
    : undefined;

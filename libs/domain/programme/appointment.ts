import { addMillis, DAY, HOUR, type Instant, millisOf, type Refusal, refuse } from '@ledgerdesk/kernel';
import { type AddOn, isActive } from '../add-on/state.js';

/** Where something that was agreed on stands; what was cancelled can be agreed on anew. */
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

/** When an appointment that begins then is over. */
export const endOf = (startsAt: Instant): Instant => addMillis(startsAt, LENGTH_MS);

/** Why nothing can be agreed on for that time. */
export const appointmentTimeRefusal = (startsAt: Instant, at: Instant): Refusal | undefined => {
  const ahead = millisOf(startsAt) - millisOf(at);
  return ahead > 0 && ahead <= AHEAD_MS
    ? undefined
    : refuse('invalid', 'appointment-time', 'Choose a time to come, within half a year.');
};

/** P2: the add-on must be there when it is asked for and still be when it takes place. */
export const lastsUntil = (addOn: AddOn | undefined, at: Instant, startsAt: Instant): addOn is AddOn =>
  isActive(addOn, at) && isActive(addOn, startsAt);

/** Why something cannot be said to have been held; undefined where it can. */
export const holdRefusal = ({ status, startsAt }: Appointment, at: Instant): Refusal | undefined => {
  if (status === 'cancelled') return refuse('conflict', 'appointment-cancelled', 'This was cancelled.');
  return at < startsAt ? refuse('conflict', 'appointment-not-begun', `This begins at ${startsAt}.`) : undefined;
};

/** Why something cannot be cancelled; undefined where it can. */
export const cancelRefusal = ({ status }: Appointment): Refusal | undefined =>
  status === 'held' ? refuse('conflict', 'appointment-held', 'This has taken place.') : undefined;

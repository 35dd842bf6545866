import type { RefusalDeclaration } from './declaration.js';

/** Refusals of the hub, consultations and root-cause sessions. */
export const PROGRAMME_REFUSALS = {
  'appointment-cancelled': {
    reason: 'conflict',
    cause: 'The appointment was cancelled.',
    remedy: 'Book a new one.',
  },
  'appointment-ended': {
    reason: 'conflict',
    cause: 'The add-on that includes the appointment had ended before it started.',
    remedy: 'None: the appointment is cancelled.',
  },
  'appointment-held': {
    reason: 'conflict',
    cause: 'The appointment has taken place.',
    remedy: 'None: an appointment that was held cannot be moved or cancelled.',
  },
  'appointment-member-suspended': {
    reason: 'conflict',
    cause: 'The member was suspended when the appointment started.',
    remedy: 'Cancel the appointment.',
  },
  'appointment-not-begun': {
    reason: 'conflict',
    cause: 'The appointment has not started.',
    remedy: 'Mark the appointment as held after its start.',
  },
  'appointment-time': {
    reason: 'invalid',
    cause: 'The start of the appointment is in the past, or too far in the future.',
    remedy: 'Choose a start within the next half year.',
  },
  'consultant-busy': {
    reason: 'conflict',
    cause: 'The consultant has another appointment at that time.',
    remedy: 'Choose a free hour of `GET /v1/hub/consultants`.',
  },
  'consultation-not-found': {
    reason: 'not-found',
    cause: 'The team has no such consultation.',
    remedy: 'Use an id of `GET /v1/hub/programme`.',
  },
  'consultation-used': {
    reason: 'conflict',
    cause: 'The consultation that the add-on includes is booked already.',
    remedy: 'Move the consultation, or cancel it and book again.',
  },
  'hub-for-admins': {
    reason: 'forbidden',
    cause: 'The hub is for admins of the team.',
    remedy: 'Send the member to `supportPage`.',
  },
  'hub-needs-add-on': {
    reason: 'forbidden',
    cause: 'The team has no active add-on, which the hub requires.',
    remedy: 'Send the member to `supportPage`, or buy an add-on.',
  },
  'no-consultation': {
    reason: 'forbidden',
    cause: 'The member is no admin, or no add-on for the product is active at the start of the consultation.',
    remedy: 'Book as an admin, for a product with an add-on.',
  },
  'no-root-cause-session': {
    reason: 'forbidden',
    cause: 'The member is no admin, or the team has no Enhanced add-on at the start of the session.',
    remedy: 'Book as an admin of a team with an Enhanced add-on.',
  },
  'session-not-found': {
    reason: 'not-found',
    cause: 'No root-cause session is scheduled in the quarter.',
    remedy: 'Schedule one first.',
  },
  'session-used': {
    reason: 'conflict',
    cause: 'The root-cause session of the quarter is scheduled already.',
    remedy: 'Move that session, or cancel it and book again.',
  },
  'too-many-bookings': {
    reason: 'conflict',
    cause: 'The member has booked the appointment as often as it may.',
    remedy: 'Let another admin or the support contact book it.',
  },
  'unknown-consultant': {
    reason: 'invalid',
    cause: 'The consultant is not a registered agent.',
    remedy: 'Use an id of `GET /v1/hub/consultants`.',
  },
  'unknown-feature': {
    reason: 'invalid',
    cause: 'The feature is not in the catalogue of features.',
    remedy: 'Use the id of a feature of `GET /v1/hub/recommendations`.',
  },
  'unknown-quarter': {
    reason: 'invalid',
    cause: 'The quarter in the path is malformed.',
    remedy: 'Use the format `2026-Q4`.',
  },
  'wrong-quarter': {
    reason: 'invalid',
    cause: 'The start of the session is not in the quarter of the path.',
    remedy: 'Choose a start in that quarter, or book for another quarter.',
  },
} as const satisfies Readonly<Record<string, RefusalDeclaration>>;

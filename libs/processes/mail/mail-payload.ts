import { derivedId } from '@ledgerdesk/application';
import { HOUR, type Instant, type RecordedEvent } from '@ledgerdesk/kernel';
import type { NewMessage } from '@ledgerdesk/outbox';

/** The outbox channel of emails. */
export const MAIL_CHANNEL = 'mail';

/** The kinds of email, by the event that causes them. */
export const MAIL_OCCASIONS = ['answer', 'digest', 'appointment'] as const;
export type MailOccasion = (typeof MAIL_OCCASIONS)[number];

/** Payload of an email in the outbox: recipient and event. Address and text are read from the log when it is sent. */
export interface MailPayload {
  readonly occasion: MailOccasion;
  readonly teamId: string;
  readonly memberId: string;
  readonly stream: string;
  readonly revision: number;
  /** Id of the event. Messages that version 0.1.0 queued have none. */
  readonly eventId?: string;
}

/** Parses a payload written by `mailMessage`. */
export const parseMailPayload = (payload: string): MailPayload => JSON.parse(payload) as MailPayload;

/** The ID of an email: the same for the same event and member. */
export const mailIdOf = (occasion: MailOccasion, eventId: string, memberId: string): string =>
  derivedId('mail', occasion, eventId, memberId);

/** Builds the outbox message for an email. The ID is the same for the same event and member, so repeats are ignored. */
export const mailMessage = (
  occasion: MailOccasion,
  { id, stream, revision, recordedAt }: RecordedEvent,
  teamId: string,
  memberId: string,
): NewMessage => {
  const mail: MailPayload = { occasion, teamId, memberId, stream, revision, eventId: id };
  return {
    id: mailIdOf(occasion, id, memberId),
    channel: MAIL_CHANNEL,
    topic: occasion,
    payload: JSON.stringify(mail),
    createdAt: recordedAt,
  };
};

/** Long enough for an outage over a weekend. */
const MAX_AGE_MS = 72 * HOUR;

const msBetween = (earlier: Instant, later: Instant): number => Date.parse(later) - Date.parse(earlier);

type EventTimes = Pick<RecordedEvent, 'occurredAt' | 'recordedAt'>;

/** Returns true if an event was recorded when it occurred: not imported or simulated. */
export const isTimely = ({ occurredAt, recordedAt }: EventTimes): boolean => msBetween(occurredAt, recordedAt) <= HOUR;

/** Returns true if an event is recent enough for an email: recorded when it occurred, at most 72 hours ago. */
export const isRecent = (event: EventTimes, now: Instant): boolean =>
  isTimely(event) && msBetween(event.recordedAt, now) <= MAX_AGE_MS;

import { derivedId } from '@ledgerdesk/application';
import type { Instant, RecordedEvent } from '@ledgerdesk/kernel';
import type { NewMessage } from '@ledgerdesk/outbox';

/** The channel of the outbox by which mails go. */
export const MAIL_CHANNEL = 'mail';

/** Why somebody is written to. */
export const MAIL_OCCASIONS = ['answer', 'digest'] as const;
export type MailOccasion = (typeof MAIL_OCCASIONS)[number];

/** To whom a mail goes, and the event that it tells of. Address and words are read from the log when it is sent. */
export interface MailPayload {
  readonly occasion: MailOccasion;
  readonly teamId: string;
  readonly memberId: string;
  readonly stream: string;
  readonly revision: number;
}

export const parseMailPayload = (payload: string): MailPayload => JSON.parse(payload) as MailPayload;

/** The message that asks for a mail: one for each event and member, however often it is asked for. */
export const mailMessage = (
  occasion: MailOccasion,
  { id, stream, revision, recordedAt }: RecordedEvent,
  teamId: string,
  memberId: string,
): NewMessage => {
  const mail: MailPayload = { occasion, teamId, memberId, stream, revision };
  return {
    id: derivedId('mail', occasion, id, memberId),
    channel: MAIL_CHANNEL,
    topic: occasion,
    payload: JSON.stringify(mail),
    createdAt: recordedAt,
  };
};

const HOUR = 3_600_000;
/** Long enough for a weekend on which no mail could be asked for. */
const NEWS_FOR_MS = 72 * HOUR;

const msFrom = (earlier: Instant, later: Instant): number => Date.parse(later) - Date.parse(earlier);

/** Whether people are to hear of an event: not of history that was imported, nor of what has lain for days until mails were switched on. */
export const isRecent = ({ occurredAt, recordedAt }: RecordedEvent, now: Instant): boolean =>
  msFrom(occurredAt, recordedAt) <= HOUR && msFrom(recordedAt, now) <= NEWS_FOR_MS;

import { MAIL_OCCASIONS } from '@ledgerdesk/processes';
import type { toMail } from './mail.view.js';
import { instant, objectOf, oneOf, orNull, pageOf, text, whole } from '../platform/openapi/schema.js';

const mail = objectOf<ReturnType<typeof toMail>>({
  mailId: text,
  occasion: oneOf(MAIL_OCCASIONS),
  teamId: text,
  memberId: text,
  address: orNull({ type: 'string', example: '•••@acme.example' }),
  stream: text,
  revision: whole,
  state: oneOf(['waiting', 'sent', 'dead']),
  attempts: whole,
  createdAt: instant,
  dueAt: orNull(instant),
  lastError: orNull(text),
  sentAt: orNull(instant),
});

/** What routes on mails answer. */
export const MAIL_SCHEMAS = { Mail: mail, MailPage: pageOf(mail) };

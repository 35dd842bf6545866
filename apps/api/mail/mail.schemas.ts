import { MAIL_OCCASIONS } from '@ledgerdesk/processes';
import { messageHistory, messageStatusFields } from '../outbox/outbox-message.schemas.js';
import { defineSchemas } from '../platform/openapi/schema-registry.js';
import { enumOf, integer, nullable, objectOf, pageOf, string } from '../platform/openapi/schema.js';
import type { toMail, toMailWithHistory } from './mail.view.js';

const mailFields = {
  mailId: string('Id of the mail.'),
  occasion: enumOf(MAIL_OCCASIONS, 'Kind of mail.'),
  teamId: string('Team of the recipient.'),
  memberId: string('Member id of the recipient.'),
  address: nullable({ type: 'string', example: '•••@acme.example' }, 'Recipient address with the local part hidden.'),
  stream: string('Stream of the event that the mail is about.'),
  revision: integer('Revision of that event.'),
  ...messageStatusFields,
};
const mail = objectOf<ReturnType<typeof toMail>>(mailFields);

export const MAIL_SCHEMAS = defineSchemas({
  Mail: mail,
  MailWithHistory: objectOf<ReturnType<typeof toMailWithHistory>>({ ...mailFields, history: messageHistory }),
  MailPage: pageOf(mail),
});

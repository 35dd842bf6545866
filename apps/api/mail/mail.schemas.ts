import { MAIL_OCCASIONS } from '@ledgerdesk/processes';
import { messageHistory, messageStatusFields } from '../outbox/outbox-message.schemas.js';
import { EXAMPLES } from '../platform/openapi/examples.js';
import { defineSchemas } from '../platform/openapi/schema-registry.js';
import { enumOf, integer, nullable, objectOf, pageOf, string } from '../platform/openapi/schema.js';
import type { toMail, toMailWithHistory } from './mail.view.js';

const mailFields = {
  mailId: string('Id of the mail.', EXAMPLES.mailId),
  occasion: enumOf(MAIL_OCCASIONS, 'Kind of mail.'),
  teamId: string('Team of the recipient.', 'acme'),
  memberId: string('Member id of the recipient.', 'aiko'),
  address: nullable({ type: 'string', example: '•••@acme.example' }, 'Recipient address with the local part hidden.'),
  stream: string('Stream of the event that the mail is about.', EXAMPLES.ticketStream),
  revision: integer('Revision of that event.', 4),
  ...messageStatusFields,
};
const mail = objectOf<ReturnType<typeof toMail>>(mailFields);

export const MAIL_SCHEMAS = defineSchemas({
  Mail: mail,
  MailWithHistory: objectOf<ReturnType<typeof toMailWithHistory>>({ ...mailFields, history: messageHistory }),
  MailPage: pageOf(mail),
});

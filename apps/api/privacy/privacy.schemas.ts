import { ERASABLE_SUBJECTS } from '@ledgerdesk/events';
import { ERASURE_STATES } from '@ledgerdesk/projections';
import { EXAMPLES } from '../platform/openapi/examples.js';
import { defineSchemas } from '../platform/openapi/schema-registry.js';
import {
  anyObject,
  arrayOf,
  boolean,
  dateTime,
  enumOf,
  integer,
  nullable,
  objectOf,
  string,
} from '../platform/openapi/schema.js';
import type { ErasurePreview, toErasure, toRequestedErasure } from './erasure.view.js';
import { RECORD_KINDS, type SubjectPage, type SubjectRecord } from './subject-records.js';

const subject = {
  kind: enumOf(ERASABLE_SUBJECTS, 'Kind of the person.'),
  id: string(
    'Id of the person: of a member, `<team id>.<member id>`; of an account manager, `<team id>` or, of a successor, ' +
      '`<team id>.<number>`.',
    'acme.aiko',
  ),
};

const erasure = {
  erasureId: string('Id of the erasure.', EXAMPLES.erasureId),
  ...subject,
  state: enumOf(ERASURE_STATES, '`completed` once nothing of the person is left.'),
};

const counts = {
  tickets: integer('Number of tickets.', 12),
  chats: integer('Number of chats.', 2),
  callbacks: integer('Number of callbacks.', 1),
  inquiries: integer('Number of inquiries about add-ons.', 1),
};

const subjectRecord = objectOf<SubjectRecord>({
  record: enumOf(RECORD_KINDS, 'What the record belongs to.', 'ticket'),
  id: string('Id of the person, ticket, chat, callback, inquiry or mail.', EXAMPLES.ticketId),
  type: string('Type of the event; `AddOnInquiry` of an inquiry, `Mail` of a mail.', 'TicketReplied'),
  at: dateTime('When it happened.'),
  data: anyObject({ body: 'It happens on two machines.' }, 'What is recorded. Erased texts are empty.'),
});

export const PRIVACY_SCHEMAS = defineSchemas({
  ErasurePreview: objectOf<ErasurePreview>({
    ...subject,
    erasable: boolean('False if the log holds clear text of the person: run `ledgerdesk reseal` first.'),
    ...counts,
    openTickets: integer('Number of open tickets, which the erasure closes.', 1),
    mails: integer('Number of mails to the person that are kept.', 3),
  }),
  RequestedErasure: objectOf<ReturnType<typeof toRequestedErasure>>(erasure),
  Erasure: objectOf<ReturnType<typeof toErasure>>({
    ...erasure,
    requestedAt: dateTime('When it was requested.'),
    completedAt: nullable(dateTime(), 'When it was completed. Null while it runs.', null),
    erased: nullable(
      objectOf<NonNullable<ReturnType<typeof toErasure>['erased']>>(counts),
      'What was erased. Null while it runs.',
    ),
    unreachedKeyBackups: arrayOf(
      objectOf<ReturnType<typeof toErasure>['unreachedKeyBackups'][number]>({
        place: string('Path of the folder.', '/vault/ledgerdesk'),
        since: dateTime('Since when it is not reached.'),
        attempts: integer('Number of attempts since then.', 3),
        failure: string('Why it is not reached.', 'ENOENT: no such file or directory'),
      }),
      'Folders of backups of keys that the engine does not reach at the moment: keys of people who were erased since ' +
        'they were last reached are still in them. It tries again.',
    ),
  }),
  SubjectPage: objectOf<SubjectPage>(
    {
      ...subject,
      erased: boolean('Whether the personal data of the person is erased.', false),
      items: arrayOf(subjectRecord, 'Records of this page: first the person, then tickets, and so on.'),
      next: string('Cursor of the next page. Absent on the last page.', EXAMPLES.cursor),
    },
    'next',
  ),
});

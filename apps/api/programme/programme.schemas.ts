import type { Appointment, Consultation, RootCauseSession } from '@ledgerdesk/domain';
import { CONSULTATION_SOURCES, type FeatureUsage } from '@ledgerdesk/events';
import type { TeamTrends } from '@ledgerdesk/projections';
import { EXAMPLES } from '../platform/openapi/examples.js';
import { month, namedId, servedLanguage } from '../platform/openapi/domain-schemas.js';
import { defineSchemas } from '../platform/openapi/schema-registry.js';
import {
  arrayOf,
  dateTime,
  described,
  enumOf,
  integer,
  nullable,
  objectOf,
  pageOf,
  type Schema,
  string,
  valueLike,
} from '../platform/openapi/schema.js';
import type { agendaOf, toConsultant, toNamedProgramme, toNamedStatus } from './programme.view.js';

const quarter: Schema = { type: 'string', example: EXAMPLES.quarter, description: 'Calendar quarter in UTC.' };

const appointmentFields = {
  memberId: string('Id of the member.', 'aiko'),
  consultantId: string('Id of the consultant.', 'kenji'),
  startsAt: dateTime('Start.', '2026-12-01T01:00:00.000Z'),
  endsAt: dateTime('End.', '2026-12-01T02:00:00.000Z'),
  bookedAt: dateTime('When it was booked.'),
  status: enumOf(['booked', 'held', 'cancelled'] satisfies Appointment['status'][], 'Status of the appointment.'),
};

const source = enumOf(CONSULTATION_SOURCES, 'Add-on or Champion level that includes the consultation.');

const consultationFields = {
  ...appointmentFields,
  consultationId: string('Id of the consultation.', EXAMPLES.consultationId),
  product: string('Product of the add-on.', 'dropbox'),
  source,
};

const sessionFields = { ...appointmentFields, sessionId: string('Id of the session.', EXAMPLES.sessionId) };

const names = {
  consultant: namedId('The consultant.', 'kenji', 'Kenji Mori'),
  member: namedId('The member. For members, the name of another one is null.', 'aiko', 'Aiko Sato'),
};

type Status = Awaited<ReturnType<typeof toNamedStatus>>;
type OfTeam = Awaited<ReturnType<typeof toNamedProgramme>>;

const consultation = objectOf<OfTeam['consultations'][number]>({ ...consultationFields, ...names });
const session = objectOf<NonNullable<OfTeam['rootCauseSessions'][number]['session']>>({ ...sessionFields, ...names });

const usageFields = {
  feature: string('Id of the feature.', 'rewind'),
  count: integer('Number of times the team used the feature in the quarter.', 12),
};

const requests = integer('Tickets, chats and callbacks, each counted once.', 12);
const breaches = integer('Response targets missed.', 1);
const count = integer('Number of requests.', 4);

const trends = objectOf<TeamTrends>({
  quarter,
  requests,
  breaches,
  issueTypes: arrayOf(
    objectOf<TeamTrends['issueTypes'][number]>({
      issueType: string('Issue type from the taxonomy.', 'sync_upload'),
      count,
    }),
    'Requests by issue type, without callbacks that name none.',
  ),
  products: arrayOf(
    objectOf<TeamTrends['products'][number]>({ product: string('Product.', 'dropbox'), count }),
    'Requests by product.',
  ),
  months: arrayOf(objectOf<TeamTrends['months'][number]>({ month, requests, breaches }), 'Figures by month.'),
});

const consultationStanding = objectOf<Status['consultations'][number]>({
  product: string('Product of the add-on.', 'dropbox'),
  source,
  state: enumOf(['open', 'booked', 'used'], 'Whether the consultation can be booked.'),
  consultation: nullable(consultation, 'The booked or held consultation.'),
});

const sessionStanding = objectOf<Status['rootCauseSessions'][number]>({
  quarter,
  state: enumOf(['open', 'booked', 'used', 'not-included'], 'Whether the session can be scheduled.'),
  session: nullable(session, 'The scheduled or held session.'),
});

export const PROGRAMME_SCHEMAS = defineSchemas({
  Consultation: objectOf<Consultation>(consultationFields),
  RootCauseSession: objectOf<RootCauseSession & { readonly quarter: string }>({
    ...sessionFields,
    quarter,
  }),
  ProgrammeStanding: objectOf<Status>({
    consultations: arrayOf(consultationStanding, 'Consultations included in the add-ons.'),
    rootCauseSessions: arrayOf(sessionStanding, 'Root-cause sessions of this quarter and the next.'),
  }),
  ConsultantPage: pageOf(
    objectOf<ReturnType<typeof toConsultant>>({
      consultantId: string('Id of the consultant.', 'kenji'),
      name: nullable(valueLike('Kenji Mori'), 'Name of the consultant. Null if it is erased.'),
      languages: arrayOf(servedLanguage, 'Languages that the consultant supports.'),
      products: arrayOf(valueLike('dropbox'), 'Products that the consultant supports.'),
      freeHours: arrayOf(
        dateTime(undefined, '2026-12-01T01:00:00.000Z'),
        'Starts of the hours in which the consultant can be booked.',
      ),
    }),
  ),
  TeamProgramme: objectOf<OfTeam>({
    consultations: arrayOf(consultation, 'Up to 100 consultations, newest first, cancelled ones included.'),
    rootCauseSessions: arrayOf(
      objectOf<OfTeam['rootCauseSessions'][number]>({
        quarter,
        session: nullable(session, 'The last session that was scheduled. Null for none.'),
      }),
      'Root-cause sessions of this quarter and the next.',
    ),
  }),
  SessionAgenda: objectOf<Awaited<ReturnType<typeof agendaOf>>>({
    quarter,
    session: described('The session.', session),
    trends: arrayOf(trends, 'Figures of the previous quarter and of this one.'),
    leastUsed: arrayOf(objectOf<FeatureUsage>(usageFields), 'Features that the team used least.'),
  }),
  FeatureUsage: objectOf<FeatureUsage & { readonly teamId: string; readonly quarter: string }>({
    ...usageFields,
    teamId: string('Id of the team.', 'acme'),
    quarter,
  }),
});

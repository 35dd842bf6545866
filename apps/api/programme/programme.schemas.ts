import type { Appointment, Consultation, RootCauseSession } from '@ledgerdesk/domain';
import { CONSULTATION_SOURCES, type FeatureUsage } from '@ledgerdesk/events';
import type { TeamTrends } from '@ledgerdesk/projections';
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
} from '../platform/openapi/schema.js';
import type { agendaOf, toConsultant, toNamedProgramme, toNamedStatus } from './programme.view.js';

const quarter: Schema = { type: 'string', example: '2026-Q4', description: 'Calendar quarter in UTC.' };

const appointmentFields = {
  memberId: string('Id of the member.'),
  consultantId: string('Id of the consultant.'),
  startsAt: dateTime('Start.'),
  endsAt: dateTime('End.'),
  bookedAt: dateTime('When it was booked.'),
  status: enumOf(['booked', 'held', 'cancelled'] satisfies Appointment['status'][], 'Status of the appointment.'),
};

const source = enumOf(CONSULTATION_SOURCES, 'Add-on or Champion level that includes the consultation.');

const consultationFields = {
  ...appointmentFields,
  consultationId: string('Id of the consultation.'),
  product: string('Product of the add-on.'),
  source,
};

const sessionFields = { ...appointmentFields, sessionId: string('Id of the session.') };

const names = {
  consultant: namedId('The consultant.'),
  member: namedId('The member. For members, the name of another one is null.'),
};

type Status = Awaited<ReturnType<typeof toNamedStatus>>;
type OfTeam = Awaited<ReturnType<typeof toNamedProgramme>>;

const consultation = objectOf<OfTeam['consultations'][number]>({ ...consultationFields, ...names });
const session = objectOf<NonNullable<OfTeam['rootCauseSessions'][number]['session']>>({ ...sessionFields, ...names });

const usageFields = {
  feature: string('Id of the feature.'),
  count: integer('Number of times the team used the feature in the quarter.'),
};

const requests = integer('Tickets, chats and callbacks, each counted once.');
const breaches = integer('Response targets missed.');
const count = integer('Number of requests.');

const trends = objectOf<TeamTrends>({
  quarter,
  requests,
  breaches,
  issueTypes: arrayOf(
    objectOf<TeamTrends['issueTypes'][number]>({ issueType: string('Issue type from the taxonomy.'), count }),
    'Requests by issue type, without callbacks that name none.',
  ),
  products: arrayOf(
    objectOf<TeamTrends['products'][number]>({ product: string('Product.'), count }),
    'Requests by product.',
  ),
  months: arrayOf(objectOf<TeamTrends['months'][number]>({ month, requests, breaches }), 'Figures by month.'),
});

const consultationStanding = objectOf<Status['consultations'][number]>({
  product: string('Product of the add-on.'),
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
      consultantId: string('Id of the consultant.'),
      name: nullable(string(), 'Name of the consultant. Null if it is erased.'),
      languages: arrayOf(servedLanguage, 'Languages that the consultant supports.'),
      products: arrayOf(string(), 'Products that the consultant supports.'),
      freeHours: arrayOf(dateTime(), 'Starts of the hours in which the consultant can be booked.'),
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
    teamId: string('Id of the team.'),
    quarter,
  }),
});

import type {
  Appointment,
  Consultation,
  ConsultationStanding,
  ProgrammeStanding,
  RootCauseSession,
  SessionStanding,
} from '@ledgerdesk/domain';
import { CONSULTATION_SOURCES, type FeatureUsage } from '@ledgerdesk/events';
import type { TeamTrends } from '@ledgerdesk/projections';
import type { agendaOf } from './programme.view.js';
import { instant, listOf, objectOf, oneOf, orNull, type Schema, text, whole } from '../platform/openapi/schema.js';

const quarter: Schema = { type: 'string', example: '2026-Q4', description: 'Calendar quarter in UTC.' };
const appointment = {
  memberId: text,
  consultantId: text,
  startsAt: instant,
  endsAt: instant,
  status: oneOf(['booked', 'held', 'cancelled'] satisfies Appointment['status'][]),
};
const source = oneOf(CONSULTATION_SOURCES);
const consultation = objectOf<Consultation>({ ...appointment, consultationId: text, product: text, source });
const session = objectOf<RootCauseSession>({ ...appointment, sessionId: text });
const usage = { feature: text, count: whole };

const trends = objectOf<TeamTrends>({
  quarter,
  requests: whole,
  breaches: whole,
  issueTypes: listOf(objectOf<TeamTrends['issueTypes'][number]>({ issueType: text, count: whole })),
  products: listOf(objectOf<TeamTrends['products'][number]>({ product: text, count: whole })),
  months: listOf(
    objectOf<TeamTrends['months'][number]>({
      month: { type: 'string', example: '2026-11' },
      requests: whole,
      breaches: whole,
    }),
  ),
});

/** What routes on consultations, sessions and features answer. */
export const PROGRAMME_SCHEMAS = {
  Consultation: consultation,
  RootCauseSession: objectOf<RootCauseSession & { readonly quarter: string }>({
    ...appointment,
    sessionId: text,
    quarter,
  }),
  ProgrammeStanding: objectOf<ProgrammeStanding>({
    consultations: listOf(
      objectOf<ConsultationStanding>({
        product: text,
        source,
        state: oneOf(['open', 'booked', 'used']),
        consultation: orNull(consultation),
      }),
    ),
    rootCauseSessions: listOf(
      objectOf<SessionStanding>({
        quarter,
        state: oneOf(['open', 'booked', 'used', 'not-included']),
        session: orNull(session),
      }),
    ),
  }),
  SessionAgenda: objectOf<Awaited<ReturnType<typeof agendaOf>>>({
    quarter,
    session,
    trends: listOf(trends),
    leastUsed: listOf(objectOf<FeatureUsage>(usage)),
  }),
  FeatureUsage: objectOf<FeatureUsage & { readonly teamId: string; readonly quarter: string }>({
    ...usage,
    teamId: text,
    quarter,
  }),
};

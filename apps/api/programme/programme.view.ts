import type { ProgrammeReader, TeamProgramme } from '@ledgerdesk/application';
import { previousQuarter } from '@ledgerdesk/business-time';
import type {
  Appointment,
  Consultation,
  Programme,
  ProgrammeStatus,
  RootCauseSession,
  TeamQuarter,
} from '@ledgerdesk/domain';
import type { Instant } from '@ledgerdesk/kernel';
import { type AgentRow, type NamedId, namesOf, trendsOf } from '@ledgerdesk/projections';
import type { RowReader } from '@ledgerdesk/read-store';
import { valueOrThrow } from '../platform/http/paging.js';

/** A consultant with the starts of the hours in which they can be booked. */
export const toConsultant = ({ agentId, name, languages, products }: AgentRow, freeHours: readonly Instant[]) => ({
  consultantId: agentId,
  name,
  languages,
  products,
  freeHours,
});

/** Who reads appointments: a member, who is told only their own name and that of consultants, or staff. */
export interface AppointmentReader {
  readonly teamId: string;
  /** Undefined for staff. */
  readonly memberId?: string;
}

/** An appointment with the names of the consultant and of the member who has booked it. */
type Named<A extends Appointment> = A & {
  readonly consultant: NamedId;
  /** For another member, the name is null unless staff read it. */
  readonly member: NamedId;
};

type ToNamed = <A extends Appointment>(appointment: A) => Named<A>;

/** Reads the names in appointments that the reader may know, at once. */
const appointmentNames = async (
  rows: RowReader,
  { teamId, memberId: own }: AppointmentReader,
  appointments: readonly Appointment[],
): Promise<ToNamed> => {
  const known = appointments.map(({ memberId }) => memberId).filter((id) => own === undefined || id === own);
  const names = await namesOf(rows, {
    agents: appointments.map(({ consultantId }) => consultantId),
    members: known.map((memberId) => ({ teamId, memberId })),
  });
  return (appointment) => ({
    ...appointment,
    consultant: { id: appointment.consultantId, name: names.agent(appointment.consultantId) },
    member: { id: appointment.memberId, name: names.member({ teamId, memberId: appointment.memberId }) },
  });
};

/** What a member can book, has booked and has used, with the names that the member may know. */
export const toNamedStatus = async (
  rows: RowReader,
  reader: AppointmentReader,
  { consultations, rootCauseSessions }: ProgrammeStatus,
) => {
  const booked = [
    ...consultations.flatMap(({ consultation }) => consultation ?? []),
    ...rootCauseSessions.flatMap(({ session }) => session ?? []),
  ];
  const named = await appointmentNames(rows, reader, booked);
  return {
    consultations: consultations.map(({ consultation, ...status }) => ({
      ...status,
      consultation: consultation && named(consultation),
    })),
    rootCauseSessions: rootCauseSessions.map(({ session, ...status }) => ({
      ...status,
      session: session && named(session),
    })),
  };
};

/** A team's appointments with names, for staff. */
export const toNamedProgramme = async (
  rows: RowReader,
  teamId: string,
  { consultations, rootCauseSessions }: TeamProgramme,
) => {
  const sessions = rootCauseSessions.flatMap(({ session }) => session ?? []);
  const named = await appointmentNames(rows, { teamId }, [...consultations, ...sessions]);
  return {
    consultations: consultations.map(named),
    rootCauseSessions: rootCauseSessions.map(({ quarter, session }) => ({
      quarter,
      session: session && named(session),
    })),
  };
};

/** The consultation after a command on it. */
export const consultationIn = ({ consultations }: Programme, id: string): Consultation => {
  const found = consultations.find(({ consultationId }) => consultationId === id);
  if (!found) throw new Error(`The programme has no consultation ${id} after a command on it.`);
  return found;
};

/** The session after a command on it. */
export const sessionIn = (
  { session }: TeamQuarter,
  quarter: string,
): RootCauseSession & { readonly quarter: string } => {
  if (!session) throw new Error(`The quarter ${quarter} has no session after a command on it.`);
  return { quarter, ...session };
};

/** Q4: the session with figures of its quarter and the previous one, and the least used features. */
export const agendaOf = async (
  reader: ProgrammeReader,
  rows: RowReader,
  by: AppointmentReader,
  quarter: string,
  at: Instant,
) => {
  const { teamId } = by;
  const { session, leastUsed } = valueOrThrow(await reader.agenda(teamId, quarter, at));
  const named = await appointmentNames(rows, by, [session]);
  const trends = await Promise.all([previousQuarter(quarter), quarter].map((each) => trendsOf(rows, teamId, each)));
  return { quarter, session: named(session), trends, leastUsed };
};

import type { ProgrammeReader } from '@ledgerdesk/application';
import { previousQuarter } from '@ledgerdesk/business-time';
import type { Consultation, Programme, RootCauseSession, TeamQuarter } from '@ledgerdesk/domain';
import type { Instant } from '@ledgerdesk/kernel';
import { type AgentRow, trendsOf } from '@ledgerdesk/projections';
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
  teamId: string,
  quarter: string,
  at: Instant,
) => {
  const { session, leastUsed } = valueOrThrow(await reader.agenda(teamId, quarter, at));
  const trends = await Promise.all([previousQuarter(quarter), quarter].map((each) => trendsOf(rows, teamId, each)));
  return { quarter, session, trends, leastUsed };
};

import type { ProgrammeReader } from '@ledgerdesk/application';
import { previousQuarter } from '@ledgerdesk/business-time';
import type { Consultation, Programme, RootCauseSession, TeamQuarter } from '@ledgerdesk/domain';
import type { Instant } from '@ledgerdesk/kernel';
import { trendsOf } from '@ledgerdesk/projections';
import type { RowReader } from '@ledgerdesk/read-store';
import { valueOrThrow } from '../platform/http/paging.js';

/** The consultation that a command was about. */
export const consultationIn = ({ consultations }: Programme, id: string): Consultation => {
  const found = consultations.find(({ consultationId }) => consultationId === id);
  if (!found) throw new Error(`The consultation ${id} was decided on, yet it is not there.`);
  return found;
};

/** The session that a command was about. */
export const sessionIn = (
  { session }: TeamQuarter,
  quarter: string,
): RootCauseSession & { readonly quarter: string } => {
  if (!session) throw new Error(`The session of ${quarter} was decided on, yet it is not there.`);
  return { quarter, ...session };
};

/** Q4: what a session talks about: counts of its quarter and the one before, and what is used least. */
export const agendaOf = async (
  reader: ProgrammeReader,
  rows: RowReader,
  teamId: string,
  quarter: string,
  at: Instant,
) => {
  const { session, leastUsed } = valueOrThrow(await reader.agenda(teamId, quarter, at));
  const trends = await Promise.all([previousQuarter(quarter), quarter].map((one) => trendsOf(rows, teamId, one)));
  return { quarter, session, trends, leastUsed };
};

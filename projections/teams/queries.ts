import type { Refusal } from '@ledgerdesk/kernel';
import type { NamedQuery, RowReader } from '@ledgerdesk/read-store';
import { onlyEventsOfTeam } from '../events-of-team.js';
import { type Page, type PageRequest, readFilteredPage } from '../page.js';
import { searchOf } from '../searchable.js';
import { teams, type TeamRow } from './definition.js';

/** Filters teams. Omitted members do not filter. `q` searches name and id. */
export interface TeamFilter {
  readonly q?: string | undefined;
  readonly product?: string | undefined;
  readonly country?: string | undefined;
  readonly accountManager?: string | undefined;
}

/**
 * Teams by name, for staff only. Refuses a malformed cursor and a limit out of range. A page with filters reads at most
 * 1,000 rows: it may have fewer items than `limit`, even none, and a cursor to continue from.
 */
export const teamsBy = (
  reader: RowReader,
  filter: TeamFilter,
  page: PageRequest = {},
): Promise<Page<TeamRow> | Refusal> =>
  readFilteredPage<TeamRow>(
    reader,
    {
      projection: teams.name,
      where: [],
      orderBy: [{ column: 'sortName', direction: 'asc', required: true }],
    },
    page,
    testOf(filter),
  );

/** A team, for staff only; undefined if it is not registered. */
export const teamOf = (reader: RowReader, teamId: string): Promise<TeamRow | undefined> =>
  reader.get<TeamRow>(teams.name, teamId);

const testOf = ({ q, product, country, accountManager }: TeamFilter): ((row: TeamRow) => boolean) | undefined => {
  const isNamed = searchOf(q);
  if ([isNamed, product, country, accountManager].every((filter) => filter === undefined)) return undefined;
  return (row) =>
    (product === undefined || row.products.includes(product)) &&
    (country === undefined || row.country === country) &&
    (accountManager === undefined || row.accountManager === accountManager) &&
    (isNamed?.(row) ?? true);
};

/** A team, current or as of a moment. */
export const teamQuery: NamedQuery<{ readonly teamId: string }, TeamRow | undefined> = {
  name: 'team',
  models: () => [teams.name],
  eventFilter: onlyEventsOfTeam,
  run: (rows, { teamId }) => teamOf(rows, teamId),
};

import type { Instant, Refusal } from '@ledgerdesk/kernel';
import type { Condition, NamedQuery, RowReader } from '@ledgerdesk/read-store';
import { onlyEventsOfTeam } from '../events-of-team.js';
import { readPage, type Page, type PageRequest } from '../page.js';
import { addOnLedger, type AddOnRow, type ChargeRow } from './definition.js';

/** An `active` add-on can be removed, a `removal-scheduled` one kept, an `ended` one bought again (P7, P11). */
type AddOnState = 'active' | 'removal-scheduled' | 'ended';

export type AddOnWithState = AddOnRow & { readonly state: AddOnState };

/** A team's current and former add-ons by product, each with its state at an instant. */
export const addOnsOf = async (reader: RowReader, teamId: string, at: Instant): Promise<readonly AddOnWithState[]> => {
  const found = await reader.find<AddOnRow>(addOnLedger.name, { where: ofTeam(teamId, 'add-on') });
  return found.map(({ row }) => ({ ...row, state: stateOf(row, at) }));
};

/** A team's charges, latest due first. Refuses a malformed cursor and a limit out of range. */
export const chargesOf = async (
  reader: RowReader,
  teamId: string,
  page: PageRequest = {},
): Promise<Page<ChargeRow> | Refusal> =>
  readPage<ChargeRow>(
    reader,
    {
      projection: addOnLedger.name,
      where: ofTeam(teamId, 'charge'),
      orderBy: [{ column: 'effectiveAt', direction: 'desc', required: true }],
    },
    page,
  );

const stateOf = ({ removalEffectiveAt }: AddOnRow, at: Instant): AddOnState => {
  if (removalEffectiveAt === null) return 'active';
  return removalEffectiveAt <= at ? 'ended' : 'removal-scheduled';
};

const ofTeam = (teamId: string, kind: (AddOnRow | ChargeRow)['kind']): Condition[] => [
  { column: 'teamId', is: '=', value: teamId },
  { column: 'kind', is: '=', value: kind },
];

/** A team's add-ons with their state at `at`, current or as of a moment. */
export const addOnsQuery: NamedQuery<{ readonly teamId: string; readonly at: Instant }, readonly AddOnWithState[]> = {
  name: 'add-ons',
  models: () => [addOnLedger.name],
  eventFilter: onlyEventsOfTeam,
  run: (rows, { teamId, at }) => addOnsOf(rows, teamId, at),
};

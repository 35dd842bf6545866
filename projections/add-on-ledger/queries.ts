import type { Instant, Refusal } from '@ledgerdesk/kernel';
import type { Condition, RowReader } from '@ledgerdesk/read-store';
import { readPage, type Page, type PageRequest } from '../page.js';
import { addOnLedger, type AddOnRow, type ChargeRow } from './definition.js';

/** `active` can be removed, `removal-scheduled` can be kept, `ended` can be added again (P7, P11). */
export type AddOnState = 'active' | 'removal-scheduled' | 'ended';

export type AddOnStanding = AddOnRow & { readonly state: AddOnState };

/** The add-ons that a team has or had, by product, with the state each is in at an instant. */
export const addOnsOf = async (reader: RowReader, teamId: string, at: Instant): Promise<readonly AddOnStanding[]> => {
  const found = await reader.find<AddOnRow>(addOnLedger.name, { where: ofTeam(teamId, 'add-on') });
  return found.map(({ row }) => ({ ...row, state: stateOf(row, at) }));
};

/** The charges of a team, what fell due last first. Refuses a malformed cursor and a limit out of range. */
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
      orderBy: [{ column: 'effectiveAt', direction: 'desc' }],
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

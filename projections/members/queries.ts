import type { AdminRole } from '@ledgerdesk/events';
import type { Refusal } from '@ledgerdesk/kernel';
import type { RowReader } from '@ledgerdesk/read-store';
import { type Page, type PageRequest, readFilteredPage } from '../page.js';
import { searchOf } from '../searchable.js';
import { memberKey, members, type MemberRow } from './definition.js';

/** Filters members of a team. Omitted members do not filter. `q` searches name, id and e-mail address. */
export interface MemberFilter {
  readonly q?: string | undefined;
  readonly status?: MemberRow['status'] | undefined;
  readonly role?: AdminRole | undefined;
  /** True: Champions only. */
  readonly champion?: boolean | undefined;
}

/**
 * Members of a team by name, for staff only. Refuses a malformed cursor and a limit out of range. A page with `q`,
 * `role` or `champion` reads at most 1,000 rows: it may have fewer items than `limit`, even none, and a cursor.
 */
export const membersOf = (
  reader: RowReader,
  teamId: string,
  { status, ...filter }: MemberFilter,
  page: PageRequest = {},
): Promise<Page<MemberRow> | Refusal> =>
  readFilteredPage<MemberRow>(
    reader,
    {
      projection: members.name,
      where: [
        { column: 'teamId', is: '=', value: teamId },
        ...(status === undefined ? [] : [{ column: 'status', is: '=', value: status } as const]),
      ],
      orderBy: [{ column: 'sortName', direction: 'asc', required: true }],
    },
    page,
    testOf(filter),
  );

/** A member, for staff and for the member; undefined if never added. */
export const memberOf = (
  reader: RowReader,
  member: Pick<MemberRow, 'teamId' | 'memberId'>,
): Promise<MemberRow | undefined> => reader.get<MemberRow>(members.name, memberKey(member));

const testOf = ({ q, role, champion }: Omit<MemberFilter, 'status'>): ((row: MemberRow) => boolean) | undefined => {
  const isNamed = searchOf(q);
  if ([isNamed, role, champion].every((filter) => filter === undefined)) return undefined;
  return (row) =>
    (role === undefined || row.roles.includes(role)) &&
    (champion === undefined || (row.champion !== null) === champion) &&
    (isNamed?.(row) ?? true);
};

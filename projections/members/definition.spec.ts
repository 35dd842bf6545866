import { isRefusal } from '@ledgerdesk/kernel';
import { readerAfter, rowsAfter } from '../../test/support/projected-rows.js';
import { anEvent, type EventFixture } from '../../test/support/recorded-events.js';
import type { Page, PageRequest } from '../page.js';
import { members, type MemberRow } from './definition.js';
import { type MemberFilter, memberOf, membersOf } from './queries.js';

const added = (memberId: string, name: string, more: object = {}): EventFixture =>
  anEvent('MemberAdded', { memberId, name, email: `${memberId}@acme.example`, roles: [], ...more });

const pageOf = async (
  fixtures: readonly EventFixture[],
  filter: MemberFilter = {},
  page: PageRequest = {},
): Promise<Page<MemberRow>> => {
  const found = await membersOf(readerAfter(members, ...fixtures), 'acme', filter, page);
  if (isRefusal(found)) throw new Error(found.message);
  return found;
};
const idsOf = ({ items }: Page<MemberRow>): string[] => items.map(({ memberId }) => memberId);

const KEY = { teamId: 'acme', memberId: 'aiko' };
const aiko = anEvent('MemberAdded');

describe('members', () => {
  it('E2 have what they were added with, and are active', () => {
    expect(rowsAfter(members, aiko).get('acme.aiko')).toEqual({
      ...KEY,
      name: 'Aiko Sato',
      email: 'aiko@acme.example',
      language: 'ja',
      status: 'active',
      roles: ['team_admin'],
      champion: null,
      addedAt: '2026-11-27T07:30:00.000Z',
      revision: 0,
      sortName: 'aiko sato',
      searchable: 'aiko sato\naiko\naiko@acme.example',
    });
  });

  it('follow changes of name, address and language', () => {
    const changed = [anEvent('MemberRenamed'), anEvent('MemberEmailChanged'), anEvent('MemberLanguageChanged')];
    expect(rowsAfter(members, aiko, ...changed).get('acme.aiko')).toMatchObject({
      name: 'Aiko Tanaka',
      sortName: 'aiko tanaka',
      email: 'aiko.tanaka@acme.example',
      language: 'en',
      revision: 3,
    });
  });

  it('E2 H1 C1 follow changes of status, roles and Champion level', async () => {
    const reader = readerAfter(
      members,
      aiko,
      anEvent('MemberStatusChanged', { status: 'suspended' }),
      anEvent('AdminRolesAssigned', { roles: ['support_admin'] }),
      anEvent('ChampionNamed', { level: 'grand', addOn: null }),
    );
    expect(await memberOf(reader, KEY)).toMatchObject({
      status: 'suspended',
      roles: ['support_admin'],
      champion: { level: 'grand', addOn: null },
      revision: 3,
    });
    const ended = [anEvent('ChampionNamed'), anEvent('ChampionWithdrawn'), anEvent('MemberDeactivated')];
    expect(rowsAfter(members, aiko, ...ended).get('acme.aiko')).toMatchObject({
      status: 'deactivated',
      champion: null,
      revision: 3,
    });
    expect(rowsAfter(members, ...ended).size).toBe(0);
  });

  it('have the revision of the last event of their stream, saved views included', () => {
    const views = [anEvent('TicketViewSaved'), anEvent('TicketViewRemoved')];
    expect(rowsAfter(members, aiko, ...views).get('acme.aiko')).toMatchObject({ revision: 2 });
  });

  const team = [
    added('m-1', 'Zoe', { roles: ['team_admin'] }),
    added('m-2', 'Ben', { email: 'office@acme.example' }),
    added('m-3', '愛子'),
    added('m-4', 'Aiko'),
    anEvent('MemberAdded', { teamId: 'globex', memberId: 'm-1', name: 'Namesake' }),
    anEvent('MemberStatusChanged', { memberId: 'm-2', status: 'suspended' }),
    anEvent('ChampionNamed', { memberId: 'm-4' }),
  ];

  it('of one team are sorted by name and come in pages', async () => {
    expect(idsOf(await pageOf(team))).toEqual(['m-4', 'm-2', 'm-1', 'm-3']);
    const first = await pageOf(team, {}, { limit: 2 });
    expect(idsOf(await pageOf(team, {}, { limit: 2, cursor: first.next }))).toEqual(['m-1', 'm-3']);
  });

  it.each<[MemberFilter, string[]]>([
    [{ q: 'AIKO' }, ['m-4']],
    [{ q: 'office' }, ['m-2']],
    [{ q: 'M-3' }, ['m-3']],
    [{ status: 'suspended' }, ['m-2']],
    [{ status: 'active' }, ['m-4', 'm-1', 'm-3']],
    [{ status: 'active', q: '子' }, ['m-3']],
    [{ role: 'team_admin' }, ['m-1']],
    [{ champion: true }, ['m-4']],
    [{ champion: false, status: 'active' }, ['m-1', 'm-3']],
  ])('are filtered by %j', async (filter, ids) => {
    expect(idsOf(await pageOf(team, filter))).toEqual(ids);
  });
});

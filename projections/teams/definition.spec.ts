import { isRefusal } from '@ledgerdesk/kernel';
import { readerAfter, rowsAfter } from '../../test/support/projected-rows.js';
import { anEvent, type EventFixture } from '../../test/support/recorded-events.js';
import type { Page, PageRequest } from '../page.js';
import { teams, type TeamRow } from './definition.js';
import { type TeamFilter, teamOf, teamsBy } from './queries.js';

const registered = (teamId: string, name: string, more: object = {}): EventFixture =>
  anEvent('TeamRegistered', { teamId, name, ...more });

const pageOf = async (
  fixtures: readonly EventFixture[],
  filter: TeamFilter = {},
  page: PageRequest = {},
): Promise<Page<TeamRow>> => {
  const found = await teamsBy(readerAfter(teams, ...fixtures), filter, page);
  if (isRefusal(found)) throw new Error(found.message);
  return found;
};
const idsOf = ({ items }: Page<TeamRow>): string[] => items.map(({ teamId }) => teamId);

describe('teams', () => {
  it('P1 have what they were registered with', () => {
    expect(rowsAfter(teams, registered('acme', 'Acme KK')).get('acme')).toEqual({
      teamId: 'acme',
      name: 'Acme KK',
      country: 'JP',
      timeZone: 'Asia/Tokyo',
      products: ['dropbox', 'dash'],
      selfServe: true,
      accountManager: 'am-7',
      billing: { currency: 'JPY', interval: 'month', periodStart: '2026-11-01', seats: 25 },
      registeredAt: '2026-11-27T07:30:00.000Z',
      revision: 0,
      sortName: 'acme kk',
      searchable: 'acme kk\nacme',
    });
  });

  it('P1 follow changes of name, zone, self-service, seats and interval', () => {
    const changed = [
      anEvent('TeamRenamed'),
      anEvent('TeamTimeZoneChanged'),
      anEvent('SelfServeChanged'),
      anEvent('TeamSeatsChanged'),
      anEvent('BillingIntervalChanged'),
    ];
    expect(rowsAfter(teams, anEvent('TeamRegistered'), ...changed).get('acme')).toMatchObject({
      name: 'Acme Holdings KK',
      sortName: 'acme holdings kk',
      timeZone: 'Europe/Berlin',
      selfServe: false,
      billing: { currency: 'JPY', seats: 30, interval: 'year' },
      revision: 5,
    });
  });

  it('R2 P4 follow changes of products and account manager', async () => {
    const reader = readerAfter(
      teams,
      registered('acme', 'Acme KK'),
      anEvent('TeamProductsChanged', { products: ['dash'] }),
      anEvent('AccountManagerAssigned', { accountManager: null }),
    );
    expect(await teamOf(reader, 'acme')).toMatchObject({ products: ['dash'], accountManager: null, revision: 2 });
    expect(await teamOf(reader, 'globex')).toBeUndefined();
  });

  it('have the revision of the last event of their stream, inquiries included', () => {
    const inquiries = [anEvent('AddOnInquiryReceived'), anEvent('AddOnInquiryClosed')];
    expect(rowsAfter(teams, registered('acme', 'Acme KK'), ...inquiries).get('acme')).toMatchObject({ revision: 2 });
    expect(rowsAfter(teams, ...inquiries).size).toBe(0);
  });

  const three = [
    registered('t-1', 'Zeta', { products: ['dash'], country: 'DE', accountManager: null }),
    registered('t-2', 'ａｃｍｅ'),
    registered('t-3', 'Émile & Co'),
    registered('t-4', 'Acme'),
  ];

  it('are sorted by name, and those of one name by id', async () => {
    expect(idsOf(await pageOf(three))).toEqual(['t-2', 't-4', 't-1', 't-3']);
  });

  it('come in pages, also after a name that is not ASCII', async () => {
    const ids: string[] = [];
    for (let cursor: string | undefined, more = true; more;) {
      const page: Page<TeamRow> = await pageOf([...three, registered('t-5', '日本')], {}, { cursor, limit: 1 });
      ids.push(...idsOf(page));
      cursor = page.next;
      more = cursor !== undefined;
    }
    expect(ids).toEqual(['t-2', 't-4', 't-1', 't-3', 't-5']);
  });

  it.each<[TeamFilter, string[]]>([
    [{ q: 'ACME' }, ['t-2', 't-4']],
    [{ q: 'T-1' }, ['t-1']],
    [{ q: 'émile' }, ['t-3']],
    [{ q: ' ' }, ['t-2', 't-4', 't-1', 't-3']],
    [{ product: 'dropbox' }, ['t-2', 't-4', 't-3']],
    [{ country: 'DE' }, ['t-1']],
    [{ accountManager: 'am-7' }, ['t-2', 't-4', 't-3']],
    [{ accountManager: 'am-7', q: 'co' }, ['t-3']],
    [{ q: '100%_' }, []],
  ])('are filtered by %j', async (filter, ids) => {
    expect(idsOf(await pageOf(three, filter))).toEqual(ids);
  });

  it('end a page after 1,000 rows that do not match, with a cursor', async () => {
    const many = Array.from({ length: 1_100 }, (_, n) => registered(`t-${n}`, `Team ${String(n).padStart(4, '0')}`));
    const first = await pageOf(many, { q: 'Team 1099' });
    expect(first).toEqual({ items: [], next: expect.any(String) as string });
    expect(idsOf(await pageOf(many, { q: 'Team 1099' }, { cursor: first.next }))).toEqual(['t-1099']);
  });
});

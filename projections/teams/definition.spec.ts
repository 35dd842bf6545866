import { isRefusal } from '@ledgerdesk/kernel';
import { readerAfter, rowsAfter } from '../../test/support/projected-rows.js';
import { anEvent, type EventFixture } from '../../test/support/recorded-events.js';
import type { Page, PageRequest } from '../page.js';
import { billingIn } from './billing-terms.js';
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
      billingZone: 'Asia/Tokyo',
      scheduledBilling: null,
      registeredAt: '2026-11-27T07:30:00.000Z',
      revision: 0,
      sortName: 'acme kk',
      searchable: 'acme kk\nacme',
    });
  });

  it('P1 follow changes of name, zone, self-service, seats and interval', () => {
    const changed = [
      anEvent('TeamRenamed'),
      anEvent('TeamTimeZoneChanged', { billedFrom: null }),
      anEvent('SelfServeChanged'),
      anEvent('TeamSeatsChanged'),
      anEvent('BillingIntervalChanged', { billedFrom: null }),
    ];
    expect(rowsAfter(teams, anEvent('TeamRegistered'), ...changed).get('acme')).toMatchObject({
      name: 'Acme Holdings KK',
      sortName: 'acme holdings kk',
      timeZone: 'Europe/Berlin',
      selfServe: false,
      billing: { currency: 'JPY', seats: 30, interval: 'year' },
      billingZone: 'Europe/Berlin',
      scheduledBilling: null,
      revision: 5,
    });
  });

  describe('with an add-on', () => {
    const RENEWAL = '2026-11-30T15:00:00.000Z';
    const more = anEvent('SeatChangeConfirmed', { from: 25, to: 30 });
    const fewer = anEvent('SeatChangeConfirmed', { from: 25, to: 20, effectiveAt: RENEWAL });
    const withdrawn = anEvent('SeatReductionWithdrawn');
    const current = { currency: 'JPY', interval: 'month', periodStart: '2026-11-01', seats: 25 };
    const next = {
      effectiveAt: RENEWAL,
      interval: 'month',
      periodStart: '2026-11-01',
      seats: 25,
      timeZone: 'Asia/Tokyo',
    };
    const at = (instant: string, ...events: readonly EventFixture[]) => {
      const row = rowsAfter(teams, anEvent('TeamRegistered'), ...events).get('acme') as TeamRow | undefined;
      return row && billingIn(row, instant);
    };
    const now = '2026-11-27T08:00:00.000Z';

    it('P8 have more seats at once, and fewer from the renewal', () => {
      expect(at(now, more)).toMatchObject({ billing: { seats: 30 }, scheduledBilling: null });
      expect(at(now, fewer)).toMatchObject({ billing: current, scheduledBilling: { ...next, seats: 20 } });
      expect(at('2026-11-30T14:59:59.999Z', fewer)).toMatchObject({ billing: current });
      expect(at(RENEWAL, fewer)).toMatchObject({ billing: { ...current, seats: 20 }, scheduledBilling: null });
    });

    it('P8 P12 keep their seats if a reduction is replaced or withdrawn', () => {
      expect(at(RENEWAL, fewer, more)).toMatchObject({ billing: { seats: 30 }, scheduledBilling: null });
      expect(at(RENEWAL, fewer, withdrawn)).toMatchObject({ billing: { seats: 25 }, scheduledBilling: null });
      const [yearly] = [anEvent('BillingIntervalChanged')];
      expect(at(now, fewer, yearly, withdrawn)?.scheduledBilling).toMatchObject({ seats: 25, interval: 'year' });
    });

    it('P9 P10 have another interval and zone from the renewal, also beside fewer seats', () => {
      const events = [anEvent('BillingIntervalChanged'), fewer, anEvent('TeamTimeZoneChanged')];
      const renewed = { interval: 'year', periodStart: '2026-12-01', seats: 20 };
      expect(at(now, ...events)).toMatchObject({
        billing: current,
        billingZone: 'Asia/Tokyo',
        scheduledBilling: { ...renewed, effectiveAt: RENEWAL, timeZone: 'Europe/Berlin' },
      });
      expect(at(RENEWAL, ...events)).toMatchObject({ billing: renewed, billingZone: 'Europe/Berlin' });
      const back = anEvent('BillingIntervalChanged', { interval: 'month', billedFrom: null });
      expect(at(RENEWAL, anEvent('BillingIntervalChanged'), back)).toMatchObject({ billing: current });
    });

    it('P8 follow what is recorded after the renewal', () => {
      const after = anEvent('SeatChangeConfirmed', { from: 20, to: 22 }, '2026-12-03T00:00:00.000Z');
      expect(rowsAfter(teams, anEvent('TeamRegistered'), fewer, after).get('acme')).toMatchObject({
        billing: { seats: 22 },
        scheduledBilling: null,
        revision: 2,
      });
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

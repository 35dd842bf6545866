import { aMember, anAddOn, anAdmin, aTeam, BILLING } from '../../../test/support/state-builders.js';
import { policies } from '../../../test/support/policies.js';
import type { AdminRole, Edition } from '@ledgerdesk/events';
import { isRefusal } from '@ledgerdesk/kernel';
import type { Buyer } from './buyer.js';
import { type Quote, quoteAddOn } from './quote.js';
import type { Team } from '../team/state.js';

const ADMIN: Buyer = { kind: 'member', member: anAdmin() };
const SALES: Buyer = { kind: 'sales' };

interface QuoteOptions {
  readonly at?: string;
  readonly product?: string;
  readonly edition?: Edition;
  readonly team?: Partial<Team>;
  readonly buyer?: Buyer;
  readonly addOn?: ReturnType<typeof anAddOn>;
}

const ask = ({
  at = '2026-11-23T01:00:00.000Z',
  product = 'dropbox',
  edition = 'essentials',
  team = {},
  buyer = ADMIN,
  addOn,
}: QuoteOptions = {}) =>
  quoteAddOn({ id: 'q-1', product, edition, at }, addOn, {
    team: aTeam(team),
    buyer,
    policies,
    policiesAt: () => policies,
  });

const quoted = (options: QuoteOptions = {}): Quote => {
  const quote = ask(options);
  if (isRefusal(quote)) throw new Error(quote.message);
  return quote;
};

const billing = (differing: Partial<Team['billing']>) => ({ billing: { ...BILLING, ...differing } });

describe('the amount of a quote', () => {
  it('P9 P8 covers the rest of the period in whole yen, including the day of purchase', () => {
    expect(quoted()).toEqual({
      id: 'q-1',
      teamId: 'acme',
      product: 'dropbox',
      change: 'purchase',
      edition: 'essentials',
      effectiveAt: '2026-11-23T01:00:00.000Z',
      amount: { minor: 3000, currency: 'JPY' },
      exact: { numerator: '90000', denominator: '30' },
      replaces: null,
      agreedBy: null,
      renewalAmount: { minor: 11_250, currency: 'JPY' },
      unitPrice: { minor: 450, currency: 'JPY' },
      interval: 'month',
      seats: 25,
      remainingDays: 8,
      periodDays: 30,
      period: { from: '2026-11-01', to: '2026-12-01' },
      periodEndsAt: '2026-11-30T15:00:00.000Z',
      priceVersion: policies.prices.version,
      expiresAt: '2026-11-23T15:00:00.000Z',
    });
  });

  it.each([
    { where: 'Asia/Tokyo', at: '2026-11-22T15:30:00.000Z', remainingDays: 8, why: 'tomorrow already' },
    { where: 'America/Los_Angeles', at: '2026-11-23T07:30:00.000Z', remainingDays: 9, why: 'still yesterday' },
    { where: 'Asia/Tokyo', at: '2026-11-30T14:59:59.999Z', remainingDays: 1, why: 'the last moment of the last day' },
    {
      where: 'Asia/Tokyo',
      at: '2026-11-30T15:00:00.000Z',
      remainingDays: 31,
      why: 'the first moment of the next period',
    },
  ])('P9 counts days in the time zone of the team: in $where, $at is $why', ({ where, at, remainingDays }) => {
    expect(quoted({ at, team: { timeZone: where } }).remainingDays).toBe(remainingDays);
  });

  it.each([
    {
      periodStart: '2026-11-01',
      at: '2026-11-30T03:00:00.000Z',
      interval: 'month',
      days: [1, 30],
      why: 'the last day of November',
    },
    {
      periodStart: '2026-11-01',
      at: '2026-12-01T03:00:00.000Z',
      interval: 'month',
      days: [31, 31],
      why: 'a whole December',
    },
    {
      periodStart: '2026-01-31',
      at: '2026-03-01T03:00:00.000Z',
      interval: 'month',
      days: [30, 31],
      why: 'from the end of February to that of March',
    },
    {
      periodStart: '2026-11-01',
      at: '2028-02-29T03:00:00.000Z',
      interval: 'month',
      days: [1, 29],
      why: 'the leap day',
    },
    {
      periodStart: '2026-11-15',
      at: '2026-11-14T03:00:00.000Z',
      interval: 'month',
      days: [1, 31],
      why: 'a day before the anchor',
    },
    {
      periodStart: '2027-03-01',
      at: '2027-03-01T03:00:00.000Z',
      interval: 'year',
      days: [366, 366],
      why: 'a year with a leap day in it',
    },
    {
      periodStart: '2024-02-29',
      at: '2027-02-27T03:00:00.000Z',
      interval: 'year',
      days: [1, 365],
      why: 'a year anchored on a leap day',
    },
  ] as const)('P9 depends on the length of the period: $why', ({ periodStart, at, interval, days }) => {
    const { remainingDays, periodDays } = quoted({ at, team: billing({ periodStart, interval }) });
    expect([remainingDays, periodDays]).toEqual(days);
  });

  it('P9 uses the yearly price for yearly billing', () => {
    const { amount, unitPrice } = quoted({
      team: billing({ interval: 'year', periodStart: '2026-11-23', currency: 'USD', seats: 3 }),
    });
    expect(unitPrice.minor).toBe(3000);
    expect(amount).toEqual({ minor: 9000, currency: 'USD' });
  });

  it('P8 P10 is shown with the amount of the next period, at the prices of its day if already known', () => {
    const later = {
      ...policies,
      prices: { version: 'newer', perSeat: { dropbox: { essentials: { JPY: { month: 500 } } } } },
    };
    const policiesAt = (at: string) => (at < '2026-11-30T15:00:00.000Z' ? policies : later);
    const quoteFor = (edition: Edition) =>
      quoteAddOn({ id: 'q-1', product: 'dropbox', edition, at: '2026-11-23T01:00:00.000Z' }, undefined, {
        team: aTeam(),
        buyer: SALES,
        policies,
        policiesAt,
      });
    expect(quoteFor('essentials')).toMatchObject({
      amount: { minor: 3000 },
      renewalAmount: { minor: 12_500, currency: 'JPY' },
    });
    expect(quoteFor('enhanced')).toMatchObject({ renewalAmount: { minor: 26_250, currency: 'JPY' } });
  });

  it('P9 is rounded half up, once for all seats', () => {
    const { amount, remainingDays } = quoted({
      at: '2026-11-30T03:00:00.000Z',
      team: billing({ currency: 'GBP', seats: 3 }),
    });
    expect(remainingDays).toBe(1);
    expect(amount.minor).toBe(25);
    expect(
      quoted({ at: '2026-11-30T03:00:00.000Z', team: billing({ currency: 'USD', seats: 1 }), product: 'dash' }).amount
        .minor,
    ).toBe(8);
    expect(
      quoted({ at: '2026-11-30T03:00:00.000Z', team: billing({ currency: 'JPY', seats: 1 }), product: 'dash' }).amount
        .minor,
    ).toBe(13);
  });
});

describe('the validity of a quote', () => {
  it('P8 ends with the day in the time zone of the team', () => {
    expect(quoted({ at: '2026-11-22T15:00:00.000Z' }).expiresAt).toBe('2026-11-23T15:00:00.000Z');
  });

  it('P8 is at least an hour, even past midnight', () => {
    expect(quoted({ at: '2026-11-23T14:30:00.000Z' }).expiresAt).toBe('2026-11-23T15:30:00.000Z');
  });
});

describe('a quote', () => {
  const byAdmin = (...roles: readonly AdminRole[]): Buyer => ({ kind: 'member', member: anAdmin({ roles }) });

  it.each([['team_admin'], ['billing_admin']] as const)('P6 is issued to a %s', (role) => {
    expect(isRefusal(ask({ buyer: byAdmin(role) }))).toBe(false);
  });

  it.each([
    ['an admin without a billing role', byAdmin('support_admin', 'security_admin')],
    ['a member without a role', { kind: 'member', member: aMember() }],
    ['a deactivated billing admin', { kind: 'member', member: anAdmin({ active: false }) }],
  ] as const)('P6 is refused to %s', (_, buyer) => {
    expect(ask({ buyer })).toMatchObject({ reason: 'forbidden', code: 'billing-role-required', rule: 'P6' });
  });

  it.each([
    ['is not self-serve', { selfServe: false }],
    ['has an account manager', { accountManager: 'am-7' }],
  ])('P4 is issued only through sales to a team that %s', (_, team) => {
    expect(ask({ team })).toMatchObject({ reason: 'forbidden', code: 'sales-only-team', rule: 'P4' });
    expect(isRefusal(ask({ team, buyer: SALES }))).toBe(false);
  });

  it('P5 is issued only through sales for Enhanced', () => {
    expect(ask({ edition: 'enhanced' })).toMatchObject({ reason: 'forbidden', code: 'sales-only-edition', rule: 'P5' });
    expect(quoted({ edition: 'enhanced', buyer: SALES }).amount.minor).toBe((1050 * 25 * 8) / 30);
  });

  it('P14 is refused for the edition that the team already has', () => {
    expect(ask({ addOn: anAddOn(), buyer: SALES })).toMatchObject({
      reason: 'conflict',
      code: 'add-on-active',
      rule: 'P14',
    });
  });

  it('P14 charges the difference for the rest of the period for an upgrade, effective at once', () => {
    expect(quoted({ addOn: anAddOn(), edition: 'enhanced', buyer: SALES })).toMatchObject({
      change: 'upgrade',
      effectiveAt: '2026-11-23T01:00:00.000Z',
      amount: { minor: 4000 },
      exact: { numerator: '120000', denominator: '30' },
      unitPrice: { minor: 1050 },
      replaces: { minor: 450 },
      renewalAmount: { minor: 26_250 },
    });
  });

  it('P14 deducts the price paid, not the list price, and is never negative', () => {
    const paid = anAddOn({ unitPrice: { minor: 2000, currency: 'JPY' } });
    expect(quoted({ addOn: paid, edition: 'enhanced', buyer: SALES })).toMatchObject({
      amount: { minor: 0 },
      replaces: { minor: 2000 },
    });
  });

  it('P14 charges nothing for a downgrade, effective at the renewal', () => {
    expect(quoted({ addOn: anAddOn({ edition: 'enhanced' }), buyer: SALES })).toMatchObject({
      change: 'downgrade',
      effectiveAt: '2026-11-30T15:00:00.000Z',
      amount: { minor: 0 },
      remainingDays: 0,
      replaces: null,
      renewalAmount: { minor: 11_250 },
    });
  });

  it('P5 is issued only through sales for a change from or to Enhanced', () => {
    expect(ask({ addOn: anAddOn(), edition: 'enhanced' })).toMatchObject({ code: 'sales-only-edition', rule: 'P5' });
    expect(ask({ addOn: anAddOn({ edition: 'enhanced' }) })).toMatchObject({ code: 'sales-only-edition', rule: 'P5' });
  });

  it('P11 P14 is refused while a removal or another change is scheduled', () => {
    expect(ask({ addOn: anAddOn({ removalEffectiveAt: '2026-11-30T15:00:00.000Z' }) })).toMatchObject({
      code: 'removal-scheduled',
      rule: 'P11',
    });
    const effectiveAt = '2026-11-30T15:00:00.000Z';
    const scheduledEdition = { edition: 'essentials' as const, effectiveAt, quote: 'q-0', agreed: null };
    expect(ask({ addOn: anAddOn({ edition: 'enhanced', scheduledEdition }), buyer: SALES })).toMatchObject({
      code: 'edition-change-scheduled',
      rule: 'P14',
    });
  });

  it('P10 applies due renewals that are not yet recorded', () => {
    expect(ask({ at: '2027-02-10T00:00:00.000Z', addOn: anAddOn(), edition: 'enhanced', buyer: SALES })).toMatchObject({
      change: 'upgrade',
      period: { from: '2027-02-01', to: '2027-03-01' },
    });
  });

  it('P2 is issued again once a removal has taken effect', () => {
    const removed = anAddOn({ removalEffectiveAt: '2026-11-30T15:00:00.000Z' });
    expect(isRefusal(ask({ addOn: removed, at: '2026-11-30T14:59:59.999Z' }))).toBe(true);
    expect(isRefusal(ask({ addOn: removed, at: '2026-11-30T15:00:00.000Z' }))).toBe(false);
  });

  it('P13 E1 is issued for each add-on and edition with a price', () => {
    for (const product of ['dropbox', 'dash']) {
      for (const edition of ['essentials', 'enhanced'] as const)
        expect(quoted({ product, edition, buyer: SALES })).toMatchObject({ product, edition });
    }
  });

  it.each(['replay', 'nothing', 'constructor'])('P13 is refused for %s, which is not an add-on', (product) => {
    expect(ask({ product })).toMatchObject({ reason: 'invalid', code: 'unknown-add-on', rule: 'P13' });
  });

  it('P9 is refused for a currency without a price', () => {
    expect(ask({ team: billing({ currency: 'CHF' }) })).toMatchObject({ code: 'no-price', rule: 'P1' });
  });
});

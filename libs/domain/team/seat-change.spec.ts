import { aMember, anAddOn, anAdmin, aTeam, BILLING } from '../../../test/support/state-builders.js';
import { deciderTest } from '../../../test/support/decider-test.js';
import { policies } from '../../../test/support/policies.js';
import { isRefusal } from '@ledgerdesk/kernel';
import type { Buyer } from '../add-on/buyer.js';
import { billingAt, scheduledSeats } from './billing-terms.js';
import type { TeamCommand } from './commands.js';
import { teamDecider } from './decide.js';
import type { TeamFacts } from './facts.js';
import { quoteSeats, type SeatQuote } from './seat-quote.js';
import type { Team } from './state.js';

/** 23 November, 10:00 in Tokyo: eight of thirty days are left. */
const AT = '2026-11-23T01:00:00.000Z';
const LATER = '2026-11-23T02:00:00.000Z';
const RENEWAL = '2026-11-30T15:00:00.000Z';
const yen = (minor: number) => ({ minor, currency: 'JPY' });
const facts: TeamFacts = { policies, policiesAt: () => policies, addOns: [undefined, anAddOn()], member: anAdmin() };
const SALES: Buyer = { kind: 'sales' };
const acme = deciderTest(teamDecider, facts).afterEvents('2026-11-01T00:00:00.000Z', {
  type: 'TeamRegistered',
  data: {
    teamId: 'acme',
    name: 'Acme KK',
    country: 'JP',
    timeZone: 'Asia/Tokyo',
    products: ['dropbox', 'dash'],
    selfServe: true,
    accountManager: null,
    hasAccountManager: false,
    billing: BILLING,
  },
});
type Tested = typeof acme;

const ask = (seats: number, of: Tested = acme, at = AT, known = facts, buyer = SALES) =>
  quoteSeats({ id: `q-${seats}-${at}`, seats, at }, of.state ?? fail(), buyer, known);
const quoted = (...args: Parameters<typeof ask>): SeatQuote => {
  const quote = ask(...args);
  if (isRefusal(quote)) throw new Error(quote.message);
  return quote;
};
const confirm = (quote: SeatQuote, at = AT, memberId: string | null = null): TeamCommand => ({
  type: 'ChangeSeats',
  quote,
  memberId,
  at,
});
const keep = (at = LATER): TeamCommand => ({ type: 'KeepSeats', memberId: null, at });
const withSeats = (seats: number, of: Tested = acme, at = AT): Tested => of.after(confirm(quoted(seats, of, at), at));
const seatsOf = ({ state }: Tested, at: string) => billingAt(state ?? fail(), at).seats;

describe('a quote of seats', () => {
  it('P8 P9 charges added seats for the rest of the period, at the price of the period', () => {
    expect(quoted(30)).toEqual({
      id: `q-30-${AT}`,
      teamId: 'acme',
      change: 'increase',
      from: 25,
      to: 30,
      replaces: null,
      effectiveAt: AT,
      amount: yen(600),
      lines: [
        {
          product: 'dropbox',
          edition: 'essentials',
          unitPrice: yen(450),
          amount: yen(600),
          exact: { numerator: '18000', denominator: '30' },
          renewalAmount: yen(13_500),
        },
      ],
      remainingDays: 8,
      periodDays: 30,
      period: { from: '2026-11-01', to: '2026-12-01' },
      chargedFrom: '2026-11-23',
      periodEndsAt: RENEWAL,
      renewalAmount: yen(13_500),
      expiresAt: '2026-11-23T15:00:00.000Z',
    });
  });

  it('P8 P10 charges nothing for fewer seats, which count from the renewal', () => {
    expect(quoted(20)).toMatchObject({
      change: 'reduction',
      effectiveAt: RENEWAL,
      amount: yen(0),
      renewalAmount: yen(9_000),
    });
  });

  it('P13 P14 has a line for each active add-on, and no renewal of one that is being removed', () => {
    const addOns = [
      anAddOn({ removalEffectiveAt: RENEWAL }),
      anAddOn({ product: 'dash', edition: 'enhanced', unitPrice: yen(1050) }),
    ];
    const quote = quoted(26, acme, AT, { ...facts, addOns });
    expect(quote.lines).toMatchObject([
      { product: 'dropbox', amount: yen(120), renewalAmount: null },
      { product: 'dash', amount: yen(280) },
    ]);
    expect(quote.amount).toEqual(yen(400));
  });

  it('P9 keeps the price that the period was paid at, listed since at another or agreed by sales', () => {
    const addOns = [anAddOn({ unitPrice: yen(300), agreedBy: 'sam' })];
    expect(quoted(30, acme, AT, { ...facts, addOns })).toMatchObject({ amount: yen(400), renewalAmount: yen(13_500) });
  });

  it('P9 counts the days of the period that is paid, if another engine changed the interval at the purchase', () => {
    const billingChanges = [
      { kind: 'interval', from: '2026-11-22T03:00:00.000Z', interval: 'year', firstDay: null },
    ] as const;
    const team = aTeam({ billingChanges });
    expect(quoteSeats({ id: 'q', seats: 30, at: AT }, team, SALES, facts)).toMatchObject({
      amount: yen(600),
      lines: [{ amount: yen(600), exact: { numerator: '18000', denominator: '30' } }],
      remainingDays: 8,
      periodDays: 30,
      period: { from: '2026-11-01', to: '2026-12-01' },
      periodEndsAt: RENEWAL,
    });
  });

  it('P9 counts the days of a leap February and of a zone with daylight saving', () => {
    const spent = (timeZone: string, periodStart: string, at: string, renewsAt: string, period: object) => {
      const team = aTeam({ timeZone, billing: { ...BILLING, periodStart } });
      const addOns = [anAddOn({ purchasedAt: '2024-01-01T00:00:00.000Z', renewsAt, ...period })];
      return quoteSeats({ id: 'q', seats: 26, at }, team, SALES, { ...facts, addOns });
    };
    expect(
      spent('Europe/Berlin', '2024-01-31', '2024-02-01T00:00:00.000Z', '2024-02-28T23:00:00.000Z', {
        period: { from: '2024-01-31', to: '2024-02-29' },
      }),
    ).toMatchObject({ periodDays: 29, remainingDays: 28, amount: yen(434) });
    expect(
      spent('Europe/Berlin', '2026-03-01', '2026-03-28T23:30:00.000Z', '2026-03-31T22:00:00.000Z', {
        period: { from: '2026-03-01', to: '2026-04-01' },
      }),
    ).toMatchObject({ periodDays: 31, remainingDays: 3, chargedFrom: '2026-03-29', amount: yen(44) });
  });

  it('is refused if nothing would change, or without an add-on', () => {
    expect(ask(25)).toMatchObject({ code: 'seats-unchanged', reason: 'conflict' });
    expect(ask(30, acme, AT, { ...facts, addOns: [] })).toMatchObject({ code: 'team-without-add-on' });
    const ended = anAddOn({ removalEffectiveAt: AT, renewsAt: AT });
    expect(ask(30, acme, AT, { ...facts, addOns: [ended] })).toMatchObject({ code: 'team-without-add-on' });
  });

  it('P4 P5 P6 is refused to members who may not buy the add-ons', () => {
    const by = (member = anAdmin(), team: Partial<Team> = {}, addOns = [anAddOn()]) =>
      quoteSeats({ id: 'q', seats: 30, at: AT }, aTeam(team), { kind: 'member', member }, { ...facts, addOns });
    expect(by()).toMatchObject({ change: 'increase' });
    expect(by(anAdmin({ roles: ['billing_admin'] }))).toMatchObject({ change: 'increase' });
    expect(by(aMember())).toMatchObject({ code: 'billing-role-required', rule: 'P6' });
    expect(by(anAdmin({ roles: ['support_admin'] }))).toMatchObject({ rule: 'P6' });
    expect(by(anAdmin(), { selfServe: false })).toMatchObject({ code: 'sales-only-team', rule: 'P4' });
    expect(by(anAdmin(), { accountManager: 'sam' })).toMatchObject({ rule: 'P4' });
    expect(by(anAdmin(), {}, [anAddOn({ edition: 'enhanced' })])).toMatchObject({ rule: 'P5' });
  });
});

describe('a change of seats', () => {
  it('P8 P9 adds seats at once, and records what each add-on is charged', () => {
    acme.when(confirm(quoted(30), LATER)).then({
      type: 'SeatChangeConfirmed',
      data: {
        teamId: 'acme',
        quote: `q-30-${AT}`,
        from: 25,
        to: 30,
        effectiveAt: LATER,
        renewsAt: RENEWAL,
        chargedFrom: '2026-11-23',
        charges: [{ product: 'dropbox', edition: 'essentials', unitPrice: yen(450), amount: yen(600) }],
      },
    });
    const more = withSeats(30);
    expect([seatsOf(more, '2026-11-23T00:59:59.999Z'), seatsOf(more, AT), seatsOf(more, RENEWAL)]).toEqual([
      25, 30, 30,
    ]);
  });

  it('P8 P10 takes seats away at the renewal', () => {
    acme.when(confirm(quoted(20))).then({
      type: 'SeatChangeConfirmed',
      data: { effectiveAt: RENEWAL, chargedFrom: null, charges: [] },
    });
    const fewer = withSeats(20);
    expect([seatsOf(fewer, '2026-11-30T14:59:59.999Z'), seatsOf(fewer, RENEWAL)]).toEqual([25, 20]);
    expect(scheduledSeats(fewer.state ?? fail(), AT)).toEqual({ seats: 20, effectiveAt: RENEWAL });
    expect(scheduledSeats(fewer.state ?? fail(), RENEWAL)).toBeNull();
  });

  it('P8 replaces a reduction by another, or by added seats', () => {
    const fewer = withSeats(20);
    expect(quoted(22, fewer, LATER)).toMatchObject({ change: 'reduction', from: 25, replaces: 20, amount: yen(0) });
    expect(seatsOf(withSeats(22, fewer, LATER), RENEWAL)).toBe(22);
    expect(quoted(30, fewer, LATER)).toMatchObject({ from: 25, replaces: 20, amount: yen(600) });
    const more = withSeats(30, fewer, LATER);
    expect([seatsOf(more, LATER), seatsOf(more, RENEWAL)]).toEqual([30, 30]);
  });

  it('P12 is withdrawn before the renewal, once and at no charge', () => {
    const kept = withSeats(20).after(keep());
    withSeats(20)
      .when(keep())
      .then({ type: 'SeatReductionWithdrawn', data: { teamId: 'acme', seats: 25 } });
    expect(seatsOf(kept, RENEWAL)).toBe(25);
    kept.when(keep()).thenNothing();
    acme.when(keep()).thenNothing();
    const after = { ...facts, addOns: [anAddOn({ renewsAt: '2026-12-31T15:00:00.000Z' })] };
    withSeats(20).withFacts(after).when(keep(RENEWAL)).thenNothing();
  });

  it('P4 P6 P12 is withdrawn by who may change the seats', () => {
    const by = (member = anAdmin()) =>
      withSeats(20).withFacts({ member }).when({ type: 'KeepSeats', memberId: 'aiko', at: LATER });
    by().then('SeatReductionWithdrawn');
    by(aMember()).thenRefused('billing-role-required', { rule: 'P6' });
    withSeats(20)
      .withFacts({ member: undefined })
      .when({ type: 'KeepSeats', memberId: 'nobody', at: LATER })
      .thenRefused('member-not-active', { rule: 'E2' });
  });

  it('P8 counts each quote once, also after the reduction was withdrawn', () => {
    const quote = quoted(20);
    acme.after(confirm(quote)).when(confirm(quote, LATER)).thenNothing();
    acme.after(confirm(quote), keep()).when(confirm(quote, LATER)).thenNothing();
  });

  it('P8 refuses a quote that has expired, or whose team, add-ons or prices have changed since', () => {
    const quote = quoted(30);
    acme.when(confirm(quote, '2026-11-23T15:00:00.000Z')).thenRefused('quote-expired', { rule: 'P8' });
    withSeats(27, acme).when(confirm(quote, LATER)).thenRefused('quote-outdated', { rule: 'P8', reason: 'conflict' });
    withSeats(20, acme).when(confirm(quote, LATER)).thenRefused('quote-outdated');
    const others = [
      [anAddOn({ edition: 'enhanced', unitPrice: yen(1050) })],
      [anAddOn(), anAddOn({ product: 'dash' })],
      [anAddOn({ removalEffectiveAt: RENEWAL })],
      [],
    ];
    for (const addOns of others) acme.withFacts({ addOns }).when(confirm(quote, LATER)).thenRefused('quote-outdated');
    acme.when(confirm({ ...quote, expiresAt: '2026-12-02T00:00:00.000Z' }, RENEWAL)).thenRefused('quote-outdated');
  });

  it('P8 confirms what was quoted before midnight within the hour', () => {
    const late = '2026-11-23T14:59:00.000Z';
    const quote = quoted(30, acme, late);
    acme.when(confirm(quote, '2026-11-23T15:30:00.000Z')).then({
      type: 'SeatChangeConfirmed',
      data: { chargedFrom: '2026-11-23', charges: [expect.objectContaining({ amount: yen(600) }) as never] },
    });
  });

  it('P6 refuses a member who may no longer buy', () => {
    acme
      .withFacts({ member: aMember() })
      .when(confirm(quoted(30), LATER, 'aiko'))
      .thenRefused('billing-role-required', { rule: 'P6', reason: 'forbidden' });
  });

  it('P8 P12 is withdrawn also if no other reduction is allowed in the period', () => {
    const last = Array.from({ length: 20 }, (_, n) => n).reduce(
      (team, n) => withSeats(20 - (n % 2), team, `2026-11-23T03:${n + 10}:00.000Z`),
      acme,
    );
    const at = '2026-11-23T04:00:00.000Z';
    last.when(confirm(quoted(10, last, at), at, 'aiko')).thenRefused('too-many-seat-changes', { rule: 'P8' });
    last.when({ type: 'KeepSeats', memberId: 'aiko', at }).then('SeatReductionWithdrawn');
    last.after(keep(at)).when({ type: 'KeepSeats', memberId: 'aiko', at }).thenNothing();
  });

  it('P8 is limited in a billing period: what charges nothing more than what is charged', () => {
    const turns = Array.from({ length: 10 }, (_, n) => n).reduce(
      (team, n) =>
        withSeats(20 - (n % 2), team, `2026-11-23T03:0${n}:00.000Z`).after(keep(`2026-11-23T03:0${n}:30.000Z`)),
      acme,
    );
    const at = '2026-11-23T04:00:00.000Z';
    turns.when(confirm(quoted(20, turns, at), at, 'aiko')).thenRefused('too-many-seat-changes', { rule: 'P8' });
    turns.when(confirm(quoted(20, turns, at), at)).then('SeatChangeConfirmed');
    turns.when(confirm(quoted(30, turns, at), at, 'aiko')).then('SeatChangeConfirmed');
  });
});

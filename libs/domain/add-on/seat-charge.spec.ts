import { aTeam, BILLING } from '../../../test/support/state-builders.js';
import { deciderTest } from '../../../test/support/decider-test.js';
import { policies } from '../../../test/support/policies.js';
import type { Instant } from '@ledgerdesk/kernel';
import type { BillingChange } from '../team/billing-terms.js';
import { addOnDecider } from './decide.js';
import type { AddOnFacts } from './facts.js';
import { offerOf } from './offer.js';
import { quoteAddOn } from './quote.js';
import { ADD_ON_SAMPLES } from './samples.js';
import type { AddOn } from './state.js';

const BOUGHT = '2026-11-22T03:00:00.000Z';
/** Eight of thirty days are left. */
const AT = '2026-11-23T01:00:00.000Z';
const RENEWAL = '2026-11-30T15:00:00.000Z';
const SECOND_RENEWAL = '2026-12-31T15:00:00.000Z';
const yen = (minor: number) => ({ minor, currency: 'JPY' });
const facts: AddOnFacts = { policies, policiesAt: () => policies, team: aTeam(), buyer: { kind: 'engine' } };

const seats = (
  from: Instant,
  to: number,
  {
    chargedFrom = '2026-11-23',
    product = 'dropbox',
    unit = 450,
  }: { readonly chargedFrom?: string | null; readonly product?: string; readonly unit?: number } = {},
): BillingChange => ({
  kind: 'seats',
  from,
  seats: to,
  confirmed: {
    quote: `q-${to}`,
    chargedFrom,
    charges: chargedFrom === null ? [] : [{ product, edition: 'essentials', unitPrice: yen(unit), amount: yen(1) }],
  },
});
const fewer = (to: number) => seats(RENEWAL, to, { chargedFrom: null });
const teamWith = (...billingChanges: readonly BillingChange[]) => aTeam({ billingChanges });
const bought = deciderTest(addOnDecider, facts).afterEvents(
  BOUGHT,
  {
    type: 'AddOnPurchased',
    data: {
      teamId: 'acme',
      product: 'dropbox',
      edition: 'essentials',
      quote: 'q-1',
      inquiry: null,
      seats: 25,
      period: { from: '2026-11-01', to: '2026-12-01' },
      periodEndsAt: RENEWAL,
      renewsAt: RENEWAL,
    },
  },
  {
    type: 'ChargeIssued',
    data: {
      teamId: 'acme',
      product: 'dropbox',
      chargeId: 'q-1',
      reason: 'purchase',
      effectiveAt: BOUGHT,
      edition: 'essentials',
      amount: yen(3375),
      exact: { numerator: '101250', denominator: '30' },
      unitPrice: yen(450),
      replaces: null,
      seats: 25,
      remainingDays: 9,
      periodDays: 30,
      period: { from: '2026-11-01', to: '2026-12-01' },
      priceVersion: '2026-11-22.1',
      agreedBy: null,
    },
  },
);
const having = (...changes: readonly BillingChange[]) => bought.withFacts({ team: teamWith(...changes) });
const charge = (at = AT) => ({ type: 'ChargeSeats', at }) as const;
const renew = (at: string) => ({ type: 'RenewAddOn', at, dueAt: at }) as const;

describe('seats of an add-on', () => {
  it('P8 P9 are charged as confirmed, once', () => {
    having(seats(AT, 30))
      .when(charge())
      .then(
        {
          type: 'AddOnSeatsChanged',
          data: { teamId: 'acme', product: 'dropbox', quote: 'q-30', from: 25, to: 30, effectiveAt: AT },
        },
        {
          type: 'ChargeIssued',
          data: {
            chargeId: 'seats-q-30',
            reason: 'seats',
            effectiveAt: AT,
            edition: 'essentials',
            amount: yen(600),
            exact: { numerator: '18000', denominator: '30' },
            unitPrice: yen(450),
            replaces: null,
            seats: 5,
            remainingDays: 8,
            periodDays: 30,
            priceVersion: '2026-11-22.1',
          },
        },
      );
    having(seats(AT, 30)).after(charge()).when(charge('2026-11-24T00:00:00.000Z')).thenNothing();
    bought.when(charge()).thenNothing();
  });

  it('P8 cost the confirmed price if the edition was changed on another engine at the same time', () => {
    having(seats(AT, 30, { unit: 300 }))
      .when(charge())
      .then('AddOnSeatsChanged', { type: 'ChargeIssued', data: { unitPrice: yen(300), amount: yen(400) } });
  });

  it('P9 are charged for an add-on that was bought at the same time, which no quote of them names', () => {
    having(seats('2026-11-22T02:59:59.999Z', 30, { product: 'dash', chargedFrom: '2026-11-22' }))
      .when(charge())
      .then(
        { type: 'AddOnSeatsChanged', data: { quote: null, from: 25, to: 30, effectiveAt: BOUGHT } },
        { type: 'ChargeIssued', data: { effectiveAt: BOUGHT, amount: yen(675), seats: 5, remainingDays: 9 } },
      );
  });

  it('P8 P9 are charged change by change, also if a reduction is withdrawn at the instant of the purchase', () => {
    const withdrawn = { ...fewer(40), from: BOUGHT };
    const [first, second] = [26, 40].map((to) => seats(BOUGHT, to, { chargedFrom: '2026-11-22' }));
    if (!first || !second) throw new Error('There are two changes.');
    having(first, second, withdrawn)
      .when(renew(RENEWAL))
      .then(
        { type: 'AddOnSeatsChanged', data: { quote: 'q-26', from: 25, to: 26, effectiveAt: BOUGHT } },
        { type: 'ChargeIssued', data: { chargeId: 'seats-q-26', seats: 1 } },
        { type: 'AddOnSeatsChanged', data: { quote: 'q-40', from: 26, to: 40, effectiveAt: BOUGHT } },
        { type: 'ChargeIssued', data: { chargeId: 'seats-q-40', seats: 14 } },
        { type: 'AddOnRenewed', data: { seats: 40 } },
        'ChargeIssued',
      );
  });

  it('P9 P10 cost what the new period costs if another engine renewed the add-on before it knew of them', () => {
    const late = seats('2026-11-30T14:59:59.999Z', 30, { unit: 300, chargedFrom: '2026-11-30' });
    bought
      .after(renew(RENEWAL))
      .withFacts({ team: teamWith(late) })
      .when(charge(RENEWAL))
      .then(
        { type: 'AddOnSeatsChanged', data: { from: 25, to: 30, effectiveAt: RENEWAL } },
        { type: 'ChargeIssued', data: { unitPrice: yen(450), amount: yen(2_250), remainingDays: 31, periodDays: 31 } },
      );
  });

  it('P9 are charged before whatever comes next, at their own time', () => {
    const twice = having(seats(AT, 30), seats('2026-11-25T01:00:00.000Z', 31, { chargedFrom: '2026-11-25' }));
    twice
      .when(renew(RENEWAL))
      .then(
        'AddOnSeatsChanged',
        { type: 'ChargeIssued', data: { effectiveAt: AT, amount: yen(600) } },
        'AddOnSeatsChanged',
        { type: 'ChargeIssued', data: { effectiveAt: '2026-11-25T01:00:00.000Z', amount: yen(90), seats: 1 } },
        { type: 'AddOnRenewed', data: { seats: 31 } },
        { type: 'ChargeIssued', data: { reason: 'renewal', amount: yen(13_950) } },
      );
  });

  it('P10 count from the renewal if there are fewer, and are charged then', () => {
    const less = having(fewer(20));
    less.when(charge('2026-11-30T14:59:59.999Z')).thenNothing();
    less
      .when(renew(RENEWAL))
      .then(
        { type: 'AddOnRenewed', data: { seats: 20 } },
        { type: 'ChargeIssued', data: { reason: 'renewal', seats: 20, amount: yen(9_000) } },
      );
    expect(offerOf('dropbox', less.state, AT, { ...facts, team: teamWith(fewer(20)) }).upcoming).toMatchObject({
      seats: 20,
      amount: yen(9_000),
    });
  });

  it('P9 are charged again if they are added after a reduction has taken effect', () => {
    const at = '2026-12-10T03:00:00.000Z';
    const again = having(seats(AT, 30), fewer(20), seats(at, 25, { chargedFrom: '2026-12-10' }));
    again
      .after(renew(RENEWAL))
      .when(charge(at))
      .then('AddOnSeatsChanged', { type: 'ChargeIssued', data: { seats: 5, remainingDays: 22, periodDays: 31 } });
  });

  it('P10 of a renewal are those before it, if some are added at its very instant', () => {
    having(seats(RENEWAL, 30, { chargedFrom: '2026-12-01' }))
      .when(charge(RENEWAL))
      .then(
        { type: 'AddOnRenewed', data: { seats: 25 } },
        { type: 'ChargeIssued', data: { reason: 'renewal', amount: yen(11_250) } },
        { type: 'AddOnSeatsChanged', data: { to: 30 } },
        { type: 'ChargeIssued', data: { reason: 'seats', amount: yen(2_250), remainingDays: 31 } },
      );
  });

  it('P11 are charged until the end of an add-on that is being removed, and not after', () => {
    const onRemovalDay = '2026-11-30T03:00:00.000Z';
    const added = [seats(onRemovalDay, 30, { chargedFrom: '2026-11-30' })];
    const leaving = having(...added).afterEvents(AT, {
      type: 'AddOnRemovalScheduled',
      data: { teamId: 'acme', product: 'dropbox', effectiveAt: RENEWAL },
    });
    leaving
      .when(renew(RENEWAL))
      .then('AddOnSeatsChanged', { type: 'ChargeIssued', data: { remainingDays: 1, amount: yen(75) } }, 'AddOnEnded');
    const ended = leaving.after(renew(RENEWAL));
    ended
      .withFacts({ team: teamWith(...added, seats('2026-12-05T03:00:00.000Z', 40, { chargedFrom: '2026-12-05' })) })
      .when(charge('2026-12-06T03:00:00.000Z'))
      .thenNothing();
  });

  it('P7 P9 P14 are those of the day if the add-on is bought again or upgraded', () => {
    const quoted = (at: Instant, addOn: AddOn | undefined) =>
      quoteAddOn({ id: 'q-2', product: 'dropbox', edition: 'enhanced', at }, addOn, {
        ...facts,
        team: teamWith(seats(AT, 30), fewer(20)),
        buyer: { kind: 'sales' },
      });
    expect(quoted(AT, bought.state)).toMatchObject({ change: 'upgrade', seats: 30, replaces: yen(450) });
    expect(quoted(RENEWAL, undefined)).toMatchObject({ change: 'purchase', seats: 20 });
  });

  it('P14 leave the price that an upgrade deducts as it is', () => {
    expect(having(seats(AT, 30, { unit: 300 })).after(charge()).state).toMatchObject({
      seats: 30,
      unitPrice: yen(450),
    });
  });

  it('P8 make an earlier quote for the add-on outdated', () => {
    const { quote } = ADD_ON_SAMPLES.ChangeEdition.payload;
    having(seats(AT, 30))
      .withFacts({ buyer: { kind: 'sales' } })
      .when({ type: 'ChangeEdition', quote, at: quote.effectiveAt })
      .thenRefused('quote-outdated', { rule: 'P8' });
  });
});

describe('an interval or zone that counts from the renewal', () => {
  const renewed = (...changes: readonly BillingChange[]) => having(...changes).when(renew(RENEWAL));

  it('P10 renews for a year from the day of the renewal, at the price of a year', () => {
    renewed({ kind: 'interval', from: RENEWAL, interval: 'year', firstDay: '2026-12-01' }).then(
      { type: 'AddOnRenewed', data: { period: { from: '2026-12-01', to: '2027-12-01' } } },
      { type: 'ChargeIssued', data: { unitPrice: yen(4_500), amount: yen(112_500), periodDays: 365 } },
    );
  });

  it('P10 costs as much as twelve months if no price of a year is listed by then', () => {
    const { dropbox: _, ...perSeat } = policies.prices.perSeat;
    const policiesAt = () => ({ ...policies, prices: { ...policies.prices, perSeat } });
    having({ kind: 'interval', from: RENEWAL, interval: 'year', firstDay: '2026-12-01' })
      .withFacts({ policiesAt })
      .when(renew(RENEWAL))
      .then('AddOnRenewed', { type: 'ChargeIssued', data: { unitPrice: yen(5_400), amount: yen(135_000) } });
  });

  it.each([
    ['America/Los_Angeles', '2027-01-01T08:00:00.000Z'],
    ['Pacific/Kiritimati', '2026-12-31T10:00:00.000Z'],
    ['Europe/Berlin', '2026-12-31T23:00:00.000Z'],
  ])('P9 P10 charges no day twice, and none not, after a move to %s', (timeZone, renewsAt) => {
    const moved = [{ kind: 'zone', from: RENEWAL, timeZone, firstDay: '2026-12-01' }] as const;
    renewed(...moved).then(
      { type: 'AddOnRenewed', data: { period: { from: '2026-12-01', to: '2027-01-01' }, renewsAt } },
      { type: 'ChargeIssued', data: { amount: yen(11_250), remainingDays: 31, periodDays: 31 } },
    );
    const soon = '2026-11-30T16:00:00.000Z';
    const quote = quoteAddOn({ id: 'q-2', product: 'dash', edition: 'essentials', at: soon }, undefined, {
      ...facts,
      team: teamWith(...moved),
      buyer: { kind: 'sales' },
    });
    expect(quote).toMatchObject({ period: { from: '2026-12-01', to: '2027-01-01' }, remainingDays: 31 });
  });

  it.each([
    {
      change: { kind: 'interval', from: BOUGHT, interval: 'year', firstDay: null },
      period: { from: '2026-11-01', to: '2027-11-01' },
      renewsAt: '2027-10-31T15:00:00.000Z',
      // 335 of 365 days for 25 seats at 4,500 yen: 103,253.4.
      charged: { amount: yen(103_253), remainingDays: 335, periodDays: 365 },
    },
    {
      change: { kind: 'zone', from: BOUGHT, timeZone: 'America/Los_Angeles', firstDay: null },
      period: { from: '2026-12-01', to: '2027-01-01' },
      renewsAt: '2027-01-01T08:00:00.000Z',
      charged: { amount: yen(11_250), remainingDays: 31, periodDays: 31 },
    },
  ] as const)(
    'P9 P10 charges no paid day again if another engine changed the $change.kind at the purchase',
    ({ change, period, renewsAt, charged }) => {
      renewed(change).then(
        { type: 'AddOnRenewed', data: { period, renewsAt } },
        { type: 'ChargeIssued', data: { chargeId: 'renewal-2026-12-01', ...charged } },
      );
      expect(offerOf('dropbox', bought.state, AT, { ...facts, team: teamWith(change) }).upcoming).toMatchObject({
        at: RENEWAL,
        amount: charged.amount,
      });
    },
  );

  it('P1 P10 costs as much as twelve months if another engine changed the interval at the purchase', () => {
    const policiesAt = () => ({ ...policies, prices: { ...policies.prices, perSeat: {} } });
    having({ kind: 'interval', from: BOUGHT, interval: 'year', firstDay: null })
      .withFacts({ policiesAt })
      .when(renew(RENEWAL))
      .then('AddOnRenewed', { type: 'ChargeIssued', data: { unitPrice: yen(5_400), remainingDays: 335 } });
  });

  it('P8 P10 makes an earlier quote outdated whose renewal costs something else', () => {
    const { quote } = ADD_ON_SAMPLES.PurchaseAddOn.payload;
    const sold = deciderTest(addOnDecider, { ...facts, buyer: { kind: 'sales' } });
    const buyAfter = (change: BillingChange) =>
      sold.withFacts({ team: teamWith(change) }).when({ type: 'PurchaseAddOn', quote, at: quote.effectiveAt });
    buyAfter(fewer(20)).thenRefused('quote-outdated', { rule: 'P8' });
    buyAfter({ kind: 'interval', from: RENEWAL, interval: 'year', firstDay: '2026-12-01' }).thenRefused(
      'quote-outdated',
      { rule: 'P8' },
    );
    buyAfter({ kind: 'zone', from: RENEWAL, timeZone: 'Europe/Berlin', firstDay: '2026-12-01' }).then(
      'AddOnPurchased',
      'ChargeIssued',
    );
  });

  it('P8 makes an earlier quote outdated', () => {
    const { quote } = ADD_ON_SAMPLES.PurchaseAddOn.payload;
    const at = quote.effectiveAt;
    const sold = deciderTest(addOnDecider, { ...facts, buyer: { kind: 'sales' } });
    sold.when({ type: 'PurchaseAddOn', quote, at }).then('AddOnPurchased', 'ChargeIssued');
    const changes: BillingChange[] = [
      { kind: 'zone', from: at, timeZone: 'Pacific/Apia', firstDay: null },
      { kind: 'interval', from: at, interval: 'year', firstDay: null },
    ];
    for (const change of changes)
      sold
        .withFacts({ team: teamWith(change) })
        .when({ type: 'PurchaseAddOn', quote, at })
        .thenRefused('quote-outdated', { rule: 'P8' });
  });
});

it('P10 a renewal after several months of downtime has the seats of its own day', () => {
  const changes = [fewer(20), seats(SECOND_RENEWAL, 10, { chargedFrom: null })];
  bought
    .withFacts({ team: aTeam({ billing: BILLING, billingChanges: changes }) })
    .when(renew('2027-01-10T00:00:00.000Z'))
    .then(
      { type: 'AddOnRenewed', data: { seats: 20 } },
      'ChargeIssued',
      { type: 'AddOnRenewed', data: { seats: 10 } },
      { type: 'ChargeIssued', data: { amount: yen(4_500) } },
    );
});

import { aMember, aTeam, BILLING } from '../../../test/support/state-builders.js';
import { deciderTest } from '../../../test/support/decider-test.js';
import { addOnDecider } from './decide.js';
import {
  BOUGHT_AT,
  RENEWAL,
  bySales,
  quoted,
  purchase,
  renew,
  nothing,
  bought,
  change,
  UP,
  DOWN,
  upgraded,
} from '../../../test/support/add-on-commands.js';

describe('a purchase', () => {
  it('P8 P9 records the add-on of the quote and one prorated charge', () => {
    const key = {
      teamId: 'acme',
      product: 'dropbox',
      edition: 'essentials' as const,
      seats: 25,
      period: { from: '2026-11-01', to: '2026-12-01' },
    };
    nothing.when(purchase()).then(
      { type: 'AddOnPurchased', data: { ...key, quote: 'q-1', periodEndsAt: RENEWAL, renewsAt: RENEWAL } },
      {
        type: 'ChargeIssued',
        data: {
          ...key,
          chargeId: 'q-1',
          reason: 'purchase',
          amount: { minor: 3000, currency: 'JPY' },
          remainingDays: 8,
          periodDays: 30,
          effectiveAt: BOUGHT_AT,
        },
      },
    );
  });

  it('P8 is recorded once per quote, even if confirmed again', () => {
    bought.when(purchase('2026-11-23T01:00:01.000Z')).thenNothing();
    bought.when(purchase('2026-12-24T00:00:00.000Z')).thenNothing();
  });

  it('P14 is refused with another quote while the add-on is active', () => {
    bought.when(purchase(BOUGHT_AT, quoted('q-2'))).thenRefused('add-on-active', { rule: 'P14', reason: 'conflict' });
  });

  it('P8 is refused once the quote has expired', () => {
    nothing.when(purchase('2026-11-23T14:59:59.999Z')).then('AddOnPurchased', 'ChargeIssued');
    nothing.when(purchase('2026-11-23T15:00:00.000Z')).thenRefused('quote-expired', { rule: 'P8', reason: 'conflict' });
  });

  it('P8 is accepted after midnight, at the price of the quote, while the quote is valid', () => {
    const late = quoted('q-1', '2026-11-23T14:30:00.000Z');
    nothing
      .when(purchase('2026-11-23T15:29:59.999Z', late))
      .then('AddOnPurchased', { type: 'ChargeIssued', data: { remainingDays: 8 } });
  });

  it('P8 P9 is refused once the period of its quote has ended, so that no day before the purchase is billed', () => {
    const late = quoted('q-1', '2026-11-30T14:30:00.000Z');
    expect(late).toMatchObject({ remainingDays: 1, expiresAt: '2026-11-30T15:30:00.000Z' });
    nothing.when(purchase('2026-11-30T14:59:59.999Z', late)).then('AddOnPurchased', 'ChargeIssued');
    nothing.when(purchase(RENEWAL, late)).thenRefused('quote-outdated', { rule: 'P8', reason: 'conflict' });
  });

  it('P8 is refused if prices or seats have changed since the quote', () => {
    nothing
      .when(purchase(BOUGHT_AT, { ...quoted(), priceVersion: 'older' }))
      .thenRefused('quote-outdated', { rule: 'P8' });
    nothing
      .withFacts({ team: aTeam({ billing: { ...BILLING, seats: 26 } }) })
      .when(purchase())
      .thenRefused('quote-outdated', { rule: 'P8' });
  });

  it.each([
    ['interval', { billing: { ...BILLING, interval: 'year' } }],
    ['time zone', { timeZone: 'America/New_York' }],
    ['time zone, by an hour,', { timeZone: 'Asia/Taipei' }],
  ] as const)('P8 P9 is refused if the %s of the team has changed since the quote', (_, changed) => {
    nothing
      .withFacts({ team: aTeam(changed) })
      .when(purchase())
      .thenRefused('quote-outdated', { rule: 'P8' });
  });

  it('P4 P5 P6 repeats the checks of the quote', () => {
    nothing
      .withFacts({ team: aTeam({ accountManager: 'am-7' }) })
      .when(purchase())
      .thenRefused('sales-only-team', { rule: 'P4' });
    nothing
      .when(purchase(BOUGHT_AT, quoted('q-1', BOUGHT_AT, 'enhanced')))
      .thenRefused('sales-only-edition', { rule: 'P5' });
    nothing
      .withFacts({ buyer: { kind: 'member', member: aMember() } })
      .when(purchase())
      .thenRefused('billing-role-required', { rule: 'P6' });
  });

  it('P3 P5 is open to sales for every team and edition', () => {
    deciderTest(addOnDecider, { ...bySales, team: aTeam({ selfServe: false, accountManager: 'am-7' }) })
      .when(purchase(BOUGHT_AT, quoted('q-1', BOUGHT_AT, 'enhanced')))
      .then({ type: 'AddOnPurchased', data: { edition: 'enhanced' } }, 'ChargeIssued');
  });
});

describe('sales', () => {
  const INQUIRY = { inquiryId: 'i-1', memberId: 'aiko', closed: false, erased: false };

  it('P3 completes inquiries of the team only', () => {
    const inquired = deciderTest(addOnDecider, { ...bySales, team: aTeam({ inquiries: [INQUIRY] }) });
    inquired
      .when({ ...purchase(), inquiryId: 'i-1' })
      .then({ type: 'AddOnPurchased', data: { inquiry: 'i-1' } }, 'ChargeIssued');
    inquired
      .when({ ...purchase(), inquiryId: 'i-2' })
      .thenRefused('unknown-inquiry', { rule: 'P3', reason: 'invalid' });
    deciderTest(addOnDecider, { ...bySales, team: aTeam({ inquiries: [{ ...INQUIRY, closed: true }] }) })
      .when({ ...purchase(), inquiryId: 'i-1' })
      .thenRefused('inquiry-closed', { rule: 'P3', reason: 'conflict' });
  });

  it('P3 P14 completes an inquiry with an upgrade or a downgrade', () => {
    const inquired = deciderTest(addOnDecider, { ...bySales, team: aTeam({ inquiries: [INQUIRY] }) }).after(purchase());
    inquired
      .when({ ...change('enhanced', UP), inquiryId: 'i-1' })
      .then({ type: 'EditionChanged', data: { inquiry: 'i-1' } }, 'ChargeIssued');
    inquired.when(change('enhanced', UP)).then({ type: 'EditionChanged', data: { inquiry: null } }, 'ChargeIssued');
    inquired.when({ ...change('enhanced', UP), inquiryId: 'i-2' }).thenRefused('unknown-inquiry', { rule: 'P3' });
    const lower = { ...change('essentials', DOWN, upgraded, 'q-3'), inquiryId: 'i-1' };
    inquired
      .after(change('enhanced', UP))
      .when(lower)
      .then({ type: 'EditionChangeScheduled', data: { inquiry: 'i-1' } });
    inquired
      .after(change('enhanced', UP), lower)
      .when(renew(RENEWAL))
      .then({ type: 'EditionChanged', data: { inquiry: null } }, 'AddOnRenewed', 'ChargeIssued');
  });
});

import { aMember, anAdmin, aTeam, BILLING } from '../../../test/support/state-builders.js';
import { deciderTest } from '../../../test/support/decider-test.js';
import { policies } from '../../../test/support/policies.js';
import { isRefusal } from '@ledgerdesk/kernel';
import { addOnDecider } from './decide.js';
import type { AddOnFacts } from './facts.js';
import { type Quote, quoteAddOn } from './quote.js';
import { previewRemoval, type RemovalPreview } from './removal.js';
import { type AddOn, editionAt, isActive } from './state.js';

const BOUGHT_AT = '2026-11-23T01:00:00.000Z';
const RENEWAL = '2026-11-30T15:00:00.000Z';
const facts: AddOnFacts = {
  policies,
  policiesAt: () => policies,
  team: aTeam(),
  buyer: { kind: 'member', member: anAdmin() },
};
const bySales: AddOnFacts = { ...facts, buyer: { kind: 'sales' } };

const quoted = (id = 'q-1', at = BOUGHT_AT, edition: Quote['edition'] = 'essentials'): Quote => {
  const quote = quoteAddOn({ id, product: 'dropbox', edition, at }, undefined, bySales);
  if (isRefusal(quote)) throw new Error(quote.message);
  return quote;
};

const purchase = (at = BOUGHT_AT, quote = quoted()) => ({ type: 'PurchaseAddOn' as const, quote, at });
const remove = (at: string) => ({ type: 'RemoveAddOn' as const, at });
const keep = (at: string) => ({ type: 'KeepAddOn' as const, at });
const renew = (at: string) => ({ type: 'RenewAddOn' as const, at, dueAt: at });
/** Returns the events of renewals whose periods start on these days. */
const renewals = (...days: readonly string[]) =>
  days.flatMap((from) => [
    { type: 'AddOnRenewed' as const, data: { period: { from, to: expect.any(String) as string } } },
    {
      type: 'ChargeIssued' as const,
      data: { reason: 'renewal' as const, amount: { minor: 11_250, currency: 'JPY' }, chargeId: `renewal-${from}` },
    },
  ]);
const nothing = deciderTest(addOnDecider, facts);
const bought = nothing.after(purchase());
const sold = deciderTest(addOnDecider, bySales).after(purchase());
const change = (edition: Quote['edition'], at: string, held = sold, id = 'q-2') => {
  const quote = quoteAddOn({ id, product: 'dropbox', edition, at }, held.state, bySales);
  if (isRefusal(quote)) throw new Error(quote.message);
  return { type: 'ChangeEdition' as const, quote, at };
};
const previewed = (at: string): RemovalPreview => {
  const preview = previewRemoval(bought.state, at, facts);
  if (isRefusal(preview)) throw new Error(preview.message);
  return preview;
};
const [UP, DOWN] = ['2026-11-24T00:00:00.000Z', '2026-11-26T00:00:00.000Z'];
const upgraded = sold.after(change('enhanced', UP));
const scheduled = upgraded.after(change('essentials', DOWN, upgraded, 'q-3'));

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

describe('a removal', () => {
  it('P11 takes effect at the next renewal, without a refund', () => {
    bought
      .when(remove('2026-11-25T00:00:00.000Z'))
      .then({ type: 'AddOnRemovalScheduled', data: { teamId: 'acme', product: 'dropbox', effectiveAt: RENEWAL } });
  });

  it('P11 takes effect at the end of the period in which it is requested', () => {
    bought.when(remove('2027-02-14T00:00:00.000Z')).then(...renewals('2026-12-01', '2027-01-01', '2027-02-01'), {
      type: 'AddOnRemovalScheduled',
      data: { effectiveAt: '2027-02-28T15:00:00.000Z' },
    });
  });

  it('P8 is previewed with its date, what ends and what is still charged, and records nothing', () => {
    const enhanced = deciderTest(addOnDecider, bySales).after(
      purchase(BOUGHT_AT, quoted('q-1', BOUGHT_AT, 'enhanced')),
    );
    const ends = ['response-target', 'live-support', 'hub', 'consultation', 'feature-digest'];
    expect(previewRemoval(bought.state, '2026-11-25T00:00:00.000Z', facts)).toEqual({
      teamId: 'acme',
      product: 'dropbox',
      edition: 'essentials',
      effectiveAt: RENEWAL,
      ends,
      amount: { minor: 0, currency: 'JPY' },
      cancelledCharge: { at: RENEWAL, edition: 'essentials', seats: 25, amount: { minor: 11_250, currency: 'JPY' } },
      expiresAt: '2026-11-25T15:00:00.000Z',
    });
    expect(previewRemoval(enhanced.state, BOUGHT_AT, bySales)).toMatchObject({ ends: [...ends, 'root-cause-session'] });
  });

  it('P8 is confirmed as previewed, once', () => {
    const at = '2026-11-25T00:00:00.000Z';
    const confirmed = { ...remove(at), preview: previewed(at) };
    bought.when(confirmed).then({ type: 'AddOnRemovalScheduled', data: { effectiveAt: RENEWAL } });
    bought.after(confirmed).when(confirmed).thenNothing();
  });

  it('P8 is refused if the preview has expired, or the renewal or the edition has changed since', () => {
    const at = '2026-11-25T00:00:00.000Z';
    const refused = { rule: 'P8', reason: 'conflict' } as const;
    const confirm = (when: string) => ({ ...remove(when), preview: previewed(at) });
    bought.when(confirm('2026-11-25T15:00:00.000Z')).thenRefused('removal-preview-outdated', refused);
    bought
      .when({ ...remove(RENEWAL), preview: previewed('2026-11-30T14:30:00.000Z') })
      .thenRefused('removal-preview-outdated', refused);
    bought
      .withFacts(bySales)
      .after(change('enhanced', at))
      .when(confirm(at))
      .thenRefused('removal-preview-outdated', refused);
  });

  it('P4 P5 P6 P7 P11 refuses the preview where it would refuse the removal', () => {
    const at = '2026-11-25T00:00:00.000Z';
    const preview = (recorded: AddOn | undefined, more: Partial<AddOnFacts> = {}) =>
      previewRemoval(recorded, at, { ...facts, ...more });
    const byMember = { buyer: { kind: 'member', member: aMember() } } as const;
    expect(preview(bought.state, byMember)).toMatchObject({ code: 'billing-role-required', rule: 'P6' });
    expect(preview(undefined, byMember)).toMatchObject({ code: 'billing-role-required', rule: 'P6' });
    expect(preview(undefined)).toMatchObject({ code: 'add-on-not-active', rule: 'P7' });
    expect(preview(bought.state, { team: aTeam({ accountManager: 'am-7' }) })).toMatchObject({ rule: 'P4' });
    expect(preview(bought.after(remove(at)).state)).toMatchObject({ code: 'removal-scheduled', rule: 'P11' });
  });

  it('P11 belongs to the new period if requested at the renewal time', () => {
    bought.when(remove(RENEWAL)).then(...renewals('2026-12-01'), {
      type: 'AddOnRemovalScheduled',
      data: { effectiveAt: '2026-12-31T15:00:00.000Z' },
    });
  });

  it('P11 P2 leaves the add-on active until exactly the renewal time', () => {
    const { state } = bought.after(remove('2026-11-25T00:00:00.000Z'));
    expect(isActive(state, '2026-11-30T14:59:59.999Z')).toBe(true);
    expect(isActive(state, RENEWAL)).toBe(false);
  });

  it('P11 is recorded once', () => {
    bought.after(remove('2026-11-25T00:00:00.000Z')).when(remove('2026-11-26T00:00:00.000Z')).thenNothing();
  });

  it('P12 can be withdrawn without a charge, once', () => {
    bought
      .after(remove('2026-11-25T00:00:00.000Z'))
      .when(keep('2026-11-26T00:00:00.000Z'))
      .then('AddOnRemovalWithdrawn');
    bought.when(keep('2026-11-26T00:00:00.000Z')).thenNothing();
  });

  it('P12 cannot be withdrawn once it has taken effect', () => {
    bought
      .after(remove('2026-11-25T00:00:00.000Z'))
      .when(keep(RENEWAL))
      .thenRefused('add-on-not-active', { rule: 'P7' });
  });

  it('P7 is refused without an add-on', () => {
    nothing.when(remove(BOUGHT_AT)).thenRefused('add-on-not-active', { rule: 'P7', reason: 'not-found' });
  });

  it('P6 is refused without a billing role, and does not reveal whether there is an add-on', () => {
    const byMember = { buyer: { kind: 'member', member: aMember() } } as const;
    bought.withFacts(byMember).when(remove(BOUGHT_AT)).thenRefused('billing-role-required', { rule: 'P6' });
    nothing.withFacts(byMember).when(remove(BOUGHT_AT)).thenRefused('billing-role-required', { rule: 'P6' });
  });

  it('P4 P5 goes through sales if the purchase has to', () => {
    bought
      .withFacts({ team: aTeam({ accountManager: 'am-7' }) })
      .when(remove(BOUGHT_AT))
      .thenRefused('sales-only-team', { rule: 'P4' });
    const enhanced = deciderTest(addOnDecider, bySales).after(
      purchase(BOUGHT_AT, quoted('q-1', BOUGHT_AT, 'enhanced')),
    );
    enhanced.withFacts(facts).when(remove(BOUGHT_AT)).thenRefused('sales-only-edition', { rule: 'P5' });
    enhanced.when(remove(BOUGHT_AT)).then('AddOnRemovalScheduled');
  });
});

describe('withdrawals', () => {
  it('P12 are limited in a billing period, for sales less than for members; removing is always possible', () => {
    const at = '2026-11-26T00:00:00.000Z';
    const toggles = Array.from({ length: 20 }, () => [remove(at), keep(at)]).flat();
    const often = bought.after(...toggles, remove(at));
    often.when(keep(at)).thenRefused('too-many-withdrawals', { rule: 'P12', reason: 'conflict' });
    bought
      .after(...toggles)
      .when(remove(at))
      .then('AddOnRemovalScheduled');
    often.withFacts(bySales).when(keep(at)).then('AddOnRemovalWithdrawn');
    const changes = [change('essentials', DOWN, upgraded, 'q-3'), { type: 'KeepEdition' as const, at: DOWN }];
    expect(upgraded.after(...changes).state?.withdrawals).toBe(1);
  });

  it('P12 are counted anew in each billing period', () => {
    const toggles = Array.from({ length: 20 }, () => [remove(UP), keep(UP)]).flat();
    const next = bought.after(...toggles, renew(RENEWAL), remove(RENEWAL));
    next.when(keep(RENEWAL)).then('AddOnRemovalWithdrawn');
  });
});

describe('a purchase after a removal', () => {
  it('P2 P8 needs a new quote, and starts in the current period', () => {
    const at = '2026-12-02T00:00:00.000Z';
    const again = bought.after(remove('2026-11-25T00:00:00.000Z'), purchase(at, quoted('q-2', at)));
    expect(again.state).toMatchObject({
      quote: 'q-2',
      purchasedAt: at,
      removalEffectiveAt: null,
      period: { from: '2026-12-01', to: '2027-01-01' },
    });
  });
});

describe('a renewal', () => {
  it('P10 charges the full price of the next period, once', () => {
    bought.when(renew(RENEWAL)).then(
      {
        type: 'AddOnRenewed',
        data: {
          edition: 'essentials',
          seats: 25,
          period: { from: '2026-12-01', to: '2027-01-01' },
          renewedAt: RENEWAL,
          renewsAt: '2026-12-31T15:00:00.000Z',
        },
      },
      {
        type: 'ChargeIssued',
        data: {
          reason: 'renewal',
          amount: { minor: 11_250, currency: 'JPY' },
          exact: { numerator: '348750', denominator: '31' },
          remainingDays: 31,
          periodDays: 31,
          replaces: null,
        },
      },
    );
    bought.after(renew(RENEWAL)).when(renew(RENEWAL)).thenNothing();
    bought.when(renew('2026-11-30T14:59:59.999Z')).thenNothing();
    nothing.when(renew(RENEWAL)).thenNothing();
  });

  it('P10 is recorded for every missed period, each with its own time', () => {
    bought
      .when(renew('2027-01-20T00:00:00.000Z'))
      .then(
        { type: 'AddOnRenewed', data: { renewedAt: RENEWAL } },
        { type: 'ChargeIssued', data: { effectiveAt: RENEWAL } },
        { type: 'AddOnRenewed', data: { renewedAt: '2026-12-31T15:00:00.000Z' } },
        { type: 'ChargeIssued', data: { effectiveAt: '2026-12-31T15:00:00.000Z' } },
      );
    bought
      .when(renew('2027-03-01T00:00:00.000Z'))
      .then(...renewals('2026-12-01', '2027-01-01', '2027-02-01', '2027-03-01'));
    expect(bought.after(renew('2027-03-01T00:00:00.000Z')).state?.renewsAt).toBe('2027-03-31T15:00:00.000Z');
  });

  it('P10 uses the prices of its day and the current seats, or the last price paid if none is listed', () => {
    const priced = (minor: number): AddOnFacts['policies'] => ({
      ...policies,
      prices: { version: 'newer', perSeat: { dropbox: { essentials: { JPY: { month: minor } } } } },
    });
    const seats = aTeam({ billing: { ...BILLING, seats: 30 } });
    bought
      .withFacts({ team: seats, policiesAt: (at) => (at < '2026-12-31T15:00:00.000Z' ? policies : priced(500)) })
      .when(renew('2027-01-15T00:00:00.000Z'))
      .then(
        'AddOnRenewed',
        {
          type: 'ChargeIssued',
          data: { amount: { minor: 13_500, currency: 'JPY' }, priceVersion: policies.prices.version },
        },
        'AddOnRenewed',
        { type: 'ChargeIssued', data: { amount: { minor: 15_000, currency: 'JPY' }, priceVersion: 'newer' } },
      );
    bought
      .withFacts({ policiesAt: () => ({ ...policies, prices: { version: 'none', perSeat: {} } }) })
      .when(renew(RENEWAL))
      .then('AddOnRenewed', { type: 'ChargeIssued', data: { unitPrice: { minor: 450, currency: 'JPY' } } });
  });

  it('P11 is replaced by the end of the add-on if a removal is scheduled', () => {
    const ending = bought.after(remove('2026-11-25T00:00:00.000Z'));
    ending.when(renew(RENEWAL)).then({ type: 'AddOnEnded', data: { endedAt: RENEWAL } });
    ending.after(renew(RENEWAL)).when(renew('2027-06-01T00:00:00.000Z')).thenNothing();
    ending
      .when(purchase('2026-12-02T00:00:00.000Z', quoted('q-2', '2026-12-02T00:00:00.000Z')))
      .then('AddOnEnded', 'AddOnPurchased', 'ChargeIssued');
  });

  it('P10 is recorded before a later command, whether or not the timer has fired', () => {
    bought.when(remove('2026-12-05T00:00:00.000Z')).then(...renewals('2026-12-01'), 'AddOnRemovalScheduled');
    bought.after(renew(RENEWAL)).when(remove('2026-12-05T00:00:00.000Z')).then('AddOnRemovalScheduled');
  });
});

describe('a change of edition', () => {
  it('P14 upgrades at once and charges the difference, once', () => {
    sold.when(change('enhanced', UP)).then(
      { type: 'EditionChanged', data: { from: 'essentials', to: 'enhanced', quote: 'q-2', effectiveAt: UP } },
      {
        type: 'ChargeIssued',
        data: {
          reason: 'upgrade',
          effectiveAt: UP,
          chargeId: 'q-2',
          amount: { minor: 3500, currency: 'JPY' },
          replaces: { minor: 450, currency: 'JPY' },
          remainingDays: 7,
        },
      },
    );
    upgraded.when(change('enhanced', UP)).thenNothing();
  });

  it('P14 downgrades at the renewal, with the lower price from then on', () => {
    upgraded
      .when(change('essentials', DOWN, upgraded, 'q-3'))
      .then({ type: 'EditionChangeScheduled', data: { from: 'enhanced', to: 'essentials', effectiveAt: RENEWAL } });
    scheduled
      .when(renew(RENEWAL))
      .then(
        { type: 'EditionChanged', data: { from: 'enhanced', to: 'essentials', quote: 'q-3', effectiveAt: RENEWAL } },
        { type: 'AddOnRenewed', data: { edition: 'essentials' } },
        { type: 'ChargeIssued', data: { amount: { minor: 11_250, currency: 'JPY' } } },
      );
  });

  it('P14 E11 applies from the renewal time on, even if not yet recorded', () => {
    const { state } = scheduled;
    if (!state) throw new Error('The add-on is missing.');
    expect([editionAt(state, '2026-11-30T14:59:59.999Z'), editionAt(state, RENEWAL)]).toEqual([
      'enhanced',
      'essentials',
    ]);
  });

  it('P14 can be withdrawn before the renewal without a charge', () => {
    scheduled.when({ type: 'KeepEdition', at: DOWN }).then('EditionChangeWithdrawn');
    scheduled
      .after({ type: 'KeepEdition', at: DOWN })
      .when(renew(RENEWAL))
      .then('AddOnRenewed', { type: 'ChargeIssued', data: { amount: { minor: 26_250, currency: 'JPY' } } });
    sold.when({ type: 'KeepEdition', at: DOWN }).thenNothing();
  });

  it('P8 is refused once the period of its quote has ended, or if a removal is scheduled', () => {
    const late = change('enhanced', '2026-11-30T14:30:00.000Z');
    sold.when({ ...late, at: '2026-11-30T15:10:00.000Z' }).thenRefused('quote-outdated', { rule: 'P8' });
    sold.after(remove(UP)).when(change('enhanced', UP)).thenRefused('removal-scheduled', { rule: 'P11' });
  });

  it('P11 P14 is dropped if a removal is scheduled', () => {
    scheduled.after(remove(DOWN)).when(renew(RENEWAL)).then('AddOnEnded');
  });
});

describe('sales', () => {
  const INQUIRY = { inquiryId: 'i-1', memberId: 'aiko', closed: false };

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

import { anAdmin, aTeam, BILLING } from '../../../test/support/state-builders.js';
import { deciderTest } from '../../../test/support/decider-test.js';
import { policies } from '../../../test/support/policies.js';
import { isRefusal } from '@ledgerdesk/kernel';
import { addOnDecider } from './decide.js';
import type { AddOnFacts } from './facts.js';
import { offerOf } from './offer.js';
import { quoteAddOn, type QuoteRequest } from './quote.js';
import type { AddOn } from './state.js';

const AT = '2026-11-22T03:00:00.000Z';
const RENEWAL = '2026-11-30T15:00:00.000Z';
const SECOND_RENEWAL = '2026-12-31T15:00:00.000Z';
const facts: AddOnFacts = {
  policies,
  policiesAt: () => policies,
  team: aTeam({ billing: { ...BILLING, currency: 'CHF', seats: 10 } }),
  buyer: { kind: 'sales' },
};
const request = (differing: Partial<QuoteRequest> = {}): QuoteRequest => ({
  id: 'q-1',
  product: 'dropbox',
  edition: 'essentials',
  agreed: { minor: 300, by: 'sam' },
  at: AT,
  ...differing,
});
const quoted = (differing: Partial<QuoteRequest> = {}, addOn?: AddOn) => {
  const quote = quoteAddOn(request(differing), addOn, facts);
  if (isRefusal(quote)) throw new Error(quote.message);
  return quote;
};
const francs = (minor: number) => ({ minor, currency: 'CHF' });
const renew = (at: string) => ({ type: 'RenewAddOn', at, dueAt: at }) as const;
const nothing = deciderTest(addOnDecider, facts);
const enhanced = nothing.after({
  type: 'PurchaseAddOn',
  quote: quoted({ edition: 'enhanced', agreed: { minor: 700, by: 'sam' } }),
  at: AT,
});

describe('a price that sales agreed', () => {
  it('P1 P9 is billed like a listed one, and recorded with who agreed on it', () => {
    expect(quoted()).toMatchObject({ unitPrice: francs(300), agreedBy: 'sam', renewalAmount: francs(3_000) });
    nothing
      .when({ type: 'PurchaseAddOn', quote: quoted(), at: AT })
      .then('AddOnPurchased', { type: 'ChargeIssued', data: { unitPrice: francs(300), agreedBy: 'sam' } });
  });

  it('P1 P10 is kept at renewals', () => {
    for (const at of [RENEWAL, SECOND_RENEWAL])
      enhanced
        .after(...(at === RENEWAL ? [] : [renew(RENEWAL)]))
        .when(renew(at))
        .then('AddOnRenewed', { type: 'ChargeIssued', data: { amount: francs(7_000), agreedBy: 'sam' } });
  });

  it('P1 P14 of a lower edition applies from the renewal on', () => {
    const agreed = { minor: 250, by: 'mia' };
    const quote = quoted({ id: 'q-2', agreed }, enhanced.state);
    expect(quote).toMatchObject({ change: 'downgrade', amount: francs(0), renewalAmount: francs(2_500) });
    const scheduled = enhanced.after({ type: 'ChangeEdition', quote, at: AT });
    expect(offerOf('dropbox', scheduled.state, AT, facts).upcoming).toMatchObject({ amount: francs(2_500) });
    scheduled.when(renew(RENEWAL)).then('EditionChanged', 'AddOnRenewed', {
      type: 'ChargeIssued',
      data: { edition: 'essentials', amount: francs(2_500), agreedBy: 'mia' },
    });
    scheduled
      .after(renew(RENEWAL))
      .when(renew(SECOND_RENEWAL))
      .then('AddOnRenewed', { type: 'ChargeIssued', data: { amount: francs(2_500), agreedBy: 'mia' } });
  });

  it('P1 P14 of an upgrade is billed less what was paid', () => {
    const essentials = nothing.after({ type: 'PurchaseAddOn', quote: quoted(), at: AT });
    const agreed = { minor: 700, by: 'mia' };
    expect(quoted({ id: 'q-2', edition: 'enhanced', agreed }, essentials.state)).toMatchObject({
      change: 'upgrade',
      unitPrice: francs(700),
      replaces: francs(300),
      agreedBy: 'mia',
    });
  });

  it('P1 is required where none is listed, refused where one is, and entered by sales only', () => {
    expect(quoteAddOn(request({ agreed: undefined }), undefined, facts)).toMatchObject({
      code: 'agreed-price-required',
      rule: 'P1',
    });
    expect(quoteAddOn(request(), undefined, { ...facts, team: aTeam() })).toMatchObject({ code: 'price-listed' });
    const member = { ...facts, buyer: { kind: 'member', member: anAdmin() } } as const;
    expect(quoteAddOn(request(), undefined, member)).toMatchObject({ code: 'agreed-price-sales-only', rule: 'P1' });
    expect(quoteAddOn(request({ product: 'replay' }), undefined, facts)).toMatchObject({ code: 'unknown-add-on' });
    expect(offerOf('dropbox', undefined, AT, facts).refusal).toBeUndefined();
    expect(offerOf('dropbox', undefined, AT, member).refusal).toMatchObject({ code: 'no-price', rule: 'P1' });
  });
});

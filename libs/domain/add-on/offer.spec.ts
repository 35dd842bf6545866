import { aMember, anAddOn, anAdmin, aTeam, BILLING } from '../../../test/support/state-builders.js';
import { policies } from '../../../test/support/policies.js';
import type { AddOnFacts } from './facts.js';
import { offerOf } from './offer.js';

const AT = '2026-11-23T01:00:00.000Z';
const RENEWAL = '2026-11-30T15:00:00.000Z';
const facts: AddOnFacts = {
  policies,
  policiesAt: () => policies,
  team: aTeam(),
  buyer: { kind: 'member', member: anAdmin() },
};
const enhanced = anAddOn({ edition: 'enhanced', unitPrice: { minor: 1050, currency: 'JPY' } });
const leaving = anAddOn({ removalEffectiveAt: RENEWAL });

describe('an add-on offer', () => {
  it('P7 is to add a missing add-on, to remove an active one, or to keep one about to end', () => {
    expect(offerOf('dropbox', undefined, AT, facts)).toEqual({ action: 'add', refusal: undefined, upcoming: null });
    expect(offerOf('dropbox', anAddOn(), AT, facts)).toMatchObject({ action: 'remove', refusal: undefined });
    expect(offerOf('dropbox', leaving, AT, facts)).toEqual({ action: 'keep', refusal: undefined, upcoming: null });
    expect(offerOf('dropbox', leaving, RENEWAL, facts)).toEqual({ action: 'add', refusal: undefined, upcoming: null });
  });

  it('P10 shows the full price of the next renewal, for the current seats and the edition of that day', () => {
    expect(offerOf('dropbox', anAddOn(), AT, facts).upcoming).toEqual({
      at: RENEWAL,
      edition: 'essentials',
      seats: 25,
      amount: { minor: 11_250, currency: 'JPY' },
    });
    expect(
      offerOf('dropbox', anAddOn(), AT, { ...facts, team: aTeam({ billing: { ...BILLING, seats: 30 } }) }).upcoming,
    ).toMatchObject({ seats: 30, amount: { minor: 13_500 } });
    const lower = {
      ...enhanced,
      scheduledEdition: { edition: 'essentials', effectiveAt: RENEWAL, quote: 'q-2', agreed: null },
    } as const;
    expect(offerOf('dropbox', lower, AT, facts).upcoming).toMatchObject({
      edition: 'essentials',
      amount: { minor: 11_250 },
    });
  });

  it('P10 shows the renewal after one that is due and not yet recorded', () => {
    expect(offerOf('dropbox', anAddOn(), RENEWAL, facts).upcoming).toMatchObject({ at: '2026-12-31T15:00:00.000Z' });
  });

  it('P4 P5 P6 includes the refusal if the buyer cannot act', () => {
    expect(offerOf('dropbox', undefined, AT, { ...facts, team: aTeam({ selfServe: false }) }).refusal).toMatchObject({
      rule: 'P4',
    });
    expect(offerOf('dropbox', enhanced, AT, facts).refusal).toMatchObject({ rule: 'P5' });
    expect(
      offerOf('dropbox', anAddOn(), AT, { ...facts, buyer: { kind: 'member', member: aMember() } }).refusal,
    ).toMatchObject({ rule: 'P6' });
  });

  it('P7 P9 refuses to add an add-on without a price, but not to remove an active one', () => {
    const inFrancs = { ...facts, team: aTeam({ billing: { ...BILLING, currency: 'CHF' } }) };
    expect(offerOf('dropbox', undefined, AT, inFrancs).refusal).toMatchObject({ code: 'no-price', rule: 'P1' });
    expect(offerOf('dropbox', anAddOn(), AT, inFrancs).refusal).toBeUndefined();
  });
});

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

describe('what can be done with an add-on', () => {
  it('P7 is to add what the team has not, to remove what it has, and to keep what is about to end', () => {
    expect(offerOf('dropbox', undefined, AT, facts)).toEqual({ action: 'add', refusal: undefined, upcoming: null });
    expect(offerOf('dropbox', anAddOn(), AT, facts)).toMatchObject({ action: 'remove', refusal: undefined });
    expect(offerOf('dropbox', leaving, AT, facts)).toEqual({ action: 'keep', refusal: undefined, upcoming: null });
    expect(offerOf('dropbox', leaving, RENEWAL, facts)).toEqual({ action: 'add', refusal: undefined, upcoming: null });
  });

  it('P10 costs its full price at the next renewal, for the seats of today and the edition of that day', () => {
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
      scheduledEdition: { edition: 'essentials', effectiveAt: RENEWAL, quote: 'q-2' },
    } as const;
    expect(offerOf('dropbox', lower, AT, facts).upcoming).toMatchObject({
      edition: 'essentials',
      amount: { minor: 11_250 },
    });
  });

  it('P10 is told for the period after a renewal that is due and not yet recorded', () => {
    expect(offerOf('dropbox', anAddOn(), RENEWAL, facts).upcoming).toMatchObject({ at: '2026-12-31T15:00:00.000Z' });
  });

  it('P4 P5 P6 says why whoever asks may not', () => {
    expect(offerOf('dropbox', undefined, AT, { ...facts, team: aTeam({ selfServe: false }) }).refusal).toMatchObject({
      rule: 'P4',
    });
    expect(offerOf('dropbox', enhanced, AT, facts).refusal).toMatchObject({ rule: 'P5' });
    expect(
      offerOf('dropbox', anAddOn(), AT, { ...facts, buyer: { kind: 'member', member: aMember() } }).refusal,
    ).toMatchObject({ rule: 'P6' });
  });

  it('P7 P9 says that nothing can be added where there is no price for it', () => {
    const inFrancs = { ...facts, team: aTeam({ billing: { ...BILLING, currency: 'CHF' } }) };
    expect(offerOf('dropbox', undefined, AT, inFrancs).refusal).toMatchObject({ code: 'no-price', rule: 'P9' });
    expect(offerOf('dropbox', anAddOn(), AT, inFrancs).refusal).toBeUndefined();
  });
});

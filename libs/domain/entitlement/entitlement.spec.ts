import { aChampion, aMember, anAddOn, anAdmin } from '../../../test/support/state-builders.js';
import { policies } from '../../../test/support/policies.js';
import type { Edition } from '@ledgerdesk/events';
import { type EntitlementCriteria, entitlementFor } from './entitlement.js';

const AT = '2026-11-27T07:30:00.000Z';
const entitled = (claim: Partial<EntitlementCriteria>) =>
  entitlementFor({ member: aMember(), addOn: undefined, covers: 'dropbox', at: AT, ...claim }, policies);

describe('the entitlement of a request', () => {
  it.each<[string, Edition, number]>([
    ['E5', 'essentials', 240],
    ['E6', 'enhanced', 60],
  ])('%s E1 is that of the edition: %s, %i minutes', (_, edition, targetMinutes) => {
    expect(entitled({ member: anAdmin(), addOn: anAddOn({ edition }) })).toEqual({
      addOn: 'dropbox',
      source: 'team',
      level: edition,
      targetMinutes,
    });
  });

  it('E7 E8 E2 is the same for members without a role as for admins', () => {
    const addOn = anAddOn({ edition: 'enhanced' });
    expect(entitled({ member: aMember(), addOn })).toEqual(entitled({ member: anAdmin(), addOn }));
  });

  it('E10 is null without an add-on', () => {
    expect(entitled({})).toBeNull();
  });

  it('E10 P13 is null with the add-on of another product', () => {
    expect(entitled({ covers: 'dropbox', addOn: anAddOn({ product: 'dash' }) })).toBeNull();
  });

  it('P2 starts with the purchase', () => {
    const addOn = anAddOn({ purchasedAt: AT });
    expect(entitled({ addOn, at: '2026-11-27T07:29:59.999Z' })).toBeNull();
    expect(entitled({ addOn })).toMatchObject({ targetMinutes: 240 });
  });

  it('P2 P11 lasts until the removal takes effect', () => {
    const addOn = anAddOn({ removalEffectiveAt: AT });
    expect(entitled({ addOn, at: '2026-11-27T07:29:59.999Z' })).toMatchObject({ targetMinutes: 240 });
    expect(entitled({ addOn })).toBeNull();
  });

  it('E11 R6 is that of the edition held at the time, although it was changed or bought again since', () => {
    const from = '2026-11-22T03:00:00.000Z';
    const until = '2026-11-27T07:30:00.001Z';
    const before = { edition: 'essentials', from, until } as const;
    const upgraded = anAddOn({ purchasedAt: from, edition: 'enhanced', editionSince: until, pastEditions: [before] });
    const boughtAgain = anAddOn({ purchasedAt: until, edition: 'enhanced', pastEditions: [before] });
    for (const addOn of [upgraded, boughtAgain]) {
      expect(entitled({ addOn })).toMatchObject({ level: 'essentials', targetMinutes: 240 });
      expect(entitled({ addOn, at: until })).toMatchObject({ level: 'enhanced', targetMinutes: 60 });
    }
  });

  it.each([
    ['C2', 'grand', 240],
    ['C3', 'epic', 60],
  ] as const)('%s is that of a %s Champion without a role: %i minutes', (_, level, targetMinutes) => {
    expect(entitled({ member: aChampion(level) })).toEqual({
      addOn: 'dropbox',
      source: 'champion',
      level,
      targetMinutes,
    });
  });

  it('C1 is granted to a Champion for the Dropbox add-on only', () => {
    expect(entitled({ member: aChampion('epic'), covers: 'dash' })).toBeNull();
  });

  it('C1 is granted to the Champion only, not to other members', () => {
    expect(entitled({ member: aMember({ memberId: 'ben' }) })).toBeNull();
  });

  it('C1 is not granted to a Champion without Premium Support, who has only the team add-on', () => {
    const member = aMember({ champion: { level: 'epic', addOn: null } });
    expect(entitled({ member, addOn: undefined })).toBeNull();
    expect(entitled({ member, addOn: anAddOn() })).toMatchObject({ source: 'team', targetMinutes: 240 });
  });

  it('C1 is the faster of those of the Champion and the team', () => {
    expect(entitled({ member: aChampion('epic'), addOn: anAddOn() })).toMatchObject({
      source: 'champion',
      targetMinutes: 60,
    });
    expect(entitled({ member: aChampion('grand'), addOn: anAddOn({ edition: 'enhanced' }) })).toMatchObject({
      source: 'team',
      targetMinutes: 60,
    });
  });
});

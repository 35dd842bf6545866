import { aChampion, aMember, anAddOn, anAdmin } from '../../../test/support/state-builders.js';
import { policies, policiesWith } from '../../../test/support/policies.js';
import type { EntitlementCriteria } from './entitlement.js';
import { liveSupportRefusal } from './live-support.js';

const SUNDAY_NIGHT = '2026-11-29T03:00:00.000Z';
const refused = (claim: Partial<EntitlementCriteria>, by = policies) =>
  liveSupportRefusal({ member: anAdmin(), addOn: anAddOn(), covers: 'dropbox', at: SUNDAY_NIGHT, ...claim }, by);
const dash = { covers: 'dash', addOn: anAddOn({ product: 'dash' }) };

describe('live support', () => {
  it('E3 L5 is available to admins with the Dropbox add-on, even on a Sunday', () => {
    expect(refused({})).toBeUndefined();
  });

  it('E9 is refused to members without a role, even with Enhanced', () => {
    expect(refused({ member: aMember(), addOn: anAddOn({ edition: 'enhanced' }) })).toMatchObject({
      reason: 'forbidden',
      code: 'live-support-for-admins',
      rule: 'E9',
    });
  });

  it('E10 P2 is refused without an active add-on for the product', () => {
    expect(refused({ addOn: undefined })).toMatchObject({ reason: 'forbidden', code: 'no-add-on', rule: 'E10' });
    expect(refused({ addOn: anAddOn({ removalEffectiveAt: SUNDAY_NIGHT }) })).toMatchObject({ code: 'no-add-on' });
  });

  it('C1 is available to a Champion who is not an admin', () => {
    expect(refused({ member: aChampion('grand'), addOn: undefined })).toBeUndefined();
  });

  it('C1 E9 is refused to a Champion without Premium Support who is not an admin', () => {
    expect(refused({ member: aMember({ champion: { level: 'epic', addOn: null } }) })).toMatchObject({ rule: 'E9' });
  });

  it('C1 E9 is refused to a Champion for Dash', () => {
    expect(refused({ ...dash, member: aChampion('epic') })).toMatchObject({ rule: 'E9' });
  });

  it.each([
    ['2026-11-29T13:59:59.999Z', '2026-11-29T14:00:00.000Z', 'before 9:00 in New York, on a Sunday'],
    ['2026-11-30T01:00:00.000Z', '2026-11-30T14:00:00.000Z', 'from 20:00 on'],
    ['2027-07-15T12:59:59.999Z', '2027-07-15T13:00:00.000Z', 'before 9:00 in summer time'],
  ])('L6 is closed for Dash at %s and opens at %s: %s', (at, opensAt) => {
    expect(refused({ ...dash, at })).toMatchObject({
      reason: 'conflict',
      code: 'live-support-closed',
      rule: 'L6',
      details: { opensAt },
    });
    expect(refused({ ...dash, at: opensAt })).toBeUndefined();
  });

  it('L6 is open for Dash until 20:00', () => {
    expect(refused({ ...dash, at: '2026-11-30T00:59:59.999Z' })).toBeUndefined();
  });

  it('L5 is refused for an add-on without live support hours', () => {
    expect(refused({}, policiesWith({ liveSupport: { dash: 'dash-live' } }))).toMatchObject({
      code: 'no-live-support',
      rule: 'L5',
    });
  });
});

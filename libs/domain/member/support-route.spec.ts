import { aChampion, aMember, anAddOn, anAdmin } from '../../../test/support/state-builders.js';
import { ADMIN_ROLES } from '@ledgerdesk/events';
import { isRefusal } from '@ledgerdesk/kernel';
import { hubRefusal } from './hub.js';
import { supportRoute } from './support-route.js';

const AT = '2026-11-27T07:30:00.000Z';

describe('the support route', () => {
  it.each(ADMIN_ROLES)('H7 H1 is the hub for a %s', (role) => {
    expect(supportRoute(anAdmin({ roles: [role] }), [anAddOn(), undefined], AT)).toEqual({
      site: 'hub',
      rule: 'H1',
      code: 'hub-with-add-on',
    });
  });

  it('H7 H5 H6 is the support page for members without a role, with or without an add-on', () => {
    for (const addOns of [[anAddOn({ edition: 'enhanced' })], [undefined]]) {
      expect(supportRoute(aMember(), addOns, AT)).toEqual({ site: 'support-page', rule: 'H5', code: 'hub-for-admins' });
    }
  });

  it('H7 H2 P11 is the support page for admins without an add-on, before its start and after its end', () => {
    for (const addOn of [
      undefined,
      anAddOn({ removalEffectiveAt: AT }),
      anAddOn({ purchasedAt: '2026-11-27T07:30:00.001Z' }),
    ]) {
      expect(supportRoute(anAdmin(), [addOn], AT)).toEqual({
        site: 'support-page',
        rule: 'H2',
        code: 'hub-needs-add-on',
      });
    }
  });

  it('H7 C4 is the hub for a Champion only if they are an admin', () => {
    expect(supportRoute(aChampion('grand', { roles: ['content_admin'] }), [undefined], AT)).toEqual({
      site: 'hub',
      rule: 'C4',
      code: 'hub-for-champion',
    });
    expect(supportRoute(aChampion('epic'), [anAddOn()], AT)).toMatchObject({ site: 'support-page', rule: 'H5' });
  });

  it('H7 E2 is refused to unknown and deactivated members', () => {
    for (const member of [undefined, anAdmin({ active: false })]) {
      expect(supportRoute(member, [anAddOn()], AT)).toMatchObject({
        refused: true,
        reason: 'forbidden',
        code: 'member-not-active',
        rule: 'E2',
      });
    }
  });

  it('H7 is the hub if and only if the member can use the hub', () => {
    const members = [aMember(), anAdmin(), aChampion('epic'), aChampion('grand', { roles: ['team_admin'] })];
    for (const member of members) {
      for (const addOn of [undefined, anAddOn(), anAddOn({ removalEffectiveAt: AT })]) {
        const route = supportRoute(member, [addOn], AT);
        expect(!isRefusal(route) && route.site === 'hub').toBe(hubRefusal(member, [addOn], AT, '/') === undefined);
      }
    }
  });
});

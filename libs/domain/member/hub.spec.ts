import { aChampion, aMember, anAddOn, anAdmin } from '../../../test/support/state-builders.js';
import { ADMIN_ROLES } from '@ledgerdesk/events';
import { hubRefusal } from './hub.js';

const AT = '2026-11-27T07:30:00.000Z';
const PAGE = '/v1/tickets';
const refused = (member = anAdmin(), addOns: Parameters<typeof hubRefusal>[1] = [anAddOn(), undefined]) =>
  hubRefusal(member, addOns, AT, PAGE);

describe('the hub', () => {
  it.each(ADMIN_ROLES)('H1 is open to a %s', (role) => {
    expect(refused(anAdmin({ roles: [role] }))).toBeUndefined();
  });

  it.each(['dropbox', 'dash'])('H2 is open with an add-on for %s', (product) => {
    expect(refused(anAdmin(), [undefined, anAddOn({ product })])).toBeUndefined();
  });

  it('H2 P11 is closed without an add-on, or with one that has ended', () => {
    expect(refused(anAdmin(), [undefined, undefined])).toMatchObject({
      reason: 'forbidden',
      code: 'hub-needs-add-on',
      rule: 'H2',
      details: { supportPage: PAGE },
    });
    expect(refused(anAdmin(), [anAddOn({ removalEffectiveAt: AT })])).toMatchObject({ rule: 'H2' });
  });

  it('H5 is closed to members without a role; the refusal includes the support page', () => {
    const refusal = refused(aMember());
    expect(refusal).toMatchObject({
      reason: 'forbidden',
      code: 'hub-for-admins',
      rule: 'H5',
      details: { supportPage: PAGE },
    });
    expect(refusal?.message).toContain(PAGE);
  });

  it('H5 V4 is closed to former admins, deactivated members and unknown members', () => {
    expect(refused(anAdmin({ roles: [] }))).toMatchObject({ rule: 'H5' });
    expect(refused(anAdmin({ active: false }))).toMatchObject({ rule: 'H5' });
    expect(hubRefusal(undefined, [anAddOn()], AT, PAGE)).toMatchObject({ rule: 'H5' });
  });

  it('C4 is open to a Champion who is an admin, without an add-on of the team', () => {
    expect(refused(aChampion('grand', { roles: ['team_admin'] }), [undefined])).toBeUndefined();
  });

  it('C4 is closed to a Champion who is not an admin', () => {
    expect(refused(aChampion('epic'), [anAddOn()])).toMatchObject({ rule: 'H5' });
  });

  it('C1 H2 is closed to a Champion without Premium Support, unless the team has an add-on', () => {
    const bare = anAdmin({ champion: { level: 'epic', addOn: null } });
    expect(refused(bare, [undefined])).toMatchObject({ rule: 'H2' });
    expect(refused(bare, [anAddOn()])).toBeUndefined();
  });
});

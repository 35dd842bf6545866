import { aTeam } from '../../../test/support/state-builders.js';
import { deciderTest } from '../../../test/support/decider-test.js';
import { policies, policiesWith } from '../../../test/support/policies.js';
import { ADMIN_ROLES, type AdminRole } from '@ledgerdesk/events';
import type { ChangeMember } from './commands.js';
import { memberDecider } from './decide.js';
import { activeMember } from './active-member.js';
import { isAdmin, wasActive } from './state.js';

const AT = '2026-11-22T03:00:00.000Z';
const keys = { teamId: 'acme', memberId: 'aiko' };
const add = (...roles: readonly AdminRole[]) => ({
  type: 'AddMember' as const,
  at: AT,
  ...keys,
  name: 'Aiko Sato',
  email: 'aiko@acme.example',
  language: 'ja',
  roles,
});
const assign = (...roles: readonly AdminRole[]) => ({ type: 'AssignAdminRoles' as const, at: AT, ...keys, roles });
const name = (level: 'grand' | 'epic') => ({ type: 'NameChampion' as const, at: AT, ...keys, level });
const nameWithout = (level: 'grand' | 'epic') => ({ ...name(level), premiumSupport: false });
const setStatus = (status: 'active' | 'suspended') => ({ type: 'SetMemberStatus' as const, at: AT, ...keys, status });
const deactivate = { type: 'DeactivateMember' as const, at: AT, ...keys };
const nobody = deciderTest(memberDecider, { policies, team: aTeam() });
const added = nobody.after(add());

describe('a new member', () => {
  it('E2 is active and has each role once', () => {
    nobody
      .when(add('team_admin', 'team_admin'))
      .then({ type: 'MemberAdded', data: { ...keys, roles: ['team_admin'], language: 'ja' } });
    expect(added.state).toEqual({
      ...keys,
      language: 'ja',
      status: 'active',
      erased: false,
      active: true,
      hasJoined: true,
      inactivePeriods: [],
      roles: [],
      champion: null,
      championUntil: null,
      views: [],
      viewsSaved: 0,
    });
  });

  it('is refused if the ID is taken', () => {
    added.when(add()).thenRefused('member-exists', { reason: 'conflict' });
  });

  it('is refused if the team does not exist', () => {
    nobody.withFacts({ team: undefined }).when(add()).thenRefused('team-not-found', { reason: 'not-found' });
  });
});

describe('admin roles', () => {
  it.each(ADMIN_ROLES)('H1 make the member an admin: %s', (role) => {
    expect(isAdmin(added.after(assign(role)).state ?? fail())).toBe(true);
  });

  it('V4 do not make the member an admin once removed, or once the member is deactivated', () => {
    expect(isAdmin(added.after(assign('team_admin'), assign()).state ?? fail())).toBe(false);
    expect(isAdmin(added.after(assign('team_admin'), deactivate).state ?? fail())).toBe(false);
  });

  it('are replaced as a whole, and recorded only if they differ', () => {
    const both = added.after(assign('team_admin', 'billing_admin'));
    both.when(assign('billing_admin', 'team_admin', 'team_admin')).thenNothing();
    both
      .when(assign('billing_admin'))
      .then({ type: 'AdminRolesAssigned', data: { ...keys, roles: ['billing_admin'] } });
  });
});

describe('a member who is invited or suspended', () => {
  const invited = nobody.after({ ...add('team_admin'), status: 'invited' });
  const suspended = added.after(assign('team_admin'), name('epic'), setStatus('suspended'));

  it('E2 is refused support and is no admin', () => {
    for (const { state } of [invited, suspended]) {
      expect(activeMember(state)).toMatchObject({ code: 'member-not-active', rule: 'E2' });
      expect(isAdmin(state ?? fail())).toBe(false);
      expect(state).toMatchObject({ active: false, roles: ['team_admin'] });
    }
    expect([invited.state?.status, suspended.state?.status]).toEqual(['invited', 'suspended']);
  });

  it('E2 has support from when they join, or are activated again, with the same roles', () => {
    for (const member of [invited, suspended]) {
      member.when(setStatus('active')).then({ type: 'MemberStatusChanged', data: { ...keys, status: 'active' } });
      expect(isAdmin(member.after(setStatus('active')).state ?? fail())).toBe(true);
    }
  });

  it('E2 records a status once, and none that the member has', () => {
    nobody.when({ ...add(), status: 'active' }).then('MemberAdded');
    nobody.when({ ...add(), status: 'invited' }).then('MemberAdded', 'MemberStatusChanged');
    added.when(setStatus('active')).thenNothing();
    suspended.when(setStatus('suspended')).thenNothing();
  });

  it('E2 C1 keeps the roles and the Champion level, which can be changed meanwhile', () => {
    expect(suspended.after(setStatus('active')).state).toMatchObject({
      champion: { level: 'epic', addOn: 'dropbox' },
      championUntil: null,
    });
    suspended.when(assign('billing_admin')).then('AdminRolesAssigned');
    suspended.when(name('grand')).then('ChampionNamed');
  });

  it('E2 has not been active in each of these times, which end when the member is activated', () => {
    const at = (day: number) => `2026-12-0${day}T00:00:00.000Z`;
    const changed = suspended.after(
      { ...setStatus('active'), at: at(2) },
      { ...setStatus('suspended'), at: at(4) },
      { ...setStatus('active'), at: at(6) },
    );
    const state = changed.state ?? fail();
    const days = [1, 2, 3, 4, 5, 6, 7].filter((day) => wasActive(state, at(day)));
    expect(days).toEqual([2, 3, 6, 7]);
    expect(wasActive(invited.state ?? fail(), at(1))).toBe(false);
  });

  it('E2 cannot be activated once deactivated', () => {
    for (const member of [invited, suspended]) {
      member.when(deactivate).then('MemberDeactivated');
      member.after(deactivate).when(setStatus('active')).thenRefused('member-inactive', { rule: 'E2' });
    }
  });
});

describe('a changed member', () => {
  const change = (changes: Omit<ChangeMember, 'type' | 'at' | 'teamId' | 'memberId'>) => ({
    type: 'ChangeMember' as const,
    at: AT,
    ...keys,
    ...changes,
  });
  const admin = added.after(assign('team_admin'));
  const invited = nobody.after({ ...add(), status: 'invited' });

  it('gets a name and an address, which are recorded again if they are the same, since nothing compares them', () => {
    const named = { type: 'MemberRenamed' as const, data: { ...keys, name: 'Aiko Tanaka' } };
    const addressed = { type: 'MemberEmailChanged' as const, data: { ...keys, email: 'aiko@acme.example' } };
    added.when(change({ name: 'Aiko Tanaka' })).then(named);
    added
      .after(change({ name: 'Aiko Tanaka' }))
      .when(change({ name: 'Aiko Tanaka' }))
      .then(named);
    added.when(change({ email: 'aiko@acme.example' })).then(addressed);
    expect(added.after(change({ name: 'Aiko Tanaka', email: 'a@acme.example' })).state).toEqual(added.state);
  });

  it('gets a language, which is recorded once', () => {
    added.when(change({ language: 'en' })).then({ type: 'MemberLanguageChanged', data: { ...keys, language: 'en' } });
    expect(added.after(change({ language: 'en' })).state?.language).toBe('en');
    added.when(change({ language: 'ja' })).thenNothing();
    added.when(change({})).thenNothing();
  });

  it('E2 is suspended and activated again, with the same roles; who is invited has yet to join', () => {
    const suspended = admin.after(change({ suspended: true }));
    expect(suspended.state).toMatchObject({ status: 'suspended', active: false, roles: ['team_admin'] });
    expect(suspended.after(change({ suspended: false })).state).toMatchObject({ active: true, roles: ['team_admin'] });
    admin.when(change({ suspended: false })).thenNothing();
    suspended.when(change({ suspended: true })).thenNothing();
    invited.when(change({ suspended: false })).thenNothing();
    invited.when(change({ suspended: true })).then({ type: 'MemberStatusChanged', data: { status: 'suspended' } });
  });

  it('E2 is invited again after a suspension before they joined, and active after one that came later', () => {
    const suspended = invited.after(change({ suspended: true }));
    suspended
      .when(change({ suspended: false }))
      .then({ type: 'MemberStatusChanged', data: { ...keys, status: 'invited' } });
    const again = suspended.after(change({ suspended: false }));
    expect(again.state).toMatchObject({ status: 'invited', active: false });
    const joined = again.after({ type: 'SetMemberStatus', at: AT, ...keys, status: 'active' });
    expect(joined.after(change({ suspended: true })).after(change({ suspended: false })).state?.status).toBe('active');
  });

  it('records all changes of one command together', () => {
    added
      .when(change({ name: 'A', email: 'a@acme.example', language: 'en', suspended: true }))
      .then('MemberRenamed', 'MemberEmailChanged', 'MemberLanguageChanged', 'MemberStatusChanged');
  });

  it('E2 is refused once the membership has ended, or before it', () => {
    added
      .after(deactivate)
      .when(change({ name: 'A' }))
      .thenRefused('member-inactive', { rule: 'E2' });
    nobody.when(change({ name: 'A' })).thenRefused('member-not-found', { reason: 'not-found' });
  });
});

describe('a deactivated member', () => {
  it('E2 is refused support, like an unknown member', () => {
    added.when(deactivate).then({ type: 'MemberDeactivated', data: keys });
    expect(activeMember(added.state)).toEqual(added.state);
    expect(activeMember(added.after(deactivate).state)).toMatchObject({
      reason: 'forbidden',
      code: 'member-not-active',
      rule: 'E2',
    });
    expect(activeMember(undefined)).toMatchObject({ rule: 'E2' });
  });

  it('E2 is deactivated once, and cannot get roles or a Champion level', () => {
    const left = added.after(deactivate);
    left.when(deactivate).thenNothing();
    left.when(assign('team_admin')).thenRefused('member-inactive', { rule: 'E2', reason: 'conflict' });
    left.when(name('epic')).thenRefused('member-inactive', { rule: 'E2', reason: 'conflict' });
  });
});

describe('a Champion', () => {
  it('C1 C2 C3 has a personal add-on without needing an admin role', () => {
    added.when(name('grand')).then({ type: 'ChampionNamed', data: { ...keys, level: 'grand', addOn: 'dropbox' } });
    expect(added.after(name('epic')).state?.champion).toEqual({ level: 'epic', addOn: 'dropbox' });
  });

  it('C1 has the add-on in the policy', () => {
    added
      .withFacts({ policies: policiesWith({ championAddOn: 'dash' }) })
      .when(name('epic'))
      .then({ type: 'ChampionNamed', data: { addOn: 'dash' } });
  });

  it('C1 has no add-on if named without Premium Support', () => {
    added.when(nameWithout('epic')).then({ type: 'ChampionNamed', data: { ...keys, level: 'epic', addOn: null } });
    expect(added.after(nameWithout('epic')).state?.champion).toEqual({ level: 'epic', addOn: null });
  });

  it('C1 gains or loses the add-on when named again, at the same level too; a repeat records nothing', () => {
    const [bare, full] = [added.after(nameWithout('grand')), added.after(name('grand'))];
    bare.when(nameWithout('grand')).thenNothing();
    bare.when(name('grand')).then({ type: 'ChampionNamed', data: { level: 'grand', addOn: 'dropbox' } });
    full.when({ ...name('grand'), premiumSupport: true }).thenNothing();
    full.when(nameWithout('grand')).then({ type: 'ChampionNamed', data: { level: 'grand', addOn: null } });
  });

  it('C1 E4 had the add-on until it was taken back, and a Champion who never had one has no end of it', () => {
    const untilOf = (test: typeof added) => test.state?.championUntil;
    const withdraw = { type: 'WithdrawChampion' as const, at: AT, ...keys };
    expect(untilOf(added.after(name('grand'), nameWithout('grand')))).toBe(AT);
    expect(untilOf(added.after(name('grand'), nameWithout('grand'), name('grand')))).toBeNull();
    expect(untilOf(added.after(nameWithout('grand'), withdraw))).toBeNull();
    expect(untilOf(added.after(nameWithout('grand'), deactivate))).toBeNull();
    expect(untilOf(added.after(name('grand'), deactivate))).toBe(AT);
  });

  it('C2 C3 can change level; setting the same level again records nothing', () => {
    const grand = added.after(name('grand'));
    grand.when(name('grand')).thenNothing();
    grand.when(name('epic')).then({ type: 'ChampionNamed', data: { level: 'epic' } });
  });

  it('C1 loses the add-on when the status ends, once, and can become one again, but only while active', () => {
    const withdraw = { type: 'WithdrawChampion' as const, at: AT, ...keys };
    const epic = added.after(name('epic'));
    epic.when(withdraw).then({ type: 'ChampionWithdrawn', data: keys });
    expect(epic.after(withdraw).state?.champion).toBeNull();
    added.when(withdraw).thenNothing();
    epic.after(withdraw).when(name('grand')).then('ChampionNamed');
    epic.after(deactivate).when(withdraw).thenRefused('member-inactive', { rule: 'E2' });
  });
});

describe('an unknown member', () => {
  it.each([assign('team_admin'), deactivate, name('grand'), setStatus('active')])(
    'is not found by $type',
    (command) => {
      nobody.when(command).thenRefused('member-not-found', { reason: 'not-found' });
    },
  );
});

function fail(): never {
  throw new Error('No member was added.');
}

describe('an erased member', () => {
  const erase = { type: 'EraseMember' as const, at: AT, ...keys };
  const view = { type: 'SaveTicketView' as const, at: AT, ...keys, viewId: 'v-1', name: 'Mine', q: 'sync' };
  const filter = {
    status: null,
    product: null,
    issueType: null,
    state: null,
    breached: null,
    openedFrom: null,
    openedTo: null,
    sort: null,
    order: null,
  };

  it('E2 is deactivated first, once, and has no saved views any more', () => {
    added.when(erase).then({ type: 'MemberDeactivated', data: keys }, { type: 'MemberErased', data: keys });
    added.after(deactivate).when(erase).then({ type: 'MemberErased', data: keys });
    added.after(erase).when(erase).thenNothing();
    expect(added.after({ ...view, filter }, erase).state).toMatchObject({
      status: 'deactivated',
      erased: true,
      views: [],
    });
  });

  it('E2 is never active again, under no command', () => {
    const erased = added.after(erase);
    erased.when(setStatus('active')).thenRefused('member-inactive', { rule: 'E2' });
    erased.when(add()).thenRefused('member-exists');
    erased.when(deactivate).thenNothing();
    erased.when({ type: 'ChangeMember', at: AT, ...keys, name: 'Aiko' }).thenRefused('member-inactive');
    nobody.when(erase).thenRefused('member-not-found', { reason: 'not-found' });
  });
});

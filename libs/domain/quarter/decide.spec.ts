import fc from 'fast-check';
import { aChampion, aMember, anAddOn, anAdmin, aTeam } from '../../../test/support/state-builders.js';
import { deciderTest } from '../../../test/support/decider-test.js';
import { policies } from '../../../test/support/policies.js';
import { leastUsed } from '../features.js';
import type { ScheduleRootCauseSession } from './commands.js';
import { quarterDecider } from './decide.js';

const AT = '2026-11-27T07:30:00.000Z';
const STARTS = '2026-12-08T01:00:00.000Z';
const OVER = '2027-01-01T00:00:00.000Z';
const quarter = { teamId: 'acme', quarter: '2026-Q4' };
const session = { ...quarter, sessionId: 'ses-1', memberId: 'aiko', consultantId: 'kenji' };
const schedule = (differing: Partial<ScheduleRootCauseSession> = {}): ScheduleRootCauseSession => ({
  type: 'ScheduleRootCauseSession',
  at: AT,
  ...session,
  startsAt: STARTS,
  ...differing,
});
const hold = (at: string) => ({ type: 'HoldRootCauseSession', at, ...quarter }) as const;
const cancel = { type: 'CancelRootCauseSession', at: AT, ...quarter } as const;
const use = (feature: string, count: number) =>
  ({ type: 'RecordFeatureUsage', at: AT, ...quarter, feature, count }) as const;
const digest = (at = OVER) => ({ type: 'SendFeatureDigest', at, ...quarter }) as const;

const enhanced = anAddOn({ edition: 'enhanced' });
const nothing = deciderTest(quarterDecider, {
  policies,
  team: aTeam(),
  member: anAdmin(),
  addOns: [undefined, enhanced],
  members: [anAdmin()],
});
const scheduled = nothing.after(schedule());

describe('a root-cause session', () => {
  it('Q3 comes with the Enhanced edition only', () => {
    nothing.when(schedule()).then({
      type: 'RootCauseSessionScheduled',
      data: { ...session, startsAt: STARTS, endsAt: '2026-12-08T02:00:00.000Z' },
    });
    nothing
      .withFacts({ addOns: [anAddOn()] })
      .when(schedule())
      .thenRefused('no-root-cause-session', { rule: 'Q3', reason: 'forbidden' });
    nothing
      .withFacts({ addOns: [anAddOn({ edition: 'enhanced', removalEffectiveAt: STARTS })] })
      .when(schedule())
      .thenRefused('no-root-cause-session', { rule: 'Q3' });
    nothing.withFacts({ member: aMember() }).when(schedule()).thenRefused('no-root-cause-session', { rule: 'Q3' });
    nothing
      .withFacts({ member: anAdmin({ active: false }) })
      .when(schedule())
      .thenRefused('member-not-active', { rule: 'E2' });
  });

  it('C6 does not come with what a Champion is given, not even to one who is an admin', () => {
    nothing
      .withFacts({ addOns: [], member: aChampion('epic', { roles: ['team_admin'] }) })
      .when(schedule())
      .thenRefused('no-root-cause-session', { rule: 'C6' });
    nothing
      .withFacts({ member: aChampion('epic', { roles: ['team_admin'] }) })
      .when(schedule())
      .then('RootCauseSessionScheduled');
  });

  it('Q3 is there once a quarter, also after it was held', () => {
    scheduled.when(schedule({ sessionId: 'ses-2' })).thenRefused('session-used', { rule: 'Q3', reason: 'conflict' });
    scheduled
      .after(hold(STARTS))
      .when(schedule({ at: STARTS, sessionId: 'ses-2', startsAt: '2026-12-20T01:00:00.000Z' }))
      .thenRefused('session-used', { rule: 'Q3' });
    scheduled
      .after(cancel)
      .when(schedule({ sessionId: 'ses-2' }))
      .then('RootCauseSessionScheduled');
  });

  it('Q3 counts for the quarter it takes place in: what was not used is not carried over', () => {
    nothing.when(schedule({ startsAt: OVER })).thenRefused('wrong-quarter', { rule: 'Q3', reason: 'invalid' });
    nothing.when(schedule({ startsAt: '2026-12-31T23:59:59.999Z' })).then('RootCauseSessionScheduled');
    nothing.when(schedule({ at: OVER })).thenRefused('appointment-time');
  });

  it('is held once, not before it begins, or cancelled', () => {
    scheduled.when(hold(AT)).thenRefused('appointment-not-begun');
    scheduled.when(hold(STARTS)).then({ type: 'RootCauseSessionHeld', data: session });
    scheduled.after(hold(STARTS)).when(hold(STARTS)).thenNothing();
    scheduled.after(hold(STARTS)).when(cancel).thenRefused('appointment-held');
    scheduled.when(cancel).then({ type: 'RootCauseSessionCancelled', data: session });
    scheduled.after(cancel).when(cancel).thenNothing();
    scheduled.after(cancel).when(hold(STARTS)).thenRefused('appointment-cancelled');
    nothing.when(cancel).thenRefused('session-not-found', { reason: 'not-found' });
  });
});

describe('a quarter', () => {
  it.each(['2026-Q5', '2026', ''])('is written as 2026-Q4, not %p', (name) => {
    nothing.when({ ...digest(), quarter: name }).thenRefused('unknown-quarter', { reason: 'invalid' });
    nothing.when({ ...use('rewind', 3), quarter: name }).thenRefused('unknown-quarter');
  });
});

describe('the usage of features', () => {
  it('Q2 is what was said last, of features that there are', () => {
    nothing
      .when(use('rewind', 3))
      .then({ type: 'FeatureUsageRecorded', data: { ...quarter, feature: 'rewind', count: 3 } });
    nothing.after(use('rewind', 3)).when(use('rewind', 3)).thenNothing();
    expect(nothing.after(use('rewind', 3), use('rewind', 5)).state.usage).toEqual({ rewind: 5 });
    nothing.when(use('fax', 1)).thenRefused('unknown-feature', { rule: 'Q2', reason: 'invalid' });
    nothing
      .withFacts({ team: undefined })
      .when(use('rewind', 1))
      .thenRefused('team-not-found', { reason: 'not-found' });
  });
});

describe('a feature digest', () => {
  const ids = policies.features.features.map(({ id }) => id).sort();
  const used = ids.slice(0, -2).map((id, index) => use(id, index + 1));

  it('Q2 names exactly three features: unused first, then those that were used least, equals by id', () => {
    nothing.when(digest()).then({
      type: 'FeatureDigestSent',
      data: { ...quarter, features: ids.slice(0, 3).map((feature) => ({ feature, count: 0 })) },
    });
    nothing
      .after(...used)
      .when(digest())
      .then({
        type: 'FeatureDigestSent',
        data: {
          features: [...ids.slice(-2).map((feature) => ({ feature, count: 0 })), { feature: ids[0] ?? '', count: 1 }],
        },
      });
  });

  it('Q2 never leaves out a feature that was used less than one it names', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...ids), fc.nat(5)), (usage) => {
        const named = leastUsed(policies.features, usage);
        expect(new Set(named.map(({ feature }) => feature)).size).toBe(3);
        const most = Math.max(...named.map(({ count }) => count));
        const others = ids.filter((id) => !named.some(({ feature }) => feature === id));
        for (const id of others) expect(usage[id] ?? 0).toBeGreaterThanOrEqual(most);
        expect(named).toEqual(
          leastUsed({ ...policies.features, features: policies.features.features.toReversed() }, usage),
        );
      }),
    );
  });

  it('Q1 goes to every active admin of any role, once a quarter', () => {
    const members = [
      anAdmin({ memberId: 'yuki', roles: ['reporting_admin'] }),
      anAdmin(),
      aMember({ memberId: 'ben' }),
      anAdmin({ memberId: 'gone', active: false }),
    ];
    const sent = nothing.withFacts({ members }).after(digest());
    nothing
      .withFacts({ members })
      .when(digest())
      .then({ type: 'FeatureDigestSent', data: { recipients: ['aiko', 'yuki'] } });
    sent.when(digest('2027-02-01T00:00:00.000Z')).thenNothing();
  });

  it('Q1 waits for the end of the quarter in UTC', () => {
    nothing.when(digest('2026-12-31T23:59:59.999Z')).thenNothing();
    nothing.when(digest('2027-03-01T00:00:00.000Z')).then('FeatureDigestSent');
  });

  it('Q1 P2 is for teams that have an add-on when the quarter ends', () => {
    const with_ = (removalEffectiveAt: string) => nothing.withFacts({ addOns: [anAddOn({ removalEffectiveAt })] });
    with_(OVER).when(digest()).thenNothing();
    with_('2027-01-01T00:00:00.001Z').when(digest()).then('FeatureDigestSent');
    nothing
      .withFacts({ addOns: [anAddOn({ purchasedAt: '2027-01-01T00:00:00.001Z' })] })
      .when(digest('2027-01-02T00:00:00.000Z'))
      .thenNothing();
  });

  it('C5 is not for Champions as such: what they are given is no add-on of the team', () => {
    nothing
      .withFacts({ addOns: [undefined, undefined], members: [aChampion('epic', { roles: ['team_admin'] })] })
      .when(digest())
      .thenNothing();
  });

  it('Q1 is recorded also where there is no admin to write to', () => {
    nothing
      .withFacts({ members: [] })
      .when(digest())
      .then({ type: 'FeatureDigestSent', data: { recipients: [] } });
  });
});

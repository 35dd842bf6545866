import fc from 'fast-check';
import { aChampion, aMember, anAddOn, anAdmin, aTeam } from '../../../test/support/state-builders.js';
import { deciderTest } from '../../../test/support/decider-test.js';
import { policies } from '../../../test/support/policies.js';
import { leastUsed } from '../features.js';
import type { AddOn } from '../add-on/state.js';
import type { DigestMailOutcome, MoveRootCauseSession, ScheduleRootCauseSession } from './commands.js';
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

const NAME = { en: 'Feature', ja: '機能' };
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
  it('Q3 needs an active admin, and an Enhanced add-on that is active at its start', () => {
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

  it('Q3 is scheduled by a member up to ten times in a quarter; others can schedule it then', () => {
    const often = nothing.after(...Array.from({ length: 10 }, () => [schedule(), cancel]).flat());
    often.when(schedule()).thenRefused('too-many-bookings', { reason: 'conflict' });
    often.when(schedule({ memberId: 'ben' })).then('RootCauseSessionScheduled');
  });

  it('C6 is not included in the add-on of a Champion, even of one who is an admin', () => {
    nothing
      .withFacts({ addOns: [], member: aChampion('epic', { roles: ['team_admin'] }) })
      .when(schedule())
      .thenRefused('no-root-cause-session', { rule: 'C6' });
    nothing
      .withFacts({ member: aChampion('epic', { roles: ['team_admin'] }) })
      .when(schedule())
      .then('RootCauseSessionScheduled');
  });

  it('Q3 is available once a quarter, even after it was held, unless it was cancelled', () => {
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

  it('Q3 counts for the quarter in which it takes place, and is not carried over', () => {
    nothing.when(schedule({ startsAt: OVER })).thenRefused('wrong-quarter', { rule: 'Q3', reason: 'invalid' });
    nothing.when(schedule({ startsAt: '2026-12-31T23:59:59.999Z' })).then('RootCauseSessionScheduled');
    nothing.when(schedule({ at: OVER })).thenRefused('appointment-time');
  });

  it('Q3 can be cancelled by the member who scheduled it, and by no other', () => {
    scheduled.when({ ...cancel, memberId: 'aiko' }).then('RootCauseSessionCancelled');
    scheduled.when({ ...cancel, memberId: 'ben' }).thenRefused('session-not-found', { reason: 'not-found' });
  });

  it('Q3 is moved within its quarter by the member who scheduled it, or stays', () => {
    const move = (differing: Partial<MoveRootCauseSession> = {}): MoveRootCauseSession => ({
      type: 'MoveRootCauseSession',
      at: AT,
      ...quarter,
      sessionId: 'ses-2',
      memberId: 'aiko',
      consultantId: 'yuki',
      startsAt: '2026-12-09T01:00:00.000Z',
      ...differing,
    });
    scheduled.when(move()).then('RootCauseSessionCancelled', {
      type: 'RootCauseSessionScheduled',
      data: { sessionId: 'ses-2', consultantId: 'yuki', startsAt: '2026-12-09T01:00:00.000Z' },
    });
    expect(scheduled.after(move()).state.session).toMatchObject({ sessionId: 'ses-2', status: 'booked' });
    scheduled.when(move({ startsAt: '2027-01-09T01:00:00.000Z' })).thenRefused('wrong-quarter', { rule: 'Q3' });
    scheduled.when(move({ memberId: 'ben' })).thenRefused('session-not-found', { reason: 'not-found' });
    scheduled.after(cancel).when(move()).thenRefused('appointment-cancelled', { reason: 'conflict' });
    nothing.when(move()).thenRefused('session-not-found', { reason: 'not-found' });
  });

  it('is held once, not before its start, or cancelled once, but not both', () => {
    scheduled.when(hold(AT)).thenRefused('appointment-not-begun');
    scheduled.when(hold(STARTS)).then({ type: 'RootCauseSessionHeld', data: session });
    scheduled.after(hold(STARTS)).when(hold(STARTS)).thenNothing();
    scheduled.after(hold(STARTS)).when(cancel).thenRefused('appointment-held');
    scheduled.when(cancel).then({ type: 'RootCauseSessionCancelled', data: { ...session, reason: 'requested' } });
    scheduled.after(cancel).when(cancel).thenNothing();
    scheduled.after(cancel).when(hold(STARTS)).thenRefused('appointment-cancelled');
    nothing.when(cancel).thenRefused('session-not-found', { reason: 'not-found' });
  });
});

describe('the end of the Enhanced edition', () => {
  const ENDS = '2026-11-30T15:00:00.000Z';
  const end = { type: 'EndRootCauseSession', at: ENDS, ...quarter, endedAt: ENDS, reason: 'edition-ended' } as const;
  const withAddOns = (...addOns: readonly AddOn[]) => scheduled.withFacts({ addOns });
  const removed = anAddOn({ edition: 'enhanced', removalEffectiveAt: ENDS });
  const downgraded = anAddOn({
    editionSince: ENDS,
    pastEditions: [{ edition: 'enhanced', from: enhanced.purchasedAt, until: ENDS }],
  });

  it('Q3 ends a session that it would have included, by removal and by downgrade', () => {
    for (const addOn of [removed, downgraded])
      withAddOns(addOn)
        .when(end)
        .then({ type: 'RootCauseSessionCancelled', data: { ...session, reason: 'edition-ended' } });
    withAddOns(removed).after(end).when(end).thenNothing();
    nothing
      .withFacts({ addOns: [removed] })
      .when(end)
      .thenNothing();
    withAddOns(removed)
      .when({ ...end, endedAt: '2026-12-08T01:00:00.001Z' })
      .thenNothing();
    scheduled
      .after(hold(STARTS))
      .withFacts({ addOns: [removed] })
      .when(end)
      .thenNothing();
  });

  it('Q3 keeps a session that another Enhanced add-on carries on, or that was scheduled afterwards', () => {
    withAddOns(removed, enhanced).when(end).thenNothing();
    nothing
      .after(schedule({ at: '2026-12-02T00:00:00.000Z' }))
      .withFacts({ addOns: [removed] })
      .when(end)
      .thenNothing();
  });

  it('Q3 is checked again when a session is held, as of its start', () => {
    for (const addOn of [removed, downgraded])
      withAddOns(addOn).when(hold(STARTS)).thenRefused('appointment-ended', { reason: 'conflict' });
    const later = '2026-12-20T00:00:00.000Z';
    const past = { edition: 'enhanced', from: enhanced.purchasedAt, until: '2026-12-15T00:00:00.000Z' } as const;
    withAddOns(anAddOn({ editionSince: past.until, pastEditions: [past] }))
      .when(hold(later))
      .then('RootCauseSessionHeld');
  });
});

describe('a quarter', () => {
  it.each(['2026-Q5', '2026', ''])('is refused if written as %p', (name) => {
    nothing.when({ ...digest(), quarter: name }).thenRefused('unknown-quarter', { reason: 'invalid' });
    nothing.when({ ...use('rewind', 3), quarter: name }).thenRefused('unknown-quarter');
  });
});

describe('feature usage', () => {
  it('Q2 is the last recorded count, of known features and teams only', () => {
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
  const idsOf = (...products: readonly string[]) =>
    policies.features.features
      .filter((feature) => feature.products?.some((product) => products.includes(product)))
      .map(({ id }) => id)
      .sort();
  const ids = idsOf('dropbox', 'dash');
  const used = ids.slice(0, -2).map((id, index) => use(id, index + 1));

  it('Q2 lists exactly three features: unused first, then the least used, ties by ID', () => {
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

  it('Q2 never omits a feature that was used less than a listed one', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...ids), fc.nat(5)), (usage) => {
        const named = leastUsed(policies.features, usage, ['dropbox', 'dash']);
        expect(new Set(named.map(({ feature }) => feature)).size).toBe(3);
        const most = Math.max(...named.map(({ count }) => count));
        const others = ids.filter((id) => !named.some(({ feature }) => feature === id));
        for (const id of others) expect(usage[id] ?? 0).toBeGreaterThanOrEqual(most);
        expect(named).toEqual(
          leastUsed({ ...policies.features, features: policies.features.features.toReversed() }, usage, [
            'dropbox',
            'dash',
          ]),
        );
      }),
    );
  });

  it.each([[['dropbox']], [['dash']], [['sign', 'paper']]])(
    'Q2 explains features of the products in use only: %p',
    (products) => {
      nothing
        .withFacts({ team: aTeam({ products }) })
        .when(digest())
        .then({
          type: 'FeatureDigestSent',
          data: {
            features: idsOf(...products)
              .map((feature) => ({ feature, count: 0 }))
              .slice(0, 3),
          },
        });
    },
  );

  it.each([[[]], [['one']], [['one', 'two']]])(
    'Q2 explains exactly three features: with %j in use it is recorded as not mailed',
    (ids) => {
      const features = [...ids, 'c', 'd'].map((id) => ({
        id,
        name: NAME,
        explanation: NAME,
        link: 'https://help.example',
        products: [ids.includes(id) ? 'sign' : 'paper'],
      }));
      const facts = {
        policies: { ...policies, features: { version: '1', features } },
        team: aTeam({ products: ['sign'] }),
      };
      nothing
        .withFacts(facts)
        .when(digest())
        .then(
          {
            type: 'FeatureDigestSent',
            data: { features: ids.map((feature) => ({ feature, count: 0 })), recipients: ['aiko'] },
          },
          { type: 'DigestNotMailed', data: { memberIds: ['aiko'], reason: 'few-features' } },
        );
      nothing
        .withFacts({ ...facts, members: [] })
        .when(digest())
        .then({ type: 'FeatureDigestSent', data: { recipients: [] } });
    },
  );

  it('Q2 may explain a feature that names no product to any team', () => {
    const features = ['a', 'b', 'c'].map((id) => ({ id, name: NAME, explanation: NAME, link: 'https://help.example' }));
    nothing
      .withFacts({ policies: { ...policies, features: { version: '1', features } }, team: aTeam({ products: ['x'] }) })
      .when(digest())
      .then({
        type: 'FeatureDigestSent',
        data: { features: ['a', 'b', 'c'].map((feature) => ({ feature, count: 0 })) },
      });
  });

  it('Q2 finds three features of every active product in the shipped files', () => {
    for (const { id, status } of policies.taxonomy.products)
      if (status === 'active') expect(leastUsed(policies.features, {}, [id])).toHaveLength(3);
  });

  it('Q1 is sent to every active admin of any role, once a quarter', () => {
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

  it('Q1 is recorded as not mailed if its quarter ended more than 31 days ago', () => {
    nothing.when(digest('2027-02-01T00:00:00.000Z')).then('FeatureDigestSent');
    nothing
      .when(digest('2027-02-01T00:00:00.001Z'))
      .then(
        { type: 'FeatureDigestSent', data: { recipients: ['aiko'] } },
        { type: 'DigestNotMailed', data: { ...quarter, memberIds: ['aiko'], reason: 'late' } },
      );
    nothing.withFacts({ members: [] }).when(digest('2027-03-01T00:00:00.000Z')).then('FeatureDigestSent');
  });

  it('Q1 records each new outcome of its mails; an accepted mail stays accepted', () => {
    const record = (outcome: DigestMailOutcome, ...memberIds: readonly string[]) =>
      ({ type: 'RecordDigestMails', at: OVER, ...quarter, memberIds, outcome }) as const;
    const composed = nothing.after(digest());
    composed.when(record('mailed', 'aiko')).then({ type: 'DigestMailed', data: { ...quarter, memberIds: ['aiko'] } });
    const refused = composed.after(record('undeliverable', 'aiko', 'ben'));
    refused.when(record('undeliverable', 'aiko', 'ben')).thenNothing();
    refused.when(record('not-admin', 'aiko')).then({ type: 'DigestNotMailed', data: { reason: 'not-admin' } });
    const retried = refused.after(record('mailed', 'aiko'));
    retried.when(record('late', 'aiko', 'ben')).then({ type: 'DigestNotMailed', data: { memberIds: ['ben'] } });
  });

  it('Q1 is sent only after the end of the quarter in UTC', () => {
    nothing.when(digest('2026-12-31T23:59:59.999Z')).thenNothing();
    nothing.when(digest('2027-01-30T00:00:00.000Z')).then('FeatureDigestSent');
  });

  it('Q1 P2 is sent to teams with an add-on that is active when the quarter ends', () => {
    const with_ = (removalEffectiveAt: string) => nothing.withFacts({ addOns: [anAddOn({ removalEffectiveAt })] });
    with_(OVER).when(digest()).thenNothing();
    with_('2027-01-01T00:00:00.001Z').when(digest()).then('FeatureDigestSent');
    nothing
      .withFacts({ addOns: [anAddOn({ purchasedAt: '2027-01-01T00:00:00.001Z' })] })
      .when(digest('2027-01-02T00:00:00.000Z'))
      .thenNothing();
    const held = {
      edition: 'essentials',
      from: '2026-11-22T03:00:00.000Z',
      until: '2027-01-01T05:00:00.000Z',
    } as const;
    nothing
      .withFacts({ addOns: [anAddOn({ purchasedAt: '2027-01-02T00:00:00.000Z', pastEditions: [held] })] })
      .when(digest('2027-01-02T00:00:00.000Z'))
      .then('FeatureDigestSent');
  });

  it('C5 is not sent for the add-on of a Champion', () => {
    nothing
      .withFacts({ addOns: [undefined, undefined], members: [aChampion('epic', { roles: ['team_admin'] })] })
      .when(digest())
      .thenNothing();
  });

  it.each(['dropbox', null])('C5 is not sent to a Champion who is an admin, with the add-on %s', (addOn) => {
    const champion = anAdmin({ memberId: 'cho', champion: { level: 'grand', addOn } });
    nothing
      .withFacts({ members: [anAdmin(), champion] })
      .when(digest())
      .then({ type: 'FeatureDigestSent', data: { recipients: ['aiko'] } });
    nothing
      .withFacts({ members: [champion] })
      .when(digest())
      .then({ type: 'FeatureDigestSent', data: { recipients: [] } });
  });

  it('Q1 is recorded even if there are no admins', () => {
    nothing
      .withFacts({ members: [] })
      .when(digest())
      .then({ type: 'FeatureDigestSent', data: { recipients: [] } });
  });
});

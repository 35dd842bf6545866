import { MemoryEventStore } from '../../test/support/memory-event-store.js';
import { policies, policiesWith } from '../../test/support/policies.js';
import { type Policies, teamDecider } from '@ledgerdesk/domain';
import { FactReader } from './fact-reader.js';
import { PolicyTimeline } from './policies/policy-timeline.js';
import { StreamCache } from './stream-cache.js';

const NOW = '2026-11-27T07:30:00.000Z';
const LATER = '2027-01-01T00:00:00.000Z';
const timeline = new PolicyTimeline([
  { validFrom: '', policies },
  { validFrom: LATER, policies: policiesWith({ version: 'newer' }) },
]);
const aReader = (): FactReader => new FactReader(new StreamCache(new MemoryEventStore()), timeline, NOW);

describe('a fact reader', () => {
  it('lists no version before a policy is read', () => {
    expect(aReader().versions).toEqual({});
  });

  it.each<[keyof Policies, Readonly<Record<string, string>>]>([
    ['policy', { policy: policies.policy.version }],
    ['prices', { prices: policies.prices.version }],
    ['taxonomy', { taxonomy: policies.taxonomy.version }],
    ['features', { features: policies.features.version }],
    ['texts', { texts: policies.texts.version }],
    ['mails', { mails: policies.mails.version }],
    ['catalogue', { catalogue: policies.catalogue.version }],
    ['calendars', { calendars: policies.calendarsVersion }],
    ['calendarsVersion', { calendars: policies.calendarsVersion }],
    ['hours', { calendars: policies.calendarsVersion, tzdb: policies.zones.version }],
    ['zones', { tzdb: policies.zones.version }],
  ])('returns the value of %s and lists its version', (source, versions) => {
    const reader = aReader();
    expect(reader.policies[source]).toBe(policies[source]);
    expect(reader.versions).toEqual(versions);
  });

  it('lists each version of a source that is read at several instants once', () => {
    const reader = aReader();
    for (const instant of [NOW, LATER, NOW]) expect(reader.policiesAt(instant).policy.version).not.toBe('');
    expect(reader.versions).toEqual({ policy: `${policies.policy.version}, newer` });
  });

  it('lists the revision of each stream that is read, -1 for an empty one', async () => {
    const reader = aReader();
    expect(await reader.read(teamDecider, 'team-acme')).toBeUndefined();
    expect(reader.revisions).toEqual({ 'team-acme': -1 });
  });

  it('lists no revision of streams that hardly matter', async () => {
    const reader = aReader();
    expect(await reader.peek(teamDecider, 'team-acme')).toBeUndefined();
    expect(reader.revisions).toEqual({});
  });
});

import { canonicalJson, type StoredEvent } from '@ledgerdesk/event-store';
import { policyStream, type RecordedPolicyName } from '@ledgerdesk/events';
import type { RecordedEvent } from '@ledgerdesk/kernel';
import { anEvent, recordedEvents } from '../../../test/support/recorded-events.js';
import { policies, shippedFiles } from '../../../test/support/policies.js';
import { firstKnown } from './known-policies.js';
import { type DecisionPolicies, RecordedPolicies } from './recorded-policies.js';

const FILES = shippedFiles();
const AT = '2026-11-27T07:30:00.000Z';
const NAMES = ['policy', 'calendars', 'taxonomy', 'prices'] as const satisfies readonly RecordedPolicyName[];
const ALL = { policy: '1', calendars: '1', taxonomy: '1', prices: '1', tzdb: policies.zones.version };

const recordOf = (name: (typeof NAMES)[number]): StoredEvent => ({
  id: `version-of-${name}`,
  stream: policyStream(name),
  revision: 0,
  position: '1',
  type: 'PolicyVersionUsed',
  version: 1,
  occurredAt: AT,
  recordedAt: AT,
  data: canonicalJson({ name, policyVersion: '1', sha256: '', text: JSON.stringify(FILES[name]) }),
  metadata: canonicalJson({ tenant: 'main' }),
});

/** A log that has one version of each file. */
const log = {
  readStream: async (stream: string) => NAMES.filter((name) => policyStream(name) === stream).map(recordOf),
};

const decidedWith = (versions: Readonly<Record<string, string>> | undefined): RecordedEvent => {
  const [event] = recordedEvents(anEvent('TicketReopened'));
  if (!event) throw new Error('There is an event.');
  return { ...event, metadata: { ...event.metadata, ...(versions && { versions }) } };
};

/** What can be read of the policies of a decision. */
const knownIn = ({ policies: known }: DecisionPolicies): readonly string[] =>
  (['policy', 'calendars', 'hours', 'taxonomy', 'prices', 'zones', 'texts'] as const).filter(
    (name) => firstKnown(() => [known[name]]).found.length > 0,
  );

describe('the policies of a recorded decision', () => {
  const recorded = new RecordedPolicies(log, policies);
  const decisionOf = (versions?: Readonly<Record<string, string>>): Promise<DecisionPolicies> =>
    recorded.of(decidedWith(versions));

  it('have the sources of which it recorded versions', async () => {
    const decision = await decisionOf(ALL);
    expect(knownIn(decision)).toEqual(['policy', 'calendars', 'hours', 'taxonomy', 'prices', 'zones']);
    expect(decision.priceVersions).toEqual(['1']);
    expect(decision.policies.policy).toEqual(policies.policy);
  });

  it.each([
    ['policy', ['calendars', 'hours', 'taxonomy', 'prices', 'zones']],
    ['calendars', ['policy', 'taxonomy', 'prices', 'zones']],
    ['taxonomy', ['policy', 'calendars', 'hours', 'prices', 'zones']],
    ['prices', ['policy', 'calendars', 'hours', 'taxonomy', 'zones']],
    ['tzdb', ['policy', 'calendars', 'taxonomy', 'prices']],
  ])('have nothing of today in place of %s, of which it recorded no version', async (name, known) => {
    const versions = Object.fromEntries(Object.entries(ALL).filter(([source]) => source !== name));
    expect(knownIn(await decisionOf(versions))).toEqual(known);
  });

  it('have no time zones of other data, and nothing if it recorded no versions', async () => {
    const other = await decisionOf({ ...ALL, tzdb: '1970a' });
    expect(knownIn(other)).toEqual(['policy', 'calendars', 'taxonomy', 'prices']);
    expect(knownIn(await decisionOf())).toEqual([]);
  });

  it('have nothing in place of a text that the log lacks, or of a file with several versions', async () => {
    const others = ['calendars', 'hours', 'taxonomy', 'prices', 'zones'];
    expect(knownIn(await decisionOf({ ...ALL, policy: '2' }))).toEqual(others);
    expect(knownIn(await decisionOf({ ...ALL, policy: '1, 2' }))).toEqual(others);
  });
});

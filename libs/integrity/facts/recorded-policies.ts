import { withRecordedTexts } from '@ledgerdesk/application';
import type { Policies } from '@ledgerdesk/domain';
import type { ReadableLog } from '@ledgerdesk/event-store';
import { isLogged, policyStream, type RecordedPolicyName } from '@ledgerdesk/events';
import type { RecordedEvent } from '@ledgerdesk/kernel';
import { decodeClear } from '../decode-clear.js';

/** The policies that an event was decided with. */
export interface DecisionPolicies {
  readonly policies: Policies;
  /** The policies with another version of the price file; undefined if the log does not have it. */
  readonly withPrices: (version: string) => Promise<Policies | undefined>;
  /** Versions of the price file that the decision used. */
  readonly priceVersions: readonly string[];
  /** False if the decision used other time-zone data than is at hand. */
  readonly hasZones: boolean;
}

/** The files that the facts of events follow from. */
const COMPUTED = ['policy', 'calendars', 'taxonomy', 'prices'] as const satisfies readonly RecordedPolicyName[];
type Versions = Readonly<Partial<Record<(typeof COMPUTED)[number], string>>>;

const versionsOf = (listed: string | undefined): readonly string[] =>
  listed === undefined || listed === '' ? [] : listed.split(', ');

/** Composes the policies of decisions from the texts that the log has recorded. Reads each file when it is needed. */
export class RecordedPolicies {
  private readonly texts = new Map<string, unknown>();
  private readonly composed = new Map<string, Promise<Policies | undefined>>();

  constructor(
    private readonly log: Pick<ReadableLog, 'readStream'>,
    /** Time-zone data, and the files that a decision did not use. */
    private readonly policies: Policies,
  ) {}

  /** Resolves with undefined if the log does not have the texts of what the event was decided with. */
  async of({ metadata: { versions = {} } }: RecordedEvent): Promise<DecisionPolicies | undefined> {
    const priceVersions = versionsOf(versions['prices']);
    const used: Record<string, string> = {};
    for (const name of COMPUTED) {
      const [first, ...others] = versionsOf(versions[name]);
      if (others.length > 0 && name !== 'prices') return undefined;
      if (first !== undefined) used[name] = first;
    }
    const policies = await this.compose(used);
    if (!policies) return undefined;
    const { tzdb = this.policies.zones.version } = versions;
    const withPrices = (prices: string) => this.compose({ ...used, prices });
    return { policies, withPrices, priceVersions, hasZones: tzdb === this.policies.zones.version };
  }

  private compose(versions: Versions): Promise<Policies | undefined> {
    const key = COMPUTED.map((name) => versions[name] ?? '').join('\n');
    const known = this.composed.get(key) ?? this.composeFrom(versions);
    this.composed.set(key, known);
    return known;
  }

  private async composeFrom(versions: Versions): Promise<Policies | undefined> {
    const texts: Partial<Record<(typeof COMPUTED)[number], unknown>> = {};
    for (const name of COMPUTED) {
      const version = versions[name];
      if (version === undefined) continue;
      const text = await this.textOf(name, version);
      if (text === undefined) return undefined;
      texts[name] = text;
    }
    try {
      return withRecordedTexts(this.policies, texts);
    } catch {
      // A text that was changed is a finding of its own.
      return undefined;
    }
  }

  private async textOf(name: RecordedPolicyName, version: string): Promise<unknown> {
    if (!this.texts.has(keyOf(name, version))) await this.load(name);
    return this.texts.get(keyOf(name, version));
  }

  private async load(name: RecordedPolicyName): Promise<void> {
    for (const stored of await this.log.readStream(policyStream(name))) {
      const event = decodeClear(stored);
      if (!isLogged(event, ['PolicyVersionUsed']) || event.data.text === null) continue;
      const { policyVersion, text } = event.data;
      if (!this.texts.has(keyOf(name, policyVersion))) this.texts.set(keyOf(name, policyVersion), parsed(text));
    }
  }
}

const keyOf = (name: RecordedPolicyName, version: string): string => `${name} ${version}`;

/** Undefined for a text that was damaged. */
const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
};

import { type PolicySource, withRecordedTexts } from '@ledgerdesk/application';
import type { Policies } from '@ledgerdesk/domain';
import type { ReadableLog } from '@ledgerdesk/event-store';
import { isLogged, policyStream, type RecordedPolicyName } from '@ledgerdesk/events';
import type { RecordedEvent } from '@ledgerdesk/kernel';
import { decodeClear } from '../decode-clear.js';
import { knownPolicies } from './known-policies.js';

/** The policies that an event was decided with. */
export interface DecisionPolicies {
  /** Have only the sources that the decision recorded: whatever reads another one is not known. */
  readonly policies: Policies;
  /** The policies with another version of the price file. */
  readonly withPrices: (version: string) => Promise<Policies>;
  /** Versions of the price file that the decision used. */
  readonly priceVersions: readonly string[];
}

/** The files that the facts of events follow from. */
const COMPUTED = ['policy', 'calendars', 'taxonomy', 'prices'] as const satisfies readonly RecordedPolicyName[];
type FileName = (typeof COMPUTED)[number];
type Versions = Readonly<Partial<Record<FileName, string>>>;

const versionsOf = (listed: string | undefined): readonly string[] =>
  listed === undefined || listed === '' ? [] : listed.split(', ');

/** Composes the policies of decisions from the texts that the log has recorded. Reads each file when it is needed. */
export class RecordedPolicies {
  private readonly texts = new Map<string, unknown>();
  private readonly composed = new Map<string, Promise<Policies>>();

  constructor(
    private readonly log: Pick<ReadableLog, 'readStream'>,
    /** Has the time-zone data. Nothing follows from its files. */
    private readonly policies: Policies,
  ) {}

  /** Returns the policies that an event was decided with, as far as the log has recorded them. */
  async of({ metadata: { versions = {} } }: RecordedEvent): Promise<DecisionPolicies> {
    const priceVersions = versionsOf(versions['prices']);
    const used: Partial<Record<FileName, string>> = {};
    for (const name of COMPUTED) {
      const [first, ...others] = versionsOf(versions[name]);
      // Which of several versions a fact follows from is not known, except for the day of a price.
      if (first !== undefined && (others.length === 0 || name === 'prices')) used[name] = first;
    }
    const hasZones = versions['tzdb'] === this.policies.zones.version;
    const withPrices = (prices: string) => this.known({ ...used, prices }, hasZones);
    return { policies: await this.known(used, hasZones), withPrices, priceVersions };
  }

  private known(versions: Versions, hasZones: boolean): Promise<Policies> {
    const key = [...COMPUTED.map((name) => versions[name] ?? ''), hasZones].join('\n');
    const known = this.composed.get(key) ?? this.compose(versions, hasZones);
    this.composed.set(key, known);
    return known;
  }

  /** Nothing of today's files stands in for a file of which the decision recorded no version, or the log no text. */
  private async compose(versions: Versions, hasZones: boolean): Promise<Policies> {
    const texts: Partial<Record<FileName, unknown>> = {};
    for (const name of COMPUTED) {
      const version = versions[name];
      const text = version === undefined ? undefined : await this.textOf(name, version);
      if (text !== undefined) texts[name] = text;
    }
    const zones: readonly PolicySource[] = hasZones ? ['tzdb'] : [];
    try {
      const known = COMPUTED.filter((name) => texts[name] !== undefined);
      return knownPolicies(withRecordedTexts(this.policies, texts), new Set([...known, ...zones]));
    } catch {
      // Another check reports a changed text.
      return knownPolicies(this.policies, new Set(zones));
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

import {
  canonicalJson,
  decode,
  encode,
  type EventStore,
  type ReadableLog,
  WrongExpectedRevision,
} from '@ledgerdesk/event-store';
import {
  isLogged,
  policyStream,
  type PolicyVersionUsed,
  RECORDED_POLICIES,
  type RecordedPolicyName,
} from '@ledgerdesk/events';
import type { EventOrigin, Instant } from '@ledgerdesk/kernel';
import { derivedId } from '../envelope.js';
import type { PolicyText } from './policy-texts.js';

/** A version of a policy file has other contents than when it was first used. */
export class PolicyChanged extends Error {
  readonly code = 'invalid-rules';
  constructor(changes: readonly { readonly name: string; readonly version: string; readonly usedAt: Instant }[]) {
    super(
      changes
        .map(
          ({ name, version, usedAt }) =>
            `The ${name} file has other contents than its version ${version} had when it was first used, at ` +
            `${usedAt}. Decisions refer to that version: restore its contents, or give the changed file a new version.`,
        )
        .join('\n'),
    );
  }
}

/** A version that was used, as the log has it. */
interface UsedVersion extends Omit<PolicyText, 'text'> {
  readonly text: string | null;
  readonly usedAt: Instant;
}

/** When and by whom a version is used. */
export interface PolicyUse {
  readonly at: Instant;
  readonly recordedAt: Instant;
  readonly tenant: string;
  /** The command whose decision uses it. */
  readonly commandId: string;
  /** Where the events of the command come from. */
  readonly origin?: EventOrigin;
}

/** An append of at most 1 MiB holds the text, its escapes and the metadata. */
const MAX_TEXT_CHARACTERS = 512 * 1024;

const keyOf = (name: string, version: string): string => `${name} ${version}`;

const isRecorded = (name: string): name is RecordedPolicyName => RECORDED_POLICIES.some((one) => one === name);

/** Reads the versions of a policy file that were used. */
const readUsed = async (
  log: Pick<ReadableLog, 'readStream'>,
  name: RecordedPolicyName,
): Promise<readonly UsedVersion[]> =>
  (await log.readStream(policyStream(name))).map(decode).flatMap((event) => {
    if (!isLogged(event, ['PolicyVersionUsed'])) return [];
    const { policyVersion: version, sha256, text } = event.data;
    return [{ name, version, sha256, text, usedAt: event.occurredAt }];
  });

/** The versions in a configuration that were used with other contents. */
export const changedPolicies = async (
  log: Pick<ReadableLog, 'readStream'>,
  texts: readonly PolicyText[],
): Promise<readonly UsedVersion[]> => {
  const used = (await Promise.all(RECORDED_POLICIES.map((name) => readUsed(log, name)))).flat();
  return used.filter(({ name, version, sha256 }) =>
    texts.some((text) => text.name === name && text.version === version && text.sha256 !== sha256),
  );
};

/**
 * Records the contents of each version of a policy file in the log when a decision first uses it, so that the decision
 * can be recomputed after the file has changed.
 *
 * @example
 * const record = await PolicyRecord.open(store, timeline.texts);
 * await record.use({ prices: '2026-11' }, { at, recordedAt, tenant, commandId });
 */
export class PolicyRecord {
  private readonly used = new Map<string, UsedVersion>();
  private readonly texts: ReadonlyMap<string, PolicyText>;

  private constructor(
    private readonly store: EventStore,
    texts: readonly PolicyText[],
  ) {
    this.texts = new Map(texts.map((text) => [keyOf(text.name, text.version), text]));
  }

  /**
   * Reads what the log has recorded.
   * @throws PolicyChanged if a configured version was used with other contents
   */
  static async open(store: EventStore, texts: readonly PolicyText[]): Promise<PolicyRecord> {
    const changed = await changedPolicies(store, texts);
    if (changed.length > 0) throw new PolicyChanged(changed);
    const record = new PolicyRecord(store, texts);
    for (const name of RECORDED_POLICIES) await record.reload(name);
    return record;
  }

  /** True if all of these versions were used before. `versions` is as in the metadata of events. */
  isUsed(versions: Readonly<Record<string, string>>): boolean {
    for (const name in versions) if (isRecorded(name) && !this.hasAll(name, versions[name] ?? '')) return false;
    return true;
  }

  /**
   * Records the versions that were not used before. `versions` is as in the metadata of events.
   * @throws PolicyChanged if another engine has recorded other contents meanwhile
   * @throws WrongExpectedRevision if another engine has recorded another version meanwhile: try again
   */
  async use(versions: Readonly<Record<string, string>>, use: PolicyUse): Promise<void> {
    for (const [name, listed] of Object.entries(versions)) {
      if (!isRecorded(name)) continue;
      for (const version of listed.split(', ')) {
        const text = this.texts.get(keyOf(name, version));
        if (text && !this.used.has(keyOf(name, version))) await this.record(text, use);
      }
    }
  }

  /** The contents of a version that was used; undefined if the log does not have them. */
  async textOf(name: RecordedPolicyName, version: string): Promise<unknown> {
    if (!this.used.has(keyOf(name, version))) await this.reload(name);
    const text = this.used.get(keyOf(name, version))?.text ?? this.texts.get(keyOf(name, version))?.text;
    return text === undefined || text === null ? undefined : (JSON.parse(text) as unknown);
  }

  private hasAll(name: string, listed: string): boolean {
    return listed.split(', ').every((version) => {
      const key = keyOf(name, version);
      return this.used.has(key) || !this.texts.has(key);
    });
  }

  private async record(text: PolicyText, use: PolicyUse): Promise<void> {
    const { name, version } = text;
    const revision = await this.reload(name);
    if (this.wasUsed(text)) return;
    try {
      await this.store.append(policyStream(name), revision < 0 ? 'no-stream' : revision, [eventOf(text, use)]);
      this.used.set(keyOf(name, version), { ...text, usedAt: use.at });
    } catch (error) {
      if (!(error instanceof WrongExpectedRevision)) throw error;
      await this.reload(name);
      if (!this.wasUsed(text)) throw error;
    }
  }

  /** @throws PolicyChanged if the version was used with other contents */
  private wasUsed({ name, version, sha256 }: PolicyText): boolean {
    const known = this.used.get(keyOf(name, version));
    if (known && known.sha256 !== sha256) throw new PolicyChanged([known]);
    return known !== undefined;
  }

  /** Reads the recorded versions of a file again. Returns the last revision of its stream. */
  private async reload(name: RecordedPolicyName): Promise<number> {
    const found = await readUsed(this.store, name);
    for (const version of found) this.used.set(keyOf(name, version.version), version);
    return found.length - 1;
  }
}

const eventOf = (
  { name, version, sha256, text }: PolicyText,
  { at, recordedAt, tenant, commandId, origin }: PolicyUse,
) => {
  const id = derivedId('policy', tenant, name, version, sha256);
  const data: PolicyVersionUsed['data'] = {
    name,
    policyVersion: version,
    sha256,
    text: text.length > MAX_TEXT_CHARACTERS ? null : text,
  };
  const metadata = canonicalJson({
    commandId: id,
    requestHash: sha256,
    correlationId: commandId,
    causationId: commandId,
    actor: { kind: 'engine', id: 'policies' },
    tenant,
    ...origin,
  });
  return encode({ type: 'PolicyVersionUsed', data }, { id, occurredAt: at, recordedAt, metadata });
};

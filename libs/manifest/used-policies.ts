import { decode, type ReadableLog } from '@ledgerdesk/event-store';
import { isLogged, policyStream, RECORDED_POLICIES, type RecordedPolicyName } from '@ledgerdesk/events';
import { comparePositions, type Position } from '@ledgerdesk/kernel';
import type { ManifestPolicy } from './manifest.js';

/** Versions of policy files that a manifest names at most. */
export const MAX_POLICIES = 1_000;

/** A version of a policy file, and where the log has recorded its first use. */
interface UsedPolicy extends ManifestPolicy {
  readonly position: Position;
}

/** The versions of policy files that decisions have used, as the log has recorded them. Reads each event once. */
export class UsedPolicies {
  readonly #used = new Map<RecordedPolicyName, { readonly versions: UsedPolicy[]; next: number }>();

  constructor(private readonly log: Pick<ReadableLog, 'readStream'>) {}

  /**
   * Every version of each file that was used up to a position, by name of the file and in the order of first use: of
   * more than MAX_POLICIES, those that were first used last.
   */
  async at(position: Position): Promise<readonly ManifestPolicy[]> {
    const files = await Promise.all(RECORDED_POLICIES.map((name) => this.#read(name)));
    return files
      .flat()
      .filter((used) => comparePositions(used.position, position) <= 0)
      .sort((a, b) => comparePositions(a.position, b.position))
      .slice(-MAX_POLICIES)
      .sort((a, b) => (a.file === b.file ? 0 : a.file < b.file ? -1 : 1))
      .map(({ file, version, sha256 }) => ({ file, version, sha256 }));
  }

  /** The versions of a file, oldest first. Reads what was recorded since the last time. */
  async #read(file: RecordedPolicyName): Promise<readonly UsedPolicy[]> {
    const known = this.#used.get(file) ?? { versions: [], next: 0 };
    this.#used.set(file, known);
    for (const stored of await this.log.readStream(policyStream(file), { from: known.next })) {
      if (stored.revision < known.next) continue;
      const event = decode(stored);
      if (isLogged(event, ['PolicyVersionUsed'])) {
        const { policyVersion: version, sha256 } = event.data;
        known.versions.push({ file, version, sha256, position: event.position });
      }
      known.next = stored.revision + 1;
    }
    return known.versions;
  }
}

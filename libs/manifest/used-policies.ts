import { decode, type ReadableLog } from '@ledgerdesk/event-store';
import { isLogged, policyStream, RECORDED_POLICIES, type RecordedPolicyName } from '@ledgerdesk/events';
import { comparePositions, type Position } from '@ledgerdesk/kernel';
import type { ManifestPolicy } from './manifest.js';

/** A version of a policy file, and where the log has recorded its first use. */
interface UsedPolicy extends ManifestPolicy {
  readonly position: Position;
}

/** The versions of policy files that decisions have used, as the log has recorded them. Reads each event once. */
export class UsedPolicies {
  readonly #used = new Map<RecordedPolicyName, { readonly versions: UsedPolicy[]; next: number }>();

  constructor(private readonly log: Pick<ReadableLog, 'readStream'>) {}

  /** The newest version of each file that was used up to a position, by name of the file. */
  async at(position: Position): Promise<readonly ManifestPolicy[]> {
    const files = await Promise.all(RECORDED_POLICIES.map((name) => this.#read(name)));
    return files
      .flatMap((versions) => versions.findLast((used) => comparePositions(used.position, position) <= 0) ?? [])
      .map(({ file, version, sha256 }) => ({ file, version, sha256 }))
      .sort((a, b) => (a.file < b.file ? -1 : 1));
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

import type { StoredEvent } from '@ledgerdesk/event-store';
import { RECORDED_POLICIES } from '@ledgerdesk/events';
import { createHash } from 'node:crypto';
import { damage, note } from '../finding.js';
import type { Report } from '../findings.js';
import { type CheckedEvent, type LogCheck, placeOf } from '../log-check.js';

/** Name and version of a policy, as one text. */
export const policyKey = (name: string, version: string): string => `${name} ${version}`;

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

const isRecorded = (name: string): boolean => RECORDED_POLICIES.some((one) => one === name);

/**
 * Checks that every policy version that a decision used is recorded before it, and that the recorded text has the
 * recorded hash. Logs that began before versions were recorded have decisions before the first record: those cannot be
 * checked, and are counted.
 */
export class PolicyVersions implements LogCheck {
  private readonly recorded: Set<string>;
  private readonly before = new Set<string>();
  private hasRecords: boolean;

  /** `recorded`: names and versions that are recorded before the first event that is checked. */
  constructor(recorded: Iterable<string> = []) {
    this.recorded = new Set(recorded);
    this.hasRecords = this.recorded.size > 0;
  }

  check({ stored, data, metadata }: CheckedEvent, report: Report): void {
    if (stored.type === 'PolicyVersionUsed') this.record(stored, data, report);
    for (const [name, listed] of Object.entries(metadata?.versions ?? {})) {
      if (!isRecorded(name) || listed === '') continue;
      for (const version of String(listed).split(', ')) this.use(policyKey(name, version), stored, report);
    }
  }

  end(report: Report): void {
    if (this.before.size > 0)
      report(
        note(
          'policy-unrecorded',
          'log',
          `${[...this.before].sort().join(', ')} were used before this log began to record policy versions`,
        ),
      );
  }

  private record(stored: StoredEvent, data: CheckedEvent['data'], report: Report): void {
    this.hasRecords = true;
    const text = data?.['text'];
    const key = policyKey(String(data?.['name']), String(data?.['policyVersion']));
    this.recorded.add(key);
    if (typeof text === 'string' && sha256(text) !== data?.['sha256'])
      report(damage('policy-text', placeOf(stored), `the text of ${key} does not have the recorded hash`));
  }

  private use(key: string, stored: StoredEvent, report: Report): void {
    if (this.recorded.has(key)) return;
    if (!this.hasRecords) this.before.add(key);
    else report(damage('policy-unrecorded', placeOf(stored), `its decision used ${key}, which is not recorded before`));
  }
}

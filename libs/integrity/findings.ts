import type { Finding, FindingCode } from './finding.js';

/** Findings that are kept of each code. More are counted. */
const MAX_PER_CODE = 20;

/** Receives the findings of a check. */
export type Report = (finding: Finding) => void;

/**
 * Collects findings: the first 20 of each code, and the number of all. Damage may repeat on every event; a report of a
 * million lines helps nobody.
 *
 * @example
 * const findings = new Findings();
 * await checkAttachments({ log, attachments, report: findings.report });
 * findings.count('attachment-damaged');
 */
export class Findings {
  private readonly kept = new Map<FindingCode, Finding[]>();
  private readonly counts = new Map<FindingCode, number>();

  /** Adds a finding. Can be passed on as a function. */
  readonly report: Report = (finding) => {
    const { code } = finding;
    this.counts.set(code, this.count(code) + 1);
    const kept = this.kept.get(code);
    if (!kept) this.kept.set(code, [finding]);
    else if (kept.length < MAX_PER_CODE) kept.push(finding);
  };

  /** Number of findings with a code. */
  count(code: FindingCode): number {
    return this.counts.get(code) ?? 0;
  }

  /** Number of findings by code, of the codes that have any. */
  get totals(): ReadonlyMap<FindingCode, number> {
    return this.counts;
  }

  /** The kept findings, in the order of their codes' first appearance. */
  get all(): readonly Finding[] {
    return [...this.kept.values()].flat();
  }

  /** Number of findings of a code that were not kept. */
  beyond(code: FindingCode): number {
    return this.count(code) - (this.kept.get(code)?.length ?? 0);
  }
}

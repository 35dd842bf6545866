import type { Instant, Position } from '@ledgerdesk/kernel';
import type { Finding, FindingCode } from './finding.js';

/** Findings of one code: the first one, and the number of all. */
export interface FindingCount extends Finding {
  readonly count: number;
}

/** How far the scrub of an engine has come, and what it has found. */
export interface ScrubStatus {
  /** `waiting`: until the next round begins. `failing`: the last attempt failed, and is repeated. */
  readonly state: 'running' | 'waiting' | 'failing';
  /** Rounds that are complete. */
  readonly rounds: number;
  /** The events up to this position were checked in the current round, or in the last one. */
  readonly position: Position;
  /** Events that this process has checked. */
  readonly events: number;
  /** When the last round was complete; null before. */
  readonly completedAt: Instant | null;
  /** What the current and the last complete round have found, notes aside. */
  readonly findings: readonly FindingCount[];
  /** Why the last attempt failed. Absent unless it did. */
  readonly message?: string;
}

/** Findings by code, those of the current round before those of the last one. */
export const mergedCounts = (...rounds: readonly (readonly FindingCount[])[]): readonly FindingCount[] => {
  const byCode = new Map<FindingCode, FindingCount>();
  for (const finding of rounds.flat()) {
    const known = byCode.get(finding.code);
    if (!known || known.count < finding.count) byCode.set(finding.code, finding);
  }
  return [...byCode.values()];
};

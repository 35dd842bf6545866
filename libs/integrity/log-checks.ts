import type { Policies } from '@ledgerdesk/domain';
import { type ReadableLog, recordedAtOrBefore, START } from '@ledgerdesk/event-store';
import { policyStream, RECORDED_POLICIES } from '@ledgerdesk/events';
import { comparePositions, type Instant, type Position } from '@ledgerdesk/kernel';
import { DerivedFacts } from './facts/derived-facts.js';
import { EventForms } from './log/event-forms.js';
import { EventIds } from './log/event-ids.js';
import { EventShapes } from './log/event-shapes.js';
import { EventTimes } from './log/event-times.js';
import { NamedIds } from './log/named-ids.js';
import { policyKey, PolicyVersions } from './log/policy-versions.js';
import { ReadRevisions } from './log/read-revisions.js';
import { CheckedEvent, type LogCheck } from './log-check.js';

/** What is known of the events before the first one that is checked. */
export interface EarlierEvents {
  /** `recordedAt` of the last one. */
  readonly recordedAt?: Instant | undefined;
  /** Names and versions of the policies that they record. */
  readonly policies: readonly string[];
}

export interface LogChecksOptions {
  /** The log as it is stored. */
  readonly log: Pick<ReadableLog, 'readStream'>;
  /** Time-zone data, and the policy files that are not recorded. */
  readonly policies: Policies;
  /** For a run that does not begin at the start of the log. */
  readonly earlier?: EarlierEvents | undefined;
}

/** The checks of events that need nothing but the log. */
export const logChecks = ({ log, policies, earlier }: LogChecksOptions): readonly LogCheck[] => [
  new EventForms(),
  new EventIds(earlier !== undefined),
  new EventTimes({ after: earlier?.recordedAt }),
  new PolicyVersions(earlier?.policies),
  new ReadRevisions(log),
  new EventShapes(),
  new NamedIds(),
  new DerivedFacts({ log, policies }),
];

/** Reads what a run needs that goes on after a position; undefined at the start of the log. */
export const earlierEvents = async (
  log: Pick<ReadableLog, 'readStream' | 'readAll'>,
  position: Position,
): Promise<EarlierEvents | undefined> => {
  if (position === START) return undefined;
  const records = await Promise.all(RECORDED_POLICIES.map((name) => log.readStream(policyStream(name))));
  const policies = records.flat().flatMap((stored) => {
    const { data } = new CheckedEvent(stored);
    const isEarlier = comparePositions(stored.position, position) <= 0;
    return isEarlier && data ? [policyKey(String(data['name']), String(data['policyVersion']))] : [];
  });
  return { recordedAt: await recordedAtOrBefore(log, position), policies };
};

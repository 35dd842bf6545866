import type { Policies } from '@ledgerdesk/domain';
import { pagesOf, type ReadableLog, recordedAtOrBefore, START, type StoredEvent } from '@ledgerdesk/event-store';
import { isEngineEvent, policyStream, RECORDED_POLICIES } from '@ledgerdesk/events';
import { comparePositions, type Instant, type Position } from '@ledgerdesk/kernel';
import { DerivedFacts } from './facts/derived-facts.js';
import type { UnknownOfReason } from './facts/unknown-facts.js';
import { EventForms } from './log/event-forms.js';
import { EventIds } from './log/event-ids.js';
import { EventShapes } from './log/event-shapes.js';
import { EventTimes } from './log/event-times.js';
import { LastAppend } from './log/last-append.js';
import { NamedIds } from './log/named-ids.js';
import { policyKey, PolicyVersions } from './log/policy-versions.js';
import { ReadRevisions } from './log/read-revisions.js';
import { CheckedEvent, type LogCheck } from './log-check.js';

/** What is known of the events before the first one that is checked. */
interface EarlierEvents {
  /** `recordedAt` of the last one. */
  readonly recordedAt?: Instant | undefined;
  /** Names and versions of the policies that they record. */
  readonly policies: readonly string[];
}

export interface LogChecksOptions<Log = Pick<ReadableLog, 'readStream'>> {
  /** The log as it is stored. */
  readonly log: Log;
  /** Has the time-zone data. Nothing follows from its files. */
  readonly policies: Policies;
}

/** Where an earlier run has ended. */
export interface LogChecksStart {
  /** The last event that was checked. */
  readonly position: Position;
  /** The position before the append that ended there, if that was not compared as a whole yet; else `position`. */
  readonly openAfter: Position;
  /** Facts that it could not compute, and has not reported. */
  readonly unknownFacts?: readonly UnknownOfReason[] | undefined;
}

/** Checks that go on where an earlier run has ended. */
export interface ResumedLogChecks {
  readonly checks: readonly LogCheck[];
  /** Where the next run takes events again. */
  readonly lastAppend: Pick<LastAppend, 'after'>;
  /** Has what the next run is handed on, unless this one comes to its end. */
  readonly facts: Pick<DerivedFacts, 'unknownFacts'>;
}

const begin = (
  { log, policies }: LogChecksOptions,
  earlier?: EarlierEvents,
  unknownFacts?: readonly UnknownOfReason[],
) => {
  const ids = new EventIds(earlier !== undefined);
  const facts = new DerivedFacts({ log, policies, unknownFacts });
  const checks: readonly LogCheck[] = [
    new EventForms(),
    ids,
    new EventTimes({ after: earlier?.recordedAt }),
    new PolicyVersions(earlier?.policies),
    new ReadRevisions(log),
    new EventShapes(),
    new NamedIds(),
    facts,
  ];
  return { checks, facts, ofAppends: [ids, facts] };
};

/** The checks of events that need nothing but the log, from its start. */
export const logChecks = (options: LogChecksOptions): readonly LogCheck[] => begin(options).checks;

/** The same checks where an earlier run has ended, also if that was within an append. */
export const resumeLogChecks = async (
  options: LogChecksOptions<Pick<ReadableLog, 'readStream' | 'readAll'>>,
  start: LogChecksStart,
): Promise<ResumedLogChecks> => {
  const earlier = await earlierEvents(options.log, start.position);
  const { checks, facts, ofAppends } = begin(options, earlier, start.unknownFacts);
  const lastAppend = new LastAppend(start.openAfter);
  for (const stored of await openAppend(options.log, start)) {
    const event = new CheckedEvent(stored);
    // What the earlier run has found is not reported again.
    for (const check of [...ofAppends, lastAppend]) await check.check(event, () => undefined);
  }
  return { checks: [...checks, lastAppend], lastAppend, facts };
};

/** The events of the append that the earlier run has not compared. */
const openAppend = async (
  log: Pick<ReadableLog, 'readAll'>,
  { position, openAfter }: LogChecksStart,
): Promise<readonly StoredEvent[]> => {
  const events: StoredEvent[] = [];
  if (openAfter === position) return events;
  for await (const page of pagesOf(log, { after: openAfter })) {
    const upTo = page.events.filter((stored) => comparePositions(stored.position, position) <= 0);
    events.push(...upTo.filter(isEngineEvent));
    if (upTo.length < page.events.length || comparePositions(page.scannedTo, position) >= 0) break;
  }
  return events;
};

/** Reads what a run needs that goes on after a position; undefined at the start of the log. */
const earlierEvents = async (
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

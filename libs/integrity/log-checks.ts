import type { Policies } from '@ledgerdesk/domain';
import type { ReadableLog } from '@ledgerdesk/event-store';
import type { Instant } from '@ledgerdesk/kernel';
import { EventForms } from './log/event-forms.js';
import { EventIds } from './log/event-ids.js';
import { EventShapes } from './log/event-shapes.js';
import { EventTimes } from './log/event-times.js';
import { PolicyVersions } from './log/policy-versions.js';
import { ReadRevisions } from './log/read-revisions.js';
import { ResponseClocks } from './log/response-clocks.js';
import type { LogCheck } from './log-check.js';

export interface LogChecksOptions {
  readonly log: Pick<ReadableLog, 'readStream'>;
  /** Time-zone data, and the policy files that are not recorded. */
  readonly policies: Policies;
  /** `recordedAt` of the event before the first one that is checked. */
  readonly after?: Instant | undefined;
}

/** The checks of events that need nothing but the log. */
export const logChecks = ({ log, policies, after }: LogChecksOptions): readonly LogCheck[] => [
  new EventForms(),
  new EventIds(),
  new EventTimes({ after }),
  new PolicyVersions(),
  new ReadRevisions(log),
  new EventShapes(),
  new ResponseClocks({ log, policies }),
];

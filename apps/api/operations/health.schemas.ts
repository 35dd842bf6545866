import type { FindingCount, ScrubStatus } from '@ledgerdesk/integrity';
import type { FailureDetail, ProjectionStatus, RebuildProgress, SchedulerStatus } from '@ledgerdesk/runtime';
import type { PublicationStatus, TreeStatus } from '@ledgerdesk/tree-signing';
import { EXAMPLES } from '../platform/openapi/examples.js';
import { defineSchemas } from '../platform/openapi/schema-registry.js';
import {
  arrayOf,
  boolean,
  dateTime,
  described,
  enumOf,
  integer,
  nullable,
  number,
  objectOf,
  string,
  valueLike,
} from '../platform/openapi/schema.js';
import type { ClockReport, HealthReport, ProcessReport, Readiness } from './health.js';

const trouble = objectOf<FailureDetail>(
  {
    message: string('Error message.', 'disk I/O error'),
    position: string('Position of the event that failed.', EXAMPLES.position),
    eventId: string('Id of the event that failed.', EXAMPLES.eventId),
  },
  'position',
  'eventId',
);

const rebuild = objectOf<RebuildProgress>({
  eventsPerSecond: number(
    'Events of the log per second, over the last half minute; with EventStoreDB, the difference of their positions.',
    24_000,
  ),
  secondsLeft: nullable(integer('Seconds until the head of the log at that pace.', 90), 'Null if it stands still.'),
});

const projection = objectOf<ProjectionStatus>(
  {
    name: string('Name of the read model.', 'ticket-list'),
    version: integer('Version of the read model.', 7),
    state: enumOf(['rebuilding', 'running', 'poisoned', 'failing'], 'State of the read model.'),
    serving: boolean('Whether queries read this version.'),
    position: string('Position up to which the log has been read.', EXAMPLES.position),
    lag: number(
      'Events between `position` and the head of the log; with EventStoreDB, the difference of their positions.',
      0,
    ),
    rebuild: described('How a rebuild goes on. Absent unless rows are rebuilt, and until the pace is known.', rebuild),
    trouble: described('Why the read model is stopped.', trouble),
    skipped: arrayOf(
      valueLike(EXAMPLES.eventId),
      'Ids of events that an operator decided to leave out. Absent if there are none.',
    ),
  },
  'rebuild',
  'trouble',
  'skipped',
);

const failingDeadline = objectOf<SchedulerStatus['failing'][number]>({
  key: string('Key of the timer.', 'ticket-risk b3f1c7a2-5d0e-5c39-9a64-1f0f5b7d2e11'),
  dueAt: dateTime('Due instant.'),
  attempts: integer('Failed attempts.', 2),
  message: string('Error message.', 'disk I/O error'),
});

const deadlines = objectOf<SchedulerStatus>(
  {
    armed: integer('Timers held in memory.', 12),
    inFlight: integer('Timers that are firing.', 0),
    nextAt: dateTime('Due instant of the next timer.'),
    trouble: string('Why timers could not be loaded.', 'The read models cannot be read.'),
    failing: arrayOf(failingDeadline, 'Timers that failed and are retried.'),
  },
  'nextAt',
  'trouble',
);

const process = objectOf<ProcessReport>(
  {
    name: string('Name of the process.', 'ticket-list'),
    state: enumOf(
      ['running', 'failing', 'waiting'],
      '`waiting`: after an accepted loss of events, until an operator decides where it continues.',
    ),
    position: string('Position up to which the log has been handled.', EXAMPLES.position),
    lag: number(
      'Events between `position` and the head of the log when it was last read; with EventStoreDB, the difference of ' +
        'their positions.',
      0,
    ),
    trouble: described('Why the process is stopped.', trouble),
  },
  'trouble',
);

const finding = objectOf<FindingCount>({
  code: string('What kind of fact is wrong: a code of docs/doctor.md.', 'row-differs'),
  state: enumOf(['damage', 'unknown', 'note'], '`unknown`: a question that the stores cannot answer.'),
  place: string('Where it was found first.', 'row t-1 of read model ticket-list'),
  detail: string('What is wrong there.', 'differs from what the events give in status'),
  count: integer('Number of findings with this code.', 3),
});

const scrub = objectOf<ScrubStatus>(
  {
    state: enumOf(
      ['running', 'waiting', 'failing'],
      '`waiting` until the next round begins; `failing` if a check could not be carried out, which is repeated.',
    ),
    rounds: integer('Number of rounds that are complete.', 12),
    position: string('Position up to which the events were checked in this round.', EXAMPLES.position),
    events: integer('Number of events that this engine has checked since it started.', 52_000),
    completedAt: nullable(dateTime('When the last round was complete.'), 'Null before the first one.'),
    findings: arrayOf(finding, 'What the current and the last round have found, by code.', []),
    message: string('Why the last attempt failed. Absent if it did not.', 'disk I/O error'),
  },
  'message',
);

const publication = objectOf<PublicationStatus>(
  {
    target: enumOf(['file', 'folder', 'webhook', 'witness', 'timestamp'], 'Where checkpoints go.'),
    size: nullable(valueLike(1_204), 'Size of the last checkpoint that the target has. Null before the first one.'),
    message: string('Why the last attempt failed. Absent if it did not.', 'https://witness.example replied 503.'),
    code: string('The kind of that failure. Absent if it has no name.', 'publication-refused'),
  },
  'message',
  'code',
);

const tree = objectOf<TreeStatus>(
  {
    origin: string('Origin of the checkpoints.', 'ledgerdesk/main/0'),
    state: enumOf(
      ['catching-up', 'running', 'failing', 'stopped'],
      '`catching-up` until the tree has all events of the log; `failing` while that is tried again; `stopped` if the ' +
        'log contradicts what was signed, or its key has changed unannounced.',
    ),
    size: integer('Number of leaves of the tree.', 1_204),
    position: string('Position up to which the log has been read.', EXAMPLES.position),
    checkpoint: nullable(
      objectOf<NonNullable<TreeStatus['checkpoint']>>({
        size: integer('Number of leaves that were signed.', 1_204),
        signedAt: dateTime('Instant at which they were signed, in real time.'),
      }),
      'The last checkpoint. Null before the first one.',
    ),
    message: string('Why the tree is not followed or signed. Absent if it is.', 'The disk is full.'),
    publications: arrayOf(publication, 'What has become of the checkpoints that are published.'),
  },
  'message',
);

const readiness = {
  status: enumOf(['ok', 'catching-up', 'degraded', 'unavailable', 'stopping'], 'Overall status.'),
  failing: arrayOf(valueLike('ticket-list'), 'Names of the stores, read models, processes and timers that fail.', []),
  catchingUp: arrayOf(
    valueLike('ticket-list'),
    'Names of the read models and processes that have yet to read earlier events. Absent if there are none.',
  ),
};

export const HEALTH_SCHEMAS = defineSchemas({
  Alive: objectOf<{ readonly status: string }>({ status: enumOf(['ok'], 'Always `ok`.') }),
  Readiness: objectOf<Readiness>(readiness, 'catchingUp'),
  Health: objectOf<HealthReport>(
    {
      ...readiness,
      log: nullable(
        enumOf(['writable', 'refusing', 'failed']),
        'Whether the log can be written. `refusing`: not at the moment, for example because the disk is full. ' +
          '`failed`: not before a restart. Null if a server keeps the log and this engine appends nothing to it.',
      ),
      clock: nullable(
        objectOf<ClockReport>({
          state: enumOf(
            ['ok', 'held', 'ahead'],
            '`held`: timers, charges and mails wait until a step of the clock is confirmed. `ahead`: the log was ' +
              "recorded by a clock that is ahead of the machine's.",
          ),
          seconds: integer("Difference between the engine's clock and the machine's, in seconds.", 0),
        }),
        "The engine's clock. Null if it is simulated.",
      ),
      projections: arrayOf(projection, 'Read models.'),
      deadlines: nullable(deadlines, 'Timers. Null if they run in another process.'),
      processes: nullable(arrayOf(process), 'Processes. Null if they run elsewhere.'),
      scrub: nullable(scrub, 'The check of the stores. Null before it begins, and where it does not run.'),
      mail: nullable(enumOf(['on', 'off']), 'Whether mails are sent. Null if processes run elsewhere.'),
      ledger: nullable(tree, 'The tree of the log. Null while another engine signs it.'),
      unreachedKeyBackups: integer(
        'Number of folders with backups of keys that erased people are still in, because they were not reached. That ' +
          'is tried again until they are.',
        0,
      ),
    },
    'catchingUp',
  ),
});

import type { ProjectionStatus, SchedulerStatus, FailureDetail } from '@ledgerdesk/runtime';
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
} from '../platform/openapi/schema.js';
import type { ClockReport, HealthReport, ProcessReport, Readiness } from './health.js';

const trouble = objectOf<FailureDetail>(
  {
    message: string('Error message.'),
    position: string('Position of the event that failed.'),
    eventId: string('Id of the event that failed.'),
  },
  'position',
  'eventId',
);

const projection = objectOf<ProjectionStatus>(
  {
    name: string('Name of the read model.'),
    version: integer('Version of the read model.'),
    state: enumOf(['rebuilding', 'running', 'poisoned', 'failing'], 'State of the read model.'),
    serving: boolean('Whether queries read this version.'),
    position: string('Position up to which the log has been read.'),
    lag: number('Events between `position` and the head of the log.'),
    trouble: described('Why the read model is stopped.', trouble),
    skipped: arrayOf(string(), 'Ids of events that an operator decided to leave out. Absent if there are none.'),
  },
  'trouble',
  'skipped',
);

const failingDeadline = objectOf<SchedulerStatus['failing'][number]>({
  key: string('Key of the timer.'),
  dueAt: dateTime('Due instant.'),
  attempts: integer('Failed attempts.'),
  message: string('Error message.'),
});

const deadlines = objectOf<SchedulerStatus>(
  {
    armed: integer('Timers held in memory.'),
    inFlight: integer('Timers that are firing.'),
    nextAt: dateTime('Due instant of the next timer.'),
    trouble: string('Why timers could not be loaded.'),
    failing: arrayOf(failingDeadline, 'Timers that failed and are retried.'),
  },
  'nextAt',
  'trouble',
);

const process = objectOf<ProcessReport>(
  {
    name: string('Name of the process.'),
    state: enumOf(
      ['running', 'failing', 'waiting'],
      '`waiting`: after an accepted loss of events, until an operator decides where it continues.',
    ),
    position: string('Position up to which the log has been handled.'),
    lag: number('Events between `position` and the head of the log when it was last read.'),
    trouble: described('Why the process is stopped.', trouble),
  },
  'trouble',
);

const readiness = {
  status: enumOf(['ok', 'catching-up', 'degraded', 'unavailable', 'stopping'], 'Overall status.'),
  failing: arrayOf(string(), 'Names of the stores, read models, processes and timers that fail.'),
  catchingUp: arrayOf(
    string(),
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
          seconds: integer("Difference between the engine's clock and the machine's, in seconds."),
        }),
        "The engine's clock. Null if it is simulated.",
      ),
      projections: arrayOf(projection, 'Read models.'),
      deadlines: nullable(deadlines, 'Timers. Null if they run in another process.'),
      processes: nullable(arrayOf(process), 'Processes. Null if they run elsewhere.'),
      mail: nullable(enumOf(['on', 'off']), 'Whether mails are sent. Null if processes run elsewhere.'),
    },
    'catchingUp',
  ),
});

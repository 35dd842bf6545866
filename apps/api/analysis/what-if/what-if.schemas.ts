import { CHAMPION_LEVELS, EDITIONS, RESPONSE_STATES, TICKET_CHANNELS } from '@ledgerdesk/events';
import {
  CHANGES,
  type ClockExplanations,
  type ClockFigures,
  type ClockOutcome,
  type GroupedFigures,
  WHAT_IF_GROUPINGS,
} from '@ledgerdesk/what-if';
import { MANIFEST_SCHEMAS } from '../../platform/as-of/manifest.schemas.js';
import { clockExplanation } from '../../platform/openapi/clock-schema.js';
import { minutes, month } from '../../platform/openapi/domain-schemas.js';
import { EXAMPLES } from '../../platform/openapi/examples.js';
import { defineSchemas } from '../../platform/openapi/schema-registry.js';
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
  pageOf,
  string,
  valueLike,
} from '../../platform/openapi/schema.js';
import { JOB_STATES } from './what-if-jobs.js';
import type { ExplainedClock } from '../../platform/what-if/what-if-runner.js';
import type { AskedView, WhatIfView } from './what-if.view.js';

const LEVELS = [...EDITIONS, ...CHAMPION_LEVELS];

const figures = {
  clocks: integer('Response clocks that started, in the log.', 42),
  whatIfClocks: integer('Clocks that start under the other policies. Merged tickets may have other ones.', 42),
  breached: integer('Clocks that missed their target, in the log.', 2),
  whatIfBreached: integer('Clocks that miss their target under the other policies.', 9),
  gained: integer('Clocks that are breached only under the other policies.', 8),
  lost: integer('Clocks that are breached only in the log.', 1),
  different: integer('Clocks of which any event differs: target, due time, warning, pause or outcome.', 40),
};

const ifGroupedBy = (name: string): string => `Present if grouped by ${name}.`;

const group = objectOf<GroupedFigures>(
  {
    team: string(`Id of the team. ${ifGroupedBy('team')}`, 'acme'),
    product: string(`Product with which the tickets were opened. ${ifGroupedBy('product')}`, 'dropbox'),
    level: enumOf(LEVELS, `Edition or Champion level, in the log. ${ifGroupedBy('level')}`),
    edition: nullable(
      enumOf(EDITIONS, 'Edition, in the log.'),
      `Edition, in the log; null for Champions. ${ifGroupedBy('edition')}`,
    ),
    language: string(`Language in which the clocks were served. ${ifGroupedBy('language')}`, 'ja'),
    agent: nullable(
      string('Id of the agent.', 'kenji'),
      `Id of the agent whose answer stopped the clocks, in the log; null if none has. ${ifGroupedBy('agent')}`,
    ),
    issueType: string(`Issue type with which the tickets were opened. ${ifGroupedBy('issueType')}`, 'sync_upload'),
    channel: enumOf(TICKET_CHANNELS, `How the tickets came. ${ifGroupedBy('channel')}`),
    month: { ...month, description: `Month in which the clocks started. ${ifGroupedBy('month')}` },
    hourOfWeek: integer(
      `Local hour of the week in which the clocks started: 0 is Monday from 00:00. ${ifGroupedBy('hourOfWeek')}`,
      33,
    ),
    ...figures,
  },
  ...WHAT_IF_GROUPINGS,
);

const outcome = objectOf<ClockOutcome>({
  clock: integer('Number of the clock within the ticket.', 1),
  level: enumOf(LEVELS, 'Edition or Champion level that sets the target.'),
  targetMinutes: minutes('Target of the edition or the Champion, in minutes.', 60),
  state: enumOf(RESPONSE_STATES, 'How the clock ended, or that it runs.', 'met'),
  dueAt: dateTime('When the answer was due last.', EXAMPLES.dueAt),
  breached: boolean('Whether the target was missed.', false),
});

const explanations = objectOf<ClockExplanations>({
  recorded: nullable(clockExplanation, 'The clock in the log. Null if it is not there.'),
  whatIf: nullable(clockExplanation, 'The clock under the other policies. Null if it is not there.'),
});

const clock = objectOf<ExplainedClock>({
  ticketId: string('Id of the ticket.', EXAMPLES.ticketId),
  teamId: string('Id of the team.', 'acme'),
  product: string('Product with which the ticket was opened.', 'dropbox'),
  startedAt: dateTime('When the clock started.'),
  change: enumOf(CHANGES, 'Whether the other policies add the breach, avoid it, or neither.'),
  same: boolean('Whether every event of the clock is the same under the other policies.', false),
  recorded: nullable(outcome, 'How the clock went in the log. Null if it is not there.'),
  whatIf: nullable(outcome, 'How the clock goes under the other policies. Null if it is not there.'),
  explanations: described('Every target and counted interval, as of `GET /v1/tickets/{ticketId}/clock`.', explanations),
});

const question = objectOf<WhatIfView['question']>({
  policyVersion: nullable(
    string('Version of the given policy.', 'sixty-minutes'),
    'Version of the given policy. Null if none was given, or several versions.',
  ),
  calendarsVersion: nullable(
    string('Version of the given calendars.', 'with-holidays'),
    'Version of the given calendars. Null if none were given, or several versions.',
  ),
  from: nullable(dateTime(), 'Only clocks that started at or after this instant. Null: all.'),
  to: nullable(dateTime(), 'Only clocks that started before this instant. Null: all.'),
  teams: nullable(arrayOf(valueLike('acme')), 'Only these teams. Null: all.'),
  timeZone: string('Time zone of months and hours of the week.', 'UTC'),
});

const result = objectOf<NonNullable<WhatIfView['result']>>({
  total: described('Figures of all clocks.', objectOf<ClockFigures>(figures)),
  listedClocks: integer('Number of clocks that are listed.', 9),
  listIsComplete: boolean('False if there are more clocks than are listed.'),
  endedAt: dateTime('Time of the last event: clocks that still run are breached if they were due before.'),
  undecided: integer('Commands that could not be decided again. Their events count as they were recorded.', 0),
  unknownVersions: arrayOf(
    valueLike('policy 2025-01'),
    'Versions that decisions used and whose contents are not known. The configured ones were used.',
  ),
});

const asked = {
  id: string('Id of the question.', EXAMPLES.correlationId),
  createdAt: dateTime('When it was asked.'),
  question: described('What was asked, without the contents of files.', question),
  until: string('The last position that counts: the head of the log when it was asked.', EXAMPLES.position),
};

export const WHAT_IF_SCHEMAS = defineSchemas({
  AskedWhatIf: objectOf<AskedView>(asked),
  WhatIf: objectOf<WhatIfView>({
    ...asked,
    state: enumOf(JOB_STATES, 'How far the answer is.', 'done'),
    endedAt: nullable(dateTime(), 'When the answer was complete, cancelled or failed. Null while it runs.'),
    position: string('Position up to which the log was read.', EXAMPLES.position),
    progress: number('Share of the log that was read, from 0 to 1.', 1),
    failure: nullable(
      string('Why it failed.', 'It ran longer than 600 s.'),
      'Why it failed. Null unless it has.',
      null,
    ),
    result: nullable(result, 'The answer. Null unless it is done.'),
    manifest: nullable(
      MANIFEST_SCHEMAS.Manifest,
      'What the answer was computed from, with the given files. Its rows are all compared clocks. Null unless it is ' +
        'done.',
    ),
  }),
  WhatIfGroups: pageOf(group),
  WhatIfClocks: pageOf(clock),
});

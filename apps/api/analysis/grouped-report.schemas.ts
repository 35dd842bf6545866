import { CHAMPION_LEVELS, CHARGE_REASONS, EDITIONS, SERVED_LANGUAGES, TICKET_CHANNELS } from '@ledgerdesk/events';
import type { Distribution, Grouping } from '@ledgerdesk/projections';
import { edition, minutes } from '../platform/openapi/domain-schemas.js';
import { described, enumOf, integer, nullable, objectOf, type Schema, string } from '../platform/openapi/schema.js';

const GROUP_VALUES: Readonly<Record<Grouping, Schema>> = {
  team: nullable(string('Id of the team.', 'acme'), 'Team.'),
  product: nullable(string('Id of the product.', 'dropbox'), 'Product.'),
  level: nullable(enumOf([...EDITIONS, ...CHAMPION_LEVELS], 'Level.'), 'Edition or Champion level.'),
  edition: nullable(edition, 'Edition of the add-on. Null for Champions.'),
  language: nullable(enumOf(SERVED_LANGUAGES, 'Language.'), 'Language of support.'),
  agent: nullable(string('Id of the agent.', 'kenji'), 'Agent. Null if there is none.'),
  issueType: nullable(string('Id of the issue type.', 'sync_upload'), 'Issue type.'),
  channel: nullable(enumOf(TICKET_CHANNELS, 'Channel.'), 'How the request came.'),
  reason: nullable(enumOf(CHARGE_REASONS, 'Reason.'), 'Reason.'),
  hourOfWeek: {
    ...integer('Local hour of the week: 0 is Monday from 00:00, 167 is Sunday from 23:00.', 103),
    minimum: 0,
    maximum: 167,
  },
};

/** The values of a group of a report with these groupings. */
export const groupOf = (names: readonly Grouping[]): Schema => ({
  type: 'object',
  description: 'The values that the group shares, under the names in `groupBy`. Empty without `groupBy`.',
  properties: Object.fromEntries(names.map((name) => [name, GROUP_VALUES[name]])),
});

/** The name of a bucket. */
export const bucketName = string(
  'Local hour with its offset, date, ISO week, month or quarter: `2026-11-27T07:00+09:00`, `2026-11-27`, `2026-W48`, ' +
    '`2026-11`, `2026-Q4`. Absent without `bucket`.',
  '2026-11',
);

const figure = (description: string, example: number): Schema => nullable(minutes('Minutes.', example), description);

/** A distribution of minutes. */
export const distribution = (description: string): Schema =>
  described(
    `${description} Percentiles are by nearest rank. Null without values.`,
    objectOf<Distribution>({
      count: integer('Number of values.', 40),
      mean: figure('Mean, rounded to the millisecond.', 52.5),
      median: figure('Median.', 41),
      p90: figure('90th percentile.', 97),
      p95: figure('95th percentile.', 130),
      max: figure('Maximum.', 233),
    }),
  );

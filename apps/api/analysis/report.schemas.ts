import { CHAMPION_LEVELS, CHARGE_REASONS, DIGEST_NOT_MAILED_REASONS, EDITIONS } from '@ledgerdesk/events';
import {
  CHARGE_GROUPINGS,
  type ChargeFigures,
  type ChargeReport,
  type DigestReport,
  type EndedPauses,
  type ExplainedFeature,
  type MonthlyCharges,
  type MonthlyFigures,
  type NotMailed,
  type PausedTime,
  type QuarterDigests,
  type ReportItem,
  RESPONSE_GROUPINGS,
  type ResponseFigures,
  type ResponseReport,
} from '@ledgerdesk/projections';
import type { Manifest } from '@ledgerdesk/manifest';
import { MANIFEST_SCHEMAS } from '../platform/as-of/manifest.schemas.js';
import { EXAMPLES } from '../platform/openapi/examples.js';
import { edition, minutes, money, month } from '../platform/openapi/domain-schemas.js';
import { defineSchemas } from '../platform/openapi/schema-registry.js';
import { anyOf, arrayOf, described, enumOf, integer, nullable, objectOf, string } from '../platform/openapi/schema.js';
import { bucketName, distribution, groupOf } from './grouped-report.schemas.js';

const ended = {
  pauses: integer('Pauses that have ended.', 3),
  minutes: minutes('Elapsed minutes of these pauses.', 95),
};

const paused = objectOf<PausedTime>({
  clocks: integer('Clocks that were paused at least once.', 2),
  open: integer('Pauses that have not ended.', 0),
  ...ended,
  endedBy: described(
    'Pauses by what ended them.',
    objectOf<PausedTime['endedBy']>({
      agent: described('An agent resumed the ticket.', objectOf<EndedPauses>(ended)),
      reply: described('The requester replied.', objectOf<EndedPauses>(ended)),
      answer: described('The ticket was answered while it was on hold.', objectOf<EndedPauses>(ended)),
      solution: described('The ticket was solved without an answer.', objectOf<EndedPauses>(ended)),
    }),
  ),
});

const figures = {
  clocks: integer('Response clocks that started.', 42),
  met: integer('Clocks answered in time.', 38),
  breached: integer('Clocks that missed their target.', 2),
  solvedUnanswered: integer('Clocks of tickets solved without an answer.', 1),
  running: integer('Clocks still running.', 1),
  answered: integer('Clocks that ended with an answer, late ones included.', 40),
  medianMinutes: nullable(minutes('Minutes.'), 'Median response time, as in `wallMinutes`. Null without answers.'),
  p90Minutes: nullable(minutes('Minutes.'), '90th percentile, as in `wallMinutes`. Null without answers.'),
  wallMinutes: distribution('Minutes from the start of a clock to the answer, pauses included.'),
  businessMinutes: distribution(
    'Minutes of these that count towards the target: open time of the calendar that decides when the answer is due, ' +
      'without pauses. Clocks whose calendar is not on the log are left out.',
  ),
  paused: described('How long clocks were paused because their tickets were on hold.', paused),
};

const localMonth = { ...month, description: 'Calendar month in `timeZone`, by default in UTC.' };

const monthlyFigures = objectOf<MonthlyFigures>({
  level: enumOf([...EDITIONS, ...CHAMPION_LEVELS], 'Edition or Champion level.'),
  month: localMonth,
  ...figures,
});

const groupFigures = objectOf<ReportItem<ResponseFigures>>(
  { group: groupOf(RESPONSE_GROUPINGS), bucket: bucketName, ...figures },
  'bucket',
);

const chargedMonth = objectOf<MonthlyCharges>({
  month: localMonth,
  product: string('Product of the add-on.', 'dropbox'),
  edition,
  reason: enumOf(CHARGE_REASONS, 'Reason for the charges.'),
  charges: integer('Number of charges.', 3),
  amount: described('Sum of the charges.', money),
});

const chargedGroup = objectOf<ReportItem<ChargeFigures>>(
  {
    group: groupOf(CHARGE_GROUPINGS),
    bucket: bucketName,
    charges: integer('Number of charges.', 3),
    amounts: arrayOf(money, 'Sum of the charges by currency.'),
  },
  'bucket',
);

const quarterDigests = objectOf<QuarterDigests>({
  quarter: string('Calendar quarter in UTC.', EXAMPLES.quarter),
  teams: integer('Teams with a digest.', 12),
  recipients: integer('Admins to whom the digests are addressed.', 31),
  mailed: integer('Mails that the mail server has accepted.', 30),
  notMailed: arrayOf(
    objectOf<NotMailed>({
      reason: enumOf(DIGEST_NOT_MAILED_REASONS, 'Why they were not sent.'),
      mails: integer('Number of mails.', 1),
    }),
    'Mails that were not sent, by reason.',
  ),
  unconfirmed: integer('Mails with no recorded outcome: waiting to be sent, or from version 0.1.0.', 0),
  features: arrayOf(
    objectOf<ExplainedFeature>({
      feature: string('Id of the feature.', 'rewind'),
      teams: integer('Teams whose digest named the feature.', 12),
    }),
    'Features named in digests.',
  ),
});

/** A report with its manifest. */
interface Stated {
  readonly manifest: Manifest;
}

export const REPORT_SCHEMAS = defineSchemas({
  ResponseReport: objectOf<ResponseReport & Stated>({
    total: described('Figures of all clocks.', objectOf<ResponseFigures>(figures)),
    items: arrayOf(
      anyOf(monthlyFigures, groupFigures),
      'Figures by level and month; with `groupBy` or `bucket`, by group and bucket.',
    ),
    manifest: MANIFEST_SCHEMAS.Manifest,
  }),
  ChargeReport: objectOf<ChargeReport & Stated>({
    total: arrayOf(money, 'Sum of all charges by currency.'),
    items: arrayOf(
      anyOf(chargedMonth, chargedGroup),
      'Charges by month, product, edition and reason; with `groupBy` or `bucket`, by group and bucket.',
    ),
    manifest: MANIFEST_SCHEMAS.Manifest,
  }),
  DigestReport: objectOf<DigestReport & Stated>({
    items: arrayOf(quarterDigests, 'Digests by quarter.'),
    manifest: MANIFEST_SCHEMAS.Manifest,
  }),
});

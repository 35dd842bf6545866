import { CHAMPION_LEVELS, CHARGE_REASONS, DIGEST_NOT_MAILED_REASONS, EDITIONS } from '@ledgerdesk/events';
import type {
  MonthlyCharges,
  ChargeReport,
  DigestReport,
  ExplainedFeature,
  MonthlyFigures,
  NotMailed,
  QuarterDigests,
  ResponseFigures,
  ResponseReport,
} from '@ledgerdesk/projections';
import { EXAMPLES } from '../platform/openapi/examples.js';
import { edition, minutes, money, month } from '../platform/openapi/domain-schemas.js';
import { defineSchemas } from '../platform/openapi/schema-registry.js';
import { arrayOf, described, enumOf, integer, nullable, objectOf, string } from '../platform/openapi/schema.js';

const figures = {
  clocks: integer('Response clocks that started.', 42),
  met: integer('Clocks answered in time.', 38),
  breached: integer('Clocks that missed their target.', 2),
  solvedUnanswered: integer('Clocks of tickets solved without an answer.', 1),
  running: integer('Clocks still running.', 1),
  answered: integer('Clocks that ended with an answer, late ones included.', 40),
  medianMinutes: nullable(minutes('Minutes.'), 'Median response time. Null if nothing was answered.'),
  p90Minutes: nullable(minutes('Minutes.'), '90th percentile of the response time. Null if nothing was answered.'),
};

const localMonth = { ...month, description: 'Calendar month in `timeZone`, by default in UTC.' };

const monthlyFigures = objectOf<MonthlyFigures>({
  level: enumOf([...EDITIONS, ...CHAMPION_LEVELS], 'Edition or Champion level.'),
  month: localMonth,
  ...figures,
});

const chargedMonth = objectOf<MonthlyCharges>({
  month: localMonth,
  product: string('Product of the add-on.', 'dropbox'),
  edition,
  reason: enumOf(CHARGE_REASONS, 'Reason for the charges.'),
  charges: integer('Number of charges.', 3),
  amount: described('Sum of the charges.', money),
});

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

export const REPORT_SCHEMAS = defineSchemas({
  ResponseReport: objectOf<ResponseReport>({
    total: described('Figures of all clocks.', objectOf<ResponseFigures>(figures)),
    items: arrayOf(monthlyFigures, 'Figures by level and month.'),
  }),
  ChargeReport: objectOf<ChargeReport>({
    total: arrayOf(money, 'Sum of all charges by currency.'),
    items: arrayOf(chargedMonth, 'Charges by month, product, edition and reason.'),
  }),
  DigestReport: objectOf<DigestReport>({ items: arrayOf(quarterDigests, 'Digests by quarter.') }),
});

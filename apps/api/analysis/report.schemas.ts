import { CHAMPION_LEVELS, CHARGE_REASONS, EDITIONS } from '@ledgerdesk/events';
import type {
  MonthlyCharges,
  ChargeReport,
  DigestReport,
  ExplainedFeature,
  MonthlyFigures,
  QuarterDigests,
  ResponseFigures,
  ResponseReport,
} from '@ledgerdesk/projections';
import { listOf, objectOf, oneOf, orNull, type Schema, text, whole } from '../platform/openapi/schema.js';
import { money } from '../platform/openapi/domain-schemas.js';

const minutes: Schema = { type: 'number', minimum: 0 };
const figures = {
  clocks: whole,
  met: whole,
  breached: whole,
  solvedUnanswered: whole,
  running: whole,
  answered: whole,
  medianMinutes: orNull(minutes),
  p90Minutes: orNull(minutes),
};

/** What reports tell. */
export const REPORT_SCHEMAS = {
  ResponseReport: objectOf<ResponseReport>({
    total: objectOf<ResponseFigures>(figures),
    items: listOf(
      objectOf<MonthlyFigures>({ level: oneOf([...EDITIONS, ...CHAMPION_LEVELS]), month: text, ...figures }),
    ),
  }),
  ChargeReport: objectOf<ChargeReport>({
    total: listOf(money),
    items: listOf(
      objectOf<MonthlyCharges>({
        month: text,
        product: text,
        edition: oneOf(EDITIONS),
        reason: oneOf(CHARGE_REASONS),
        charges: whole,
        amount: money,
      }),
    ),
  }),
  DigestReport: objectOf<DigestReport>({
    items: listOf(
      objectOf<QuarterDigests>({
        quarter: text,
        teams: whole,
        recipients: whole,
        features: listOf(objectOf<ExplainedFeature>({ feature: text, teams: whole })),
      }),
    ),
  }),
};

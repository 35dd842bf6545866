import { INSTANT_COUNTS, type InstantCounts } from '@ledgerdesk/runtime';
import { PositionOrInstantField, EnumField } from '../http/fields.js';

/** As of which moment something is read. */
export class AsOfParams {
  @PositionOrInstantField({
    optional: true,
    description: 'What was known at that moment: a position of the log, or an instant. Left out: now.',
  })
  asOf?: string;
  @EnumField(INSTANT_COUNTS, {
    optional: true,
    description:
      'Whether the instant of `asOf` counts by when events were `recorded` (what was known then) or `occurred` (what had happened by then). `recorded` unless said otherwise.',
  })
  by?: InstantCounts;
}

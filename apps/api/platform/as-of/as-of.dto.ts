import { TIME_BASES, type TimeBasis } from '@ledgerdesk/runtime';
import { EnumField, PositionOrInstantField } from '../http/fields.js';

/** Query parameters of routes that can read as of an earlier moment. */
export class AsOfParams {
  @PositionOrInstantField({
    optional: true,
    description: 'Position of the log, or instant, to read as of. Absent: now.',
  })
  asOf?: string;
  @EnumField(TIME_BASES, {
    optional: true,
    description:
      'Whether an instant in `asOf` selects events by when they were `recorded` (what was known then) or `occurred` ' +
      '(what had happened by then). Default: `recorded`.',
  })
  by?: TimeBasis;
}

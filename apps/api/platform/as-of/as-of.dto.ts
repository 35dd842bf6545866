import { TIME_BASES, type TimeBasis } from '@ledgerdesk/kernel';
import { EnumField, PositionOrInstantField } from '../http/fields.js';

/** Query parameters of routes that can read as of an earlier position or instant. */
export class AsOfParams {
  @PositionOrInstantField({
    optional: true,
    description: 'Log position or instant as of which to read. Default: the current state.',
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

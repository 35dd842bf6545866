import { IdField, InstantField } from '../platform/http/fields.js';
import { AsOfParams } from '../platform/as-of/as-of.dto.js';

export class ReportQuery extends AsOfParams {
  @IdField({ optional: true, description: 'One team; left out: all.' }) team?: string;
  @InstantField({
    optional: true,
    description: 'What counts by then or later: clocks that started, charges issued, digests sent.',
  })
  from?: string;
  @InstantField({ optional: true, description: 'What counts by before that.' }) to?: string;
}

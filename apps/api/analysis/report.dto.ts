import { Id, Moment } from '../platform/http/fields.js';
import { AsOfParams } from '../platform/as-of/as-of.dto.js';

export class ReportQuery extends AsOfParams {
  @Id({ optional: true, description: 'One team; left out: all.' }) team?: string;
  @Moment({
    optional: true,
    description: 'What counts by then or later: clocks that started, charges issued, digests sent.',
  })
  from?: string;
  @Moment({ optional: true, description: 'What counts by before that.' }) to?: string;
}

import { Id, Moment } from '../http/fields.js';
import { PastQuery } from '../past/past.dto.js';

export class ReportQuery extends PastQuery {
  @Id({ optional: true, description: 'One team; left out: all.' }) team?: string;
  @Moment({
    optional: true,
    description: 'What counts by then or later: clocks that started, charges issued, digests sent.',
  })
  from?: string;
  @Moment({ optional: true, description: 'What counts by before that.' }) to?: string;
}

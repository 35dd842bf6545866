import { Id, Moment } from '../http/fields.js';

export class ReportQuery {
  @Id({ optional: true, description: 'One team; left out: all.' }) team?: string;
  @Moment({ optional: true, description: 'Clocks that started then or later.' }) from?: string;
  @Moment({ optional: true, description: 'Clocks that started before.' }) to?: string;
}

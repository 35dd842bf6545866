import { TICKET_ACTIVITIES, type TicketActivity } from '@ledgerdesk/presence';
import { EnumField } from '../platform/http/fields.js';

export class TicketPresenceBody {
  @EnumField(TICKET_ACTIVITIES, {
    example: 'writing',
    description: '`viewing`: you have the ticket open. `writing`: you write an answer or note.',
  })
  activity: TicketActivity;
}

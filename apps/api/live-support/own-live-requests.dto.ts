import { LIVE_PHASES, type LivePhase } from '@ledgerdesk/projections';
import { EnumField } from '../platform/http/fields.js';
import { PageQuery } from '../platform/http/paging.js';

/** A page of one's own chats or callbacks. */
export class OwnLiveRequestsQuery extends PageQuery {
  @EnumField(LIVE_PHASES, {
    optional: true,
    example: 'open',
    description: '`open`: those that wait or that an agent has. `past`: those that are over. Default: all.',
  })
  phase?: LivePhase;
}

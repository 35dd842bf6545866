import { NAME_MODELS, queueCountsQuery, queueQuery } from '@ledgerdesk/projections';
import type { Asker } from '@ledgerdesk/runtime';
import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentAsker } from '../platform/as-of/asker.js';
import { ReadModels } from '../platform/as-of/read-models.js';
import { AllowedRoles } from '../platform/auth/access.js';
import { mapTwoWayPage, valueOrThrow } from '../platform/http/paging.js';
import { DESK_TICKET_SCHEMAS } from './desk-ticket.schemas.js';
import { toQueueCounts, toQueuedTicket } from './desk-ticket.view.js';
import { QueueCountsQuery, QueueQuery } from './queue.dto.js';
import { queueFilterOf } from './queue-filter.js';

/** The tickets of all teams, for agents. */
@ApiTags('agent')
@Controller('v1/desk/queue')
export class DeskQueueController {
  constructor(private readonly models: ReadModels) {}

  @Get()
  @AllowedRoles(['agent'], { reads: ['agent-queue', 'ticket-search', ...NAME_MODELS] })
  @ApiOperation({
    operationId: 'listTicketQueue',
    summary: 'List the ticket queue',
    description:
      'Tickets of all teams: open ones, earliest due first, by default. At most 1,000 tickets are tested for a page, ' +
      'with `q` at most 500. The page may then have fewer items than `limit`, even none: continue with `next` as ' +
      'long as there is one. With `asOf`, the queue of an earlier moment.',
  })
  @ApiOkResponse({ schema: DESK_TICKET_SCHEMAS.QueuePage })
  async list(@Query() query: QueueQuery, @CurrentAsker() asker: Asker) {
    const { cursor, limit, last, sort, order } = query;
    const params = { filter: { ...queueFilterOf(query), sort, order }, page: { cursor, limit, last } };
    const moment = await this.models.moment(query, asker);
    return mapTwoWayPage(valueOrThrow(await this.models.query(queueQuery, params, { moment })), toQueuedTicket);
  }

  @Get('counts')
  @AllowedRoles(['agent'], { reads: ['agent-queue', 'ticket-search'] })
  @ApiOperation({
    operationId: 'countTicketsByStatusAndResponseState',
    summary: 'Count tickets by status and response state',
    description:
      'Of all statuses by default. Numbers of all tickets, of a team, of an agent, and of unassigned tickets are ' +
      'exact, also with `status` and `state`. With any other filter, counting stops after 1,000 tickets, and ' +
      '`isComplete` is false.',
  })
  @ApiOkResponse({ schema: DESK_TICKET_SCHEMAS.QueueCounts })
  async counts(@Query() query: QueueCountsQuery, @CurrentAsker() asker: Asker) {
    const moment = await this.models.moment(query, asker);
    return toQueueCounts(await this.models.query(queueCountsQuery, { filter: queueFilterOf(query) }, { moment }));
  }
}

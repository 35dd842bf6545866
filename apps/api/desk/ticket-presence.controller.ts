import { Body, Controller, Delete, HttpCode, Param, Put } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { AllowedRoles } from '../platform/auth/access.js';
import type { Caller } from '../platform/auth/caller.js';
import { CurrentCaller } from '../platform/auth/current-caller.js';
import { IdPipe } from '../platform/http/id.pipe.js';
import { ApiRepeatable } from '../platform/openapi/operations.js';
import { TicketPresenceBody } from './ticket-presence.dto.js';
import { TICKET_PRESENCE_SCHEMAS } from './ticket-presence.schemas.js';
import { TicketPresence, VIEWER_SECONDS } from './ticket-presence.js';
import { toViewer } from './ticket-presence.view.js';

const REPEATABLE = 'Records nothing in the log: a repeat has the same effect.';

/** Shows agents to one another on tickets, so that no two answer the same one. */
@ApiTags('agent')
@Controller('v1/desk/tickets')
export class TicketPresenceController {
  constructor(private readonly presence: TicketPresence) {}

  @Put(':ticketId/presence')
  @AllowedRoles(['agent'])
  @ApiRepeatable(REPEATABLE)
  @ApiOperation({
    operationId: 'showYourselfOnTicket',
    summary: 'Show yourself on a ticket',
    description:
      'Tells other agents that you have the ticket open, or write on it. Repeat the request, more often than every ' +
      '`expiresInSeconds`, as long as that is so.',
  })
  @ApiOkResponse({ schema: TICKET_PRESENCE_SCHEMAS.TicketPresence })
  async show(
    @CurrentCaller() { actor }: Caller,
    @Param('ticketId', IdPipe) ticketId: string,
    @Body() { activity }: TicketPresenceBody,
  ) {
    return toAnswer(ticketId, await this.presence.show(ticketId, actor.id, activity));
  }

  @Delete(':ticketId/presence')
  @HttpCode(200)
  @AllowedRoles(['agent'])
  @ApiRepeatable(REPEATABLE)
  @ApiOperation({
    operationId: 'leaveTicket',
    summary: 'Leave a ticket',
    description: 'Tells other agents that you have closed the ticket.',
  })
  @ApiOkResponse({ schema: TICKET_PRESENCE_SCHEMAS.TicketPresence })
  async leave(@CurrentCaller() { actor }: Caller, @Param('ticketId', IdPipe) ticketId: string) {
    return toAnswer(ticketId, await this.presence.leave(ticketId, actor.id));
  }
}

const toAnswer = (ticketId: string, viewers: Awaited<ReturnType<TicketPresence['of']>>) => ({
  ticketId,
  present: viewers.map(toViewer),
  expiresInSeconds: VIEWER_SECONDS,
});

import { CommandExecutor } from '@ledgerdesk/application';
import { ticketDecider } from '@ledgerdesk/domain';
import { ticketStream } from '@ledgerdesk/events';
import { deskThreadOf, deskTicketOf, queuedTicket } from '@ledgerdesk/projections';
import type { RowReader } from '@ledgerdesk/read-store';
import { Controller, Get, Inject, Param, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { IdPipe } from '../platform/http/id.pipe.js';
import { Problem } from '../platform/http/problem.js';
import { AllowedRoles } from '../platform/auth/access.js';
import { ROWS } from '../platform/tokens.js';
import { toDeskTicket } from './desk-ticket.view.js';
import { DESK_TICKET_SCHEMAS } from './desk-ticket.schemas.js';
import { etagOf } from '../platform/http/revision.js';

@ApiTags('agent')
@Controller('v1/desk/tickets')
export class DeskTicketController {
  constructor(
    private readonly executor: CommandExecutor,
    @Inject(ROWS) private readonly rows: RowReader,
  ) {}

  @Get(':ticketId')
  @AllowedRoles(['agent'], { reads: ['ticket-list', 'agent-queue', 'ticket-thread'] })
  @ApiOperation({
    summary: 'Get a ticket of any team',
    description: 'The ticket with all messages, including internal notes.',
  })
  @ApiOkResponse({ schema: DESK_TICKET_SCHEMAS.DeskTicket })
  async one(@Param('ticketId', IdPipe) ticketId: string, @Res({ passthrough: true }) reply: FastifyReply) {
    const [ticket, queued, messages] = await Promise.all([
      deskTicketOf(this.rows, ticketId),
      queuedTicket(this.rows, ticketId),
      deskThreadOf(this.rows, ticketId),
    ]);
    if (!ticket || !queued) throw new Problem(404, 'ticket-not-found', 'Ticket not found.');
    const { revision } = await this.executor.streams.load(ticketDecider, ticketStream(ticketId));
    void reply.header('etag', etagOf(revision));
    return toDeskTicket(ticket, queued, messages);
  }
}

import { deskTicketQuery, NAME_MODELS } from '@ledgerdesk/projections';
import type { Asker } from '@ledgerdesk/runtime';
import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { CurrentAsker } from '../platform/as-of/asker.js';
import { ReadModels } from '../platform/as-of/read-models.js';
import { IdPipe } from '../platform/http/id.pipe.js';
import { mapPage, valueOrThrow } from '../platform/http/paging.js';
import { Problem } from '../platform/http/problem.js';
import { etagOf } from '../platform/http/revision.js';
import { AllowedRoles } from '../platform/auth/access.js';
import { CompleteThreads } from '../tickets/complete-threads.js';
import { ThreadAsOfQuery } from '../tickets/ticket.dto.js';
import { TICKET_SCHEMAS } from '../tickets/ticket.schemas.js';
import { toMessage } from '../tickets/ticket.view.js';
import { toDeskTicket } from './desk-ticket.view.js';
import { TicketPresence } from './ticket-presence.js';
import { DESK_TICKET_SCHEMAS } from './desk-ticket.schemas.js';

/** Single tickets of any team, for agents and auditors. */
@ApiTags('agent')
@Controller('v1/desk/tickets')
export class DeskTicketController {
  constructor(
    private readonly threads: CompleteThreads,
    private readonly models: ReadModels,
    private readonly presence: TicketPresence,
  ) {}

  @Get(':ticketId')
  @AllowedRoles(['agent', 'auditor'], { reads: ['agent-queue', 'ticket-thread', ...NAME_MODELS] })
  @ApiOperation({
    operationId: 'getTicketOfAnyTeam',
    summary: 'Get a ticket of any team',
    description:
      'The ticket with a page of its messages, internal notes included; with `asOf`, as it was at an earlier moment.',
  })
  @ApiOkResponse({ schema: DESK_TICKET_SCHEMAS.DeskTicket })
  async one(
    @Param('ticketId', IdPipe) ticketId: string,
    @Query() query: ThreadAsOfQuery,
    @CurrentAsker() asker: Asker,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const found = await this.find(ticketId, query, asker);
    // Who is on a ticket has no past.
    if (query.asOf !== undefined) return toDeskTicket(found, null);
    void reply.header('etag', etagOf(found.ticket.revision));
    return toDeskTicket(found, await this.presence.of(ticketId));
  }

  @Get(':ticketId/messages')
  @AllowedRoles(['agent', 'auditor'], { reads: ['agent-queue', 'ticket-thread', ...NAME_MODELS] })
  @ApiOperation({
    operationId: 'listMessagesOfAnyTicket',
    summary: 'List messages of any ticket',
    description: 'Includes internal notes.',
  })
  @ApiOkResponse({ schema: TICKET_SCHEMAS.Messages })
  async messages(
    @Param('ticketId', IdPipe) ticketId: string,
    @Query() query: ThreadAsOfQuery,
    @CurrentAsker() asker: Asker,
  ) {
    return mapPage((await this.find(ticketId, query, asker)).messages, toMessage);
  }

  private async find(ticketId: string, { asOf, by, ...thread }: ThreadAsOfQuery, asker: Asker) {
    const moment = await this.models.moment({ asOf, by }, asker);
    const found = await this.threads.read(
      async () => valueOrThrow(await this.models.query(deskTicketQuery, { ticketId, thread }, { moment })),
      (result) => result?.isComplete !== false,
    );
    if (!found) throw new Problem(404, 'ticket-not-found', 'Ticket not found.');
    return found;
  }
}

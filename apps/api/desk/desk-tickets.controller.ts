import { type CommandEnvelope, type Input, ToTicket } from '@ledgerdesk/application';
import type { AgentTicketCommand } from '@ledgerdesk/domain';
import { deskThreadOf, queueOf } from '@ledgerdesk/projections';
import type { RowReader } from '@ledgerdesk/read-store';
import { Body, Controller, Get, Inject, Param, Post, Query, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Answers } from '../platform/openapi/schemas.js';
import { OwnUploads } from '../attachments/own-uploads.js';
import { stateAfter } from '../platform/http/answer.js';
import { IdPipe } from '../platform/http/id.pipe.js';
import { readOrThrow } from '../platform/http/paging.js';
import { Problem } from '../platform/http/problem.js';
import { Enveloped } from '../platform/http/request-envelope.js';
import { OpenTo } from '../platform/auth/access.js';
import { MessageBody } from '../tickets/ticket.dto.js';
import { shownMessage, ticketEssentials } from '../tickets/ticket.view.js';
import { ROWS } from '../platform/tokens.js';
import { AssignmentBody, HoldBody, QueueQuery, SolutionBody } from './desk.dto.js';
import { queueFilterOf } from './queue-filter.js';

@ApiTags('agent')
@Controller('v1/desk')
export class DeskTicketsController {
  constructor(
    private readonly commands: CommandBus,
    private readonly uploads: OwnUploads,
    @Inject(ROWS) private readonly rows: RowReader,
  ) {}

  @Get('queue')
  @OpenTo(['agent'], ['agent-queue'])
  @ApiOperation({
    summary: 'Tickets of all teams, the open ones unless asked otherwise: what is due first at the front.',
  })
  @Answers(200, 'QueuePage')
  async queue(@Query() query: QueueQuery) {
    return readOrThrow(await queueOf(this.rows, queueFilterOf(query), query));
  }

  @Get('tickets/:ticketId/messages')
  @OpenTo(['agent'], ['ticket-thread'])
  @ApiOperation({ summary: 'Everything said on a ticket, internal notes included.' })
  @Answers(200, 'Messages')
  async messages(@Param('ticketId', IdPipe) ticketId: string) {
    const messages = await deskThreadOf(this.rows, ticketId);
    if (messages.length === 0) throw new Problem(404, 'ticket-not-found', 'There is no such ticket.');
    return { items: messages.map(shownMessage) };
  }

  @Post('tickets/:ticketId/answers')
  @OpenTo(['agent'])
  @ApiOperation({ summary: 'Answer publicly; the first answer stops the response clock (E5).' })
  @Answers(201, 'TicketEssentials')
  async answer(
    @Enveloped() envelope: CommandEnvelope,
    @Param('ticketId', IdPipe) ticketId: string,
    @Body() { body, uploads }: MessageBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const written = { agentId: envelope.actor.id, body, uploads: await this.uploads.behind(uploads, envelope) };
    return this.send(reply, envelope, ticketId, { type: 'AnswerTicket', ...written });
  }

  @Post('tickets/:ticketId/notes')
  @OpenTo(['agent'])
  @ApiOperation({ summary: 'Add an internal note; requesters never see it.' })
  @Answers(201, 'TicketEssentials')
  async note(
    @Enveloped() envelope: CommandEnvelope,
    @Param('ticketId', IdPipe) ticketId: string,
    @Body() { body, uploads }: MessageBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const written = { agentId: envelope.actor.id, body, uploads: await this.uploads.behind(uploads, envelope) };
    return this.send(reply, envelope, ticketId, { type: 'AddInternalNote', ...written });
  }

  @Post('tickets/:ticketId/assignment')
  @OpenTo(['agent'])
  @ApiOperation({ summary: 'Say who works on it.' })
  @Answers(201, 'TicketEssentials')
  assign(
    @Enveloped() envelope: CommandEnvelope,
    @Param('ticketId', IdPipe) ticketId: string,
    @Body() { agentId }: AssignmentBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.send(reply, envelope, ticketId, { type: 'AssignTicket', agentId });
  }

  @Post('tickets/:ticketId/claim')
  @OpenTo(['agent'])
  @ApiOperation({ summary: 'Take it yourself, unless another has it.' })
  @Answers(201, 'TicketEssentials')
  claim(
    @Enveloped() envelope: CommandEnvelope,
    @Param('ticketId', IdPipe) ticketId: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.send(reply, envelope, ticketId, { type: 'ClaimTicket', agentId: envelope.actor.id });
  }

  @Post('tickets/:ticketId/hold')
  @OpenTo(['agent'])
  @ApiOperation({ summary: 'Put on hold; pauses the clock only where the policy says so.' })
  @Answers(201, 'TicketEssentials')
  hold(
    @Enveloped() envelope: CommandEnvelope,
    @Param('ticketId', IdPipe) ticketId: string,
    @Body() { reason }: HoldBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.send(reply, envelope, ticketId, { type: 'HoldTicket', agentId: envelope.actor.id, reason });
  }

  @Post('tickets/:ticketId/resumption')
  @OpenTo(['agent'])
  @ApiOperation({ summary: 'End a hold.' })
  @Answers(201, 'TicketEssentials')
  resume(
    @Enveloped() envelope: CommandEnvelope,
    @Param('ticketId', IdPipe) ticketId: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.send(reply, envelope, ticketId, { type: 'ResumeTicket', agentId: envelope.actor.id });
  }

  @Post('tickets/:ticketId/solution')
  @OpenTo(['agent'])
  @ApiOperation({ summary: 'Solve, with or without a last answer.' })
  @Answers(201, 'TicketEssentials')
  solve(
    @Enveloped() envelope: CommandEnvelope,
    @Param('ticketId', IdPipe) ticketId: string,
    @Body() { body }: SolutionBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.send(reply, envelope, ticketId, {
      type: 'SolveTicket',
      agentId: envelope.actor.id,
      ...(body === undefined ? {} : { body }),
    });
  }

  @Post('tickets/:ticketId/reopening')
  @OpenTo(['agent'])
  @ApiOperation({ summary: 'Reopen a solved ticket; starts no clock.' })
  @Answers(201, 'TicketEssentials')
  reopen(
    @Enveloped() envelope: CommandEnvelope,
    @Param('ticketId', IdPipe) ticketId: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.send(reply, envelope, ticketId, { type: 'ReopenTicket', agentId: envelope.actor.id });
  }

  @Post('tickets/:ticketId/closure')
  @OpenTo(['agent'])
  @ApiOperation({ summary: 'Close for good.' })
  @Answers(201, 'TicketEssentials')
  close(
    @Enveloped() envelope: CommandEnvelope,
    @Param('ticketId', IdPipe) ticketId: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.send(reply, envelope, ticketId, { type: 'CloseTicket', agentId: envelope.actor.id });
  }

  private async send(
    reply: FastifyReply,
    envelope: CommandEnvelope,
    ticketId: string,
    input: Input<AgentTicketCommand>,
  ) {
    return ticketEssentials(stateAfter(reply, await this.commands.execute(new ToTicket(envelope, ticketId, input))));
  }
}

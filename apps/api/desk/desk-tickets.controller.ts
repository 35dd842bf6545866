import { type CommandEnvelope, type CommandInput, derivedId, TicketCommandMessage } from '@ledgerdesk/application';
import type { AgentTicketCommand } from '@ledgerdesk/domain';
import { Body, Controller, Delete, HttpCode, Param, Post, Put, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { UploadTokens } from '../attachments/upload-tokens.js';
import { replyWith } from '../platform/http/reply-with.js';
import { IdPipe } from '../platform/http/id.pipe.js';
import { Envelope } from '../platform/http/request-envelope.js';
import { AllowedRoles } from '../platform/auth/access.js';
import { memberActor } from '../platform/auth/caller.js';
import { MessageBody } from '../tickets/ticket.dto.js';
import { toTicketEssentials } from '../tickets/ticket.view.js';
import {
  AssignmentBody,
  ClassificationBody,
  HoldBody,
  MergeBody,
  OpenTicketForRequesterBody,
  SolutionBody,
} from './desk.dto.js';
import { TICKET_SCHEMAS } from '../tickets/ticket.schemas.js';

@ApiTags('agent')
@Controller('v1/desk')
export class DeskTicketsController {
  constructor(
    private readonly commands: CommandBus,
    private readonly uploads: UploadTokens,
  ) {}

  @Post('tickets')
  @AllowedRoles(['agent'])
  @ApiOperation({
    operationId: 'openTicketForRequester',
    summary: 'Open a ticket for a requester',
    description:
      'For a member who calls, for example. You are recorded as acting on behalf of the member, who sees the ticket ' +
      'as their own. The usual response clock starts, unless your answer comes with the request (R4, R5, E5).',
  })
  @ApiCreatedResponse({ schema: TICKET_SCHEMAS.TicketEssentials })
  async open(
    @Envelope() envelope: CommandEnvelope,
    @Body() { teamId, requesterId, uploads, answer, ...request }: OpenTicketForRequesterBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const ticketId = derivedId('ticket', envelope.commandId);
    const forMember = { ...envelope, onBehalfOf: memberActor({ teamId, memberId: requesterId }) };
    const command = new TicketCommandMessage(forMember, ticketId, {
      type: 'OpenTicket',
      ticketId,
      teamId,
      requesterId,
      ...request,
      uploads: await this.uploads.resolve(uploads, envelope),
      ...(answer && { answer: await this.answerOf(answer, envelope) }),
    });
    return toTicketEssentials(replyWith(reply, await this.commands.execute(command)));
  }

  @Post('tickets/:ticketId/answers')
  @AllowedRoles(['agent'])
  @ApiOperation({
    operationId: 'answerTicket',
    summary: 'Answer a ticket',
    description: 'The first answer stops the response clock (E5).',
  })
  @ApiCreatedResponse({ schema: TICKET_SCHEMAS.TicketEssentials })
  async answer(
    @Envelope() envelope: CommandEnvelope,
    @Param('ticketId', IdPipe) ticketId: string,
    @Body() { body, uploads }: MessageBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const written = { agentId: envelope.actor.id, body, uploads: await this.uploads.resolve(uploads, envelope) };
    return this.send(reply, envelope, ticketId, { type: 'AnswerTicket', ...written });
  }

  @Post('tickets/:ticketId/notes')
  @AllowedRoles(['agent'])
  @ApiOperation({
    operationId: 'addInternalNote',
    summary: 'Add an internal note',
    description: 'Requesters cannot see it.',
  })
  @ApiCreatedResponse({ schema: TICKET_SCHEMAS.TicketEssentials })
  async note(
    @Envelope() envelope: CommandEnvelope,
    @Param('ticketId', IdPipe) ticketId: string,
    @Body() { body, uploads }: MessageBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const written = { agentId: envelope.actor.id, body, uploads: await this.uploads.resolve(uploads, envelope) };
    return this.send(reply, envelope, ticketId, { type: 'AddInternalNote', ...written });
  }

  @Post('tickets/:ticketId/assignment')
  @AllowedRoles(['agent'])
  @ApiOperation({
    operationId: 'assignTicket',
    summary: 'Assign a ticket',
    description: 'To yourself or to a registered agent; replaces the current assignment. 404 if the agent is unknown.',
  })
  @ApiCreatedResponse({ schema: TICKET_SCHEMAS.TicketEssentials })
  assign(
    @Envelope() envelope: CommandEnvelope,
    @Param('ticketId', IdPipe) ticketId: string,
    @Body() { agentId }: AssignmentBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.send(reply, envelope, ticketId, {
      type: 'AssignTicket',
      agentId: envelope.actor.id,
      assigneeId: agentId,
    });
  }

  @Delete('tickets/:ticketId/assignment')
  @HttpCode(200)
  @AllowedRoles(['agent'])
  @ApiOperation({
    operationId: 'unassignTicket',
    summary: 'Unassign a ticket',
    description: 'Whoever it is assigned to.',
  })
  @ApiOkResponse({ schema: TICKET_SCHEMAS.TicketEssentials })
  unassign(
    @Envelope() envelope: CommandEnvelope,
    @Param('ticketId', IdPipe) ticketId: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.send(reply, envelope, ticketId, { type: 'UnassignTicket', agentId: envelope.actor.id });
  }

  @Put('tickets/:ticketId/classification')
  @AllowedRoles(['agent'])
  @ApiOperation({
    operationId: 'changeProductOrIssueTypeOfTicket',
    summary: 'Change the product or issue type of a ticket',
    description:
      'Moves the ticket in the queue and in the dashboards (D4, D5). Its entitlement and response clock stay (E11). ' +
      '409 if the ticket is closed.',
  })
  @ApiOkResponse({ schema: TICKET_SCHEMAS.TicketEssentials })
  reclassify(
    @Envelope() envelope: CommandEnvelope,
    @Param('ticketId', IdPipe) ticketId: string,
    @Body() body: ClassificationBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.send(reply, envelope, ticketId, { type: 'ReclassifyTicket', agentId: envelope.actor.id, ...body });
  }

  @Post('tickets/:ticketId/merge')
  @AllowedRoles(['agent'])
  @ApiOperation({
    operationId: 'mergeTicketIntoAnother',
    summary: 'Merge a ticket into another',
    description:
      'Closes the ticket; the other one of the same requester goes on, with the earlier due time. The response clock ' +
      'of the closed one is neither met nor missed, unless it was missed before. Both remain readable, and count as ' +
      'one request (D2–D5). 409 if the ticket is closed, the other one is not open, or the requesters differ.',
  })
  @ApiCreatedResponse({ schema: TICKET_SCHEMAS.TicketEssentials })
  merge(
    @Envelope() envelope: CommandEnvelope,
    @Param('ticketId', IdPipe) ticketId: string,
    @Body() { into }: MergeBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.send(reply, envelope, ticketId, { type: 'MergeTicket', agentId: envelope.actor.id, into });
  }

  @Post('tickets/:ticketId/claim')
  @AllowedRoles(['agent'])
  @ApiOperation({
    operationId: 'claimTicket',
    summary: 'Claim a ticket',
    description: 'Assigns the ticket to you. 409 if another agent has it.',
  })
  @ApiCreatedResponse({ schema: TICKET_SCHEMAS.TicketEssentials })
  claim(
    @Envelope() envelope: CommandEnvelope,
    @Param('ticketId', IdPipe) ticketId: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.send(reply, envelope, ticketId, { type: 'ClaimTicket', agentId: envelope.actor.id });
  }

  @Post('tickets/:ticketId/hold')
  @AllowedRoles(['agent'])
  @ApiOperation({
    operationId: 'putTicketOnHold',
    summary: 'Put a ticket on hold',
    description: 'Pauses the response clock only if the policy sets `holdPausesClock`.',
  })
  @ApiCreatedResponse({ schema: TICKET_SCHEMAS.TicketEssentials })
  hold(
    @Envelope() envelope: CommandEnvelope,
    @Param('ticketId', IdPipe) ticketId: string,
    @Body() { reason }: HoldBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.send(reply, envelope, ticketId, { type: 'HoldTicket', agentId: envelope.actor.id, reason });
  }

  @Post('tickets/:ticketId/resumption')
  @AllowedRoles(['agent'])
  @ApiOperation({
    operationId: 'resumeTicket',
    summary: 'Resume a ticket',
    description: 'Ends the hold; the response clock runs on.',
  })
  @ApiCreatedResponse({ schema: TICKET_SCHEMAS.TicketEssentials })
  resume(
    @Envelope() envelope: CommandEnvelope,
    @Param('ticketId', IdPipe) ticketId: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.send(reply, envelope, ticketId, { type: 'ResumeTicket', agentId: envelope.actor.id });
  }

  @Post('tickets/:ticketId/solution')
  @AllowedRoles(['agent'])
  @ApiOperation({
    operationId: 'solveTicket',
    summary: 'Solve a ticket',
    description: 'With or without a final answer.',
  })
  @ApiCreatedResponse({ schema: TICKET_SCHEMAS.TicketEssentials })
  solve(
    @Envelope() envelope: CommandEnvelope,
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
  @AllowedRoles(['agent'])
  @ApiOperation({
    operationId: 'reopenSolvedTicket',
    summary: 'Reopen a solved ticket',
    description: 'Does not start a response clock.',
  })
  @ApiCreatedResponse({ schema: TICKET_SCHEMAS.TicketEssentials })
  reopen(
    @Envelope() envelope: CommandEnvelope,
    @Param('ticketId', IdPipe) ticketId: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.send(reply, envelope, ticketId, { type: 'ReopenTicket', agentId: envelope.actor.id });
  }

  @Post('tickets/:ticketId/closure')
  @AllowedRoles(['agent'])
  @ApiOperation({
    operationId: 'closeTicket',
    summary: 'Close a ticket',
    description: 'A closed ticket cannot be reopened.',
  })
  @ApiCreatedResponse({ schema: TICKET_SCHEMAS.TicketEssentials })
  close(
    @Envelope() envelope: CommandEnvelope,
    @Param('ticketId', IdPipe) ticketId: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.send(reply, envelope, ticketId, { type: 'CloseTicket', agentId: envelope.actor.id });
  }

  private async answerOf({ body, uploads }: MessageBody, envelope: CommandEnvelope) {
    return { agentId: envelope.actor.id, body, uploads: await this.uploads.resolve(uploads, envelope) };
  }

  private async send(
    reply: FastifyReply,
    envelope: CommandEnvelope,
    ticketId: string,
    input: CommandInput<AgentTicketCommand>,
  ) {
    return toTicketEssentials(
      replyWith(reply, await this.commands.execute(new TicketCommandMessage(envelope, ticketId, input))),
    );
  }
}

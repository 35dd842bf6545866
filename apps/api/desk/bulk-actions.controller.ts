import type { CommandEnvelope } from '@ledgerdesk/application';
import { comparePositions } from '@ledgerdesk/kernel';
import { Body, Controller, Post, Req, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { UploadTokens } from '../attachments/upload-tokens.js';
import { Problem } from '../platform/http/problem.js';
import { markReplayed } from '../platform/http/reply-with.js';
import { UnconditionalEnvelope } from '../platform/http/request-envelope.js';
import { ApiBulkCommand } from '../platform/openapi/operations.js';
import { AllowedRoles } from '../platform/auth/access.js';
import { toCommand } from './bulk-action.command.js';
import type { BulkAction } from './bulk-action.dto.js';
import { BulkActionPipe, ApiBulkActionBody } from './bulk-action.pipe.js';
import { toBulkResult } from './bulk-action.view.js';
import { BulkActions, type TicketResult } from './bulk-actions.js';
import { DESK_TICKET_SCHEMAS } from './desk-ticket.schemas.js';

@ApiTags('agent')
@Controller('v1/desk/bulk-actions')
export class BulkActionsController {
  constructor(
    private readonly actions: BulkActions,
    private readonly uploads: UploadTokens,
  ) {}

  @Post()
  @AllowedRoles(['agent'])
  @ApiBulkCommand()
  @ApiBulkActionBody()
  @ApiOperation({
    operationId: 'actOnSeveralTickets',
    summary: 'Act on several tickets',
    description: 'Performs one action on up to 100 tickets. Each ticket succeeds or fails on its own.',
  })
  @ApiCreatedResponse({ schema: DESK_TICKET_SCHEMAS.BulkResults })
  async act(
    @Req() request: FastifyRequest,
    @UnconditionalEnvelope() envelope: CommandEnvelope,
    @Body(BulkActionPipe) action: BulkAction,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const uploads = await this.uploads.resolve('uploads' in action ? action.uploads : undefined, envelope);
    const command = toCommand(action, envelope.actor.id, uploads);
    const results = await this.actions.send(request, envelope, action.ticketIds, command);
    const lastPosition = positionsIn(results).at(-1);
    if (lastPosition !== undefined) void reply.header('ledger-position', lastPosition);
    if (isReplayed(results)) markReplayed(reply);
    return { items: results.map(toBulkResult) };
  }
}

/** Returns true if an earlier request with the same key had all effects: this one has added none. */
const isReplayed = (results: readonly TicketResult[]): boolean => {
  const executed = results.flatMap(({ result }) => (result instanceof Problem ? [] : [result]));
  return executed.length > 0 && executed.every(({ repeated }) => repeated);
};

const positionsIn = (results: readonly TicketResult[]): readonly string[] =>
  results.flatMap(({ result }) => (result instanceof Problem ? [] : [result.position])).sort(comparePositions);

import { Controller, Get, Headers, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { AllowedRoles } from '../platform/auth/access.js';
import { ActiveAgents } from '../platform/auth/active-agents.js';
import type { Caller } from '../platform/auth/caller.js';
import { CurrentCaller } from '../platform/auth/current-caller.js';
import { ResumableUpdates } from '../platform/http/resumable-updates.js';
import { ApiEventStreamResponse } from '../platform/openapi/event-stream-response.js';
import { deskUpdates } from './desk-update.view.js';
import { ViewerUpdates } from './viewer-updates.js';

/** Live updates of the desk: one stream for a whole page. */
@ApiTags('agent')
@Controller('v1/desk')
export class DeskUpdatesController {
  constructor(
    private readonly agents: ActiveAgents,
    private readonly updates: ResumableUpdates,
    private readonly viewers: ViewerUpdates,
  ) {}

  @Get('updates')
  @AllowedRoles(['agent'])
  @ApiOperation({
    operationId: 'followDesk',
    summary: 'Follow the desk',
    description:
      'Server-Sent Events for changes of all tickets, chats, callbacks and agents. The event is `ticket`, `chat`, ' +
      '`callback` or `agent`; its data is `id`, `happened` (the event type), `at`, `by` (who did it), `agentId` (who ' +
      'has the ticket, chat or callback from now on, null for nobody), and `request` (the chat or callback that an ' +
      'agent is offered or released from). `presence`, without an id: the agents who have `tickets` open; the first ' +
      'one has all tickets (`reset`: true), later ones those that changed. `reset`: load everything again. `end`: ' +
      'the engine ends the stream for the `reason` in its data. Retired agents are refused.',
  })
  @ApiEventStreamResponse()
  async follow(
    @CurrentCaller() { actor }: Caller,
    @Headers('last-event-id') lastEventId: string | undefined,
    @Res() reply: FastifyReply,
  ) {
    await this.agents.require(actor.id);
    return this.updates.send(reply, {
      view: deskUpdates,
      params: {},
      lastEventId,
      right: {
        holder: { agentId: actor.id },
        refusal: () => this.agents.refusal(actor.id),
        beforeEachBatch: false,
      },
      ephemeral: this.viewers.follow(),
    });
  }
}

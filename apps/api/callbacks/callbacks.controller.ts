import { type CommandEnvelope, derivedId, ToCallback } from '@ledgerdesk/application';
import { isRefusal } from '@ledgerdesk/kernel';
import { callbackOf } from '@ledgerdesk/projections';
import type { RowReader } from '@ledgerdesk/read-store';
import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Post, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Answers } from '../answers/index.js';
import { stateAfter } from '../http/answer.js';
import { IdPipe } from '../http/id.pipe.js';
import type { Progress } from '../http/ledger-position.hook.js';
import { Problem } from '../http/problem.js';
import { Enveloped } from '../http/request-envelope.js';
import { OpenTo } from '../sign-in/access.js';
import { ActiveMembers } from '../sign-in/active-members.js';
import { ForMember } from '../sign-in/called-by.js';
import type { MemberRef } from '../sign-in/caller.js';
import { PROGRESS, ROWS } from '../tokens.js';
import { RequestCallbackBody } from './callback.dto.js';
import { callbackEssentials } from './callback.view.js';

const QUEUE_PATIENCE_MS = 1_000;

@ApiTags('requester')
@Controller('v1/callbacks')
export class CallbacksController {
  constructor(
    private readonly commands: CommandBus, private readonly members: ActiveMembers,
    @Inject(ROWS) private readonly rows: RowReader, @Inject(PROGRESS) private readonly progress: Progress,
  ) {}

  @Post()
  @OpenTo(['member', 'service'])
  @ApiOperation({ summary: 'Ask to be called by the next available agent (K1–K4, E9, L6).' })
  @Answers(201, 'CallbackEssentials')
  async request(
    @ForMember() { teamId, memberId }: MemberRef, @Enveloped() envelope: CommandEnvelope, @Body() body: RequestCallbackBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const callbackId = derivedId('callback', envelope.commandId);
    const outcome = await this.commands.execute(
      new ToCallback(envelope, callbackId, { type: 'RequestCallback', callbackId, teamId, requesterId: memberId, ...body }),
    );
    const callback = stateAfter(reply, outcome);
    const seen = !isRefusal(outcome) && await this.progress.reached(outcome.position, ['callback-queue'], QUEUE_PATIENCE_MS);
    const placed = seen ? await callbackOf(this.rows, { teamId, requesterId: memberId }, callbackId) : undefined;
    return callbackEssentials(callback, placed?.position ?? null);
  }

  @Get(':callbackId')
  @OpenTo(['member', 'service'], ['callback-queue'])
  @ApiOperation({ summary: 'How a callback of your own stands, and its place in the queue (K4).' })
  @Answers(200, 'CallbackEssentials')
  async one(@ForMember() { teamId, memberId }: MemberRef, @Param('callbackId', IdPipe) callbackId: string) {
    await this.members.assert({ teamId, memberId });
    const placed = await callbackOf(this.rows, { teamId, requesterId: memberId }, callbackId);
    if (!placed) throw new Problem(404, 'callback-not-found', 'There is no such callback.', { rule: 'V4' });
    return callbackEssentials(placed.callback, placed.position);
  }

  @Delete(':callbackId')
  @HttpCode(200)
  @OpenTo(['member', 'service'])
  @ApiOperation({ summary: 'Take a waiting callback back.' })
  @Answers(200, 'CallbackEssentials')
  async cancel(
    @ForMember() { teamId, memberId }: MemberRef, @Enveloped() envelope: CommandEnvelope, @Param('callbackId', IdPipe) callbackId: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    await this.members.assert({ teamId, memberId });
    const command = new ToCallback(envelope, callbackId, { type: 'CancelCallback', teamId, requesterId: memberId });
    return callbackEssentials(stateAfter(reply, await this.commands.execute(command)), null);
  }
}

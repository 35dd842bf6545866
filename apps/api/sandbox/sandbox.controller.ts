import { ClockMoveCommandMessage, type CommandEnvelope, derivedId, EngineClock } from '@ledgerdesk/application';
import { MAX_MOVE_DAYS } from '@ledgerdesk/domain';
import { millisOfDuration } from '@ledgerdesk/kernel';
import { Body, Controller, Get, HttpCode, Inject, Post, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiOkResponse, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { AllowedRoles } from '../platform/auth/access.js';
import { Problem } from '../platform/http/problem.js';
import { replyWith } from '../platform/http/reply-with.js';
import { leaveQueue } from '../platform/http/request-queue.js';
import { Envelope } from '../platform/http/request-envelope.js';
import { SANDBOX_CLOCK } from '../platform/tokens.js';
import { MoveClockBody } from './move-clock.dto.js';
import type { SandboxClock } from '../platform/sandbox-clock.js';
import { SANDBOX_SCHEMAS } from './sandbox.schemas.js';
import { toClockMove, toSandboxClock } from './sandbox-clock.view.js';

/** Longest wait of a request for a move, in ms: clients and proxies often give up after 30 seconds. */
const WAIT_MS = 25_000;
/** When a client should look again, in seconds. */
const RETRY_AFTER = '2';

const noSandbox = (): Problem =>
  new Problem(404, 'no-sandbox-clock', 'The clock of this engine cannot be moved. Start it with CLOCK_START.');

/** Moves the simulated clock of a sandbox, for tests of what falls due later. */
@ApiTags('operator')
@Controller('v1/sandbox/clock')
export class SandboxController {
  constructor(
    private readonly commands: CommandBus,
    private readonly clock: EngineClock,
    @Inject(SANDBOX_CLOCK) private readonly sandbox: SandboxClock | null,
  ) {}

  @Get()
  @AllowedRoles(['operator'])
  @ApiOperation({
    operationId: 'getSandboxClock',
    summary: 'Get the simulated clock',
    description: 'The time of a sandbox, and its last move. 404 unless the engine was started with `CLOCK_START`.',
  })
  @ApiOkResponse({ schema: SANDBOX_SCHEMAS.SandboxClock })
  get() {
    return toSandboxClock(this.clock.now(), this.required().latest());
  }

  @Post()
  @HttpCode(200)
  @AllowedRoles(['operator'])
  @ApiOperation({
    operationId: 'moveSandboxClock',
    summary: 'Move the simulated clock',
    description:
      'Moves the clock of a sandbox forward, to an instant or by a duration, and responds when all that falls due by ' +
      'then is recorded, in order and with its own time: breaches, renewals, digests, closed tickets, chats that ' +
      'time out. If that takes longer than 25 seconds, the response is 202 and the move goes on: ask ' +
      '`GET /v1/sandbox/clock`, or repeat the request with its `Idempotency-Key`. One move at a time, by ' +
      `${MAX_MOVE_DAYS} days at most. 404 unless the engine was started with \`CLOCK_START\`.`,
  })
  @ApiOkResponse({ schema: SANDBOX_SCHEMAS.ClockMove })
  @ApiResponse({
    status: 202,
    description: 'The clock is still moving.',
    schema: SANDBOX_SCHEMAS.ClockMove,
    headers: {
      'Retry-After': { description: 'Seconds after which to ask again.', schema: { type: 'integer' }, example: 2 },
      Location: { description: 'Where to ask.', schema: { type: 'string' }, example: '/v1/sandbox/clock' },
    },
  })
  async move(
    @Envelope() envelope: CommandEnvelope,
    @Body() { to, by }: MoveClockBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const sandbox = this.required();
    const moveId = derivedId('clock-move', envelope.commandId);
    const input = {
      type: 'MoveClock',
      moveId,
      to: to ?? null,
      byMs: by === undefined ? null : millisOfDuration(by),
    } as const;
    const { latest } = replyWith(reply, await this.commands.execute(new ClockMoveCommandMessage(envelope, input)));
    if (latest === undefined) throw new Error('The move was accepted, but the clock does not move.');
    // A request that only waits must not keep others from being handled.
    leaveQueue(reply.request.raw);
    const ended = await sandbox.waitFor(moveId, WAIT_MS);
    if (ended) void reply.header('ledger-position', ended.position);
    else void reply.code(202).header('retry-after', RETRY_AFTER).header('location', '/v1/sandbox/clock');
    return toClockMove(ended ?? latest);
  }

  private required(): SandboxClock {
    if (this.sandbox === null) throw noSandbox();
    return this.sandbox;
  }
}

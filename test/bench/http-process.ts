import 'reflect-metadata';
import { Body, Controller, Module, Post, type DynamicModule } from '@nestjs/common';
import { Command, CommandBus, CommandHandler, CqrsModule, type ICommandHandler } from '@nestjs/cqrs';
import { type Clock, instantOf, millisOf } from '@ledgerdesk/kernel';
import { realTimers } from '@ledgerdesk/runtime';
import { OpenTicketBody } from '../../apps/api/tickets/ticket.dto.js';
import { AllowedRoles } from '../../apps/api/platform/auth/access.js';
import { CurrentMember } from '../../apps/api/platform/auth/current-caller.js';
import type { MemberRef } from '../../apps/api/platform/auth/caller.js';
import { createServer } from '../../apps/server/http-server.js';
import { issueToken } from '../../apps/cli/token/token.command.js';
import { openEngine, settingsFrom } from '../../apps/server/index.js';
import { IdleMemory } from '../../apps/server/idle-memory.js';
import { BACKLOG } from '../../apps/server/start-server.js';
import { CONSTANT_TICKET } from './constant-ticket.js';
import { prepareTeam } from './prepared-team.js';
import { MEMBER, TEAM } from './bench-engine.js';
import { endWithParent } from './end-with-parent.js';

class Constant extends Command<typeof CONSTANT_TICKET> {
  constructor(
    readonly member: MemberRef,
    readonly body: OpenTicketBody,
  ) {
    super();
  }
}

@CommandHandler(Constant)
class ConstantHandler implements ICommandHandler<Constant> {
  async execute() {
    return CONSTANT_TICKET;
  }
}

@Controller('bench')
class ConstantController {
  constructor(private readonly commands: CommandBus) {}

  @Post('constant')
  @AllowedRoles(['member', 'service'])
  answer(@CurrentMember() member: MemberRef, @Body() body: OpenTicketBody) {
    return this.commands.execute(new Constant(member, body));
  }
}

@Module({ imports: [CqrsModule], controllers: [ConstantController], providers: [ConstantHandler] })
class ConstantModule {}

/** What the parent process asks of the server. */
export type ServerRequest = 'memory' | 'next-timer' | { readonly moveClockMs: number };

/** Its data folder, its roles, and further settings in JSON; and whether the parent process moves its clock. */
const [, , folder = '', roles = 'http', more = '{}', movable = ''] = process.argv;
endWithParent();
process.env['DATA_DIR'] = folder;
let movedMs = 0;
const clock: Clock = { now: () => instantOf(Date.now() + movedMs) };
const engine = await openEngine(
  settingsFrom({
    DATA_DIR: folder,
    ROLES: roles,
    LOG_LEVEL: 'error',
    RATE_LIMIT: '0',
    CONNECTIONS_PER_ADDRESS: '10000',
    ...(JSON.parse(more) as Record<string, string>),
  }),
  movable === 'movable' ? { time: { clock, timers: realTimers } } : {},
);
const extra: DynamicModule = { module: ConstantModule };
const server = await createServer(engine, [extra]);
new IdleMemory();
await prepareTeam(server);
await server.app.listen({ port: 0, host: '127.0.0.1', backlog: BACKLOG });
const token = await issueToken({ kind: 'member', subject: MEMBER, team: TEAM, days: 1 });
process.send?.({ url: await server.app.getUrl(), token });

/** How long, in ms, no timer will fire: 0 while one is due or in flight; null without timers. */
const msToNextTimer = (): number | null => {
  const { inFlight = 0, nextAt } = engine.workers.timerStatus() ?? {};
  if (nextAt === undefined) return null;
  return inFlight > 0 ? 0 : Math.max(0, millisOf(nextAt) - millisOf(clock.now()));
};

const answer = (request: ServerRequest): number | null => {
  if (request === 'memory') return process.memoryUsage.rss();
  if (request === 'next-timer') return msToNextTimer();
  movedMs += request.moveClockMs;
  return movedMs;
};
process.on('message', (request: ServerRequest) => process.send?.(answer(request)));

import 'reflect-metadata';
import { Body, Controller, Module, Post, type DynamicModule } from '@nestjs/common';
import { Command, CommandBus, CommandHandler, CqrsModule, type ICommandHandler } from '@nestjs/cqrs';
import { OpenTicketBody } from '../../apps/api/tickets/ticket.dto.js';
import { AllowedRoles } from '../../apps/api/platform/auth/access.js';
import { CurrentMember } from '../../apps/api/platform/auth/current-caller.js';
import type { MemberRef } from '../../apps/api/platform/auth/caller.js';
import { createServer } from '../../apps/server/http-server.js';
import { issueToken } from '../../apps/cli/token/token.command.js';
import { openEngine, settingsFrom } from '../../apps/server/index.js';
import { IdleMemory } from '../../apps/server/idle-memory.js';
import { BACKLOG } from '../../apps/server/start-server.js';
import { prepareTeam } from './prepared-team.js';
import { MEMBER, TEAM } from './bench-engine.js';

/** A constant response in the form of a ticket. */
const ANSWER = {
  ticketId: 'db16dc3c-fb08-5b24-9ba1-ca45dd2acde0',
  status: 'open',
  product: 'dropbox',
  issueType: 'sync_upload',
  openedAt: '2026-11-23T00:23:50.239Z',
  responseDueAt: '2026-11-23T01:23:50.239Z',
  servedLanguage: 'en',
  assignedTo: null,
  response: {
    state: 'running',
    clock: 1,
    startedAt: '2026-11-23T00:23:50.239Z',
    riskAt: '2026-11-23T01:08:50.239Z',
    dueAt: '2026-11-23T01:23:50.239Z',
    breachedAt: null,
    answeredAt: null,
  },
  entitlement: { addOn: 'dropbox', source: 'team', level: 'essentials', targetMinutes: 240 },
};

class Constant extends Command<typeof ANSWER> {
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
    return ANSWER;
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

/** Its data folder, its roles, and further settings in JSON. */
const [, , folder = '', roles = 'http', more = '{}'] = process.argv;
process.env['DATA_DIR'] = folder;
const engine = await openEngine(
  settingsFrom({
    DATA_DIR: folder,
    ROLES: roles,
    LOG_LEVEL: 'error',
    RATE_LIMIT: '0',
    CONNECTIONS_PER_ADDRESS: '10000',
    ...(JSON.parse(more) as Record<string, string>),
  }),
);
const extra: DynamicModule = { module: ConstantModule };
const server = await createServer(engine, [extra]);
new IdleMemory();
await prepareTeam(server);
await server.app.listen({ port: 0, host: '127.0.0.1', backlog: BACKLOG });
const token = await issueToken({ kind: 'member', subject: MEMBER, team: TEAM, days: 1 });
process.send?.({ url: await server.app.getUrl(), token });
process.on('message', () => process.send?.(process.memoryUsage.rss()));

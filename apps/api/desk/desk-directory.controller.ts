import { CommandExecutor, EngineClock, POLICIES, type PolicyTimeline } from '@ledgerdesk/application';
import { agentDecider } from '@ledgerdesk/domain';
import { agentStream, liveStream } from '@ledgerdesk/events';
import { agentOf, agents, agentsBy, liveQueue, liveRequest, NAME_MODELS, namesOf } from '@ledgerdesk/projections';
import type { Presence } from '@ledgerdesk/presence';
import type { RowReader } from '@ledgerdesk/read-store';
import { Controller, Get, Inject, Param, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { assertPresent, NoPastParams } from '../platform/as-of/no-past.dto.js';
import { AllowedRoles } from '../platform/auth/access.js';
import type { Caller } from '../platform/auth/caller.js';
import { CurrentCaller } from '../platform/auth/current-caller.js';
import { IdPipe } from '../platform/http/id.pipe.js';
import { mapPage, valueOrThrow } from '../platform/http/paging.js';
import { Problem } from '../platform/http/problem.js';
import { etagOf } from '../platform/http/revision.js';
import { PRESENCE, ROWS } from '../platform/tokens.js';
import { AgentsQuery } from './desk-directory.dto.js';
import { DESK_DIRECTORY_SCHEMAS } from './desk-directory.schemas.js';
import { toAgentDetails, toOwnState, toPresentAgent } from './desk-directory.view.js';

/** Agents: the caller, and all of them. To read this is no heartbeat. */
@ApiTags('agent')
@Controller('v1/desk')
export class DeskDirectoryController {
  constructor(
    private readonly executor: CommandExecutor,
    private readonly clock: EngineClock,
    @Inject(POLICIES) private readonly policies: PolicyTimeline,
    @Inject(PRESENCE) private readonly presence: Presence,
    @Inject(ROWS) private readonly rows: RowReader,
  ) {}

  @Get('me')
  @AllowedRoles(['agent'], { reads: [...NAME_MODELS, liveQueue.name] })
  @ApiOperation({
    operationId: 'getMeAsAgent',
    summary: 'Get yourself as an agent',
    description:
      'Your registration, your availability and the chat or callback that you work on. To read this is no heartbeat: ' +
      'repeat `PUT /v1/desk/availability` to stay available.',
  })
  @ApiOkResponse({ schema: DESK_DIRECTORY_SCHEMAS.OwnAgent })
  async me(@CurrentCaller() { actor: { id: agentId } }: Caller, @Query() past: NoPastParams) {
    assertPresent(past);
    const [{ state: agent }, row, lastSeenAt] = await Promise.all([
      this.executor.views.load(agentDecider, agentStream(agentId)),
      agentOf(this.rows, agentId),
      this.presence.lastSeen(agentId),
    ]);
    const request = agent?.engaged ? await liveRequest(this.rows, liveStream(agent.engaged)) : undefined;
    const ofRequest = request && {
      teams: [request.teamId],
      members: [{ teamId: request.teamId, memberId: request.requesterId }],
    };
    const names = await namesOf(this.rows, ofRequest ?? {});
    const own = { agent, name: row?.name ?? null, lastSeenAt, request, names };
    return toOwnState(agentId, own, this.policies.at(this.clock.now()));
  }

  @Get('agents')
  @AllowedRoles(['agent', 'operator', 'sales'], { reads: [agents.name] })
  @ApiOperation({
    operationId: 'listAgents',
    summary: 'List agents',
    description:
      'Agents by name, with their presence. Those who are not registered are listed once they have taken a chat or ' +
      'callback, first. With filters, at most 1,000 agents are looked at for a page: it may then have fewer items ' +
      'than `limit`, even none, and a `next`.',
  })
  @ApiOkResponse({ schema: DESK_DIRECTORY_SCHEMAS.AgentPage })
  async list(@Query() query: AgentsQuery) {
    assertPresent(query);
    const page = valueOrThrow(await agentsBy(this.rows, query, query));
    const seen = await this.presence.lastSeenOf(page.items.map(({ agentId }) => agentId));
    return mapPage(page, (agent) => toPresentAgent(agent, seen));
  }

  @Get('agents/:agentId')
  @AllowedRoles(['agent', 'operator', 'sales'], { reads: [agents.name] })
  @ApiOperation({
    operationId: 'getAgent',
    summary: 'Get an agent',
    description: 'Registration, availability and current work of an agent. The list of agents has the presence.',
  })
  @ApiOkResponse({ schema: DESK_DIRECTORY_SCHEMAS.AgentDetails })
  async agent(@Param('agentId', IdPipe) agentId: string, @Res({ passthrough: true }) reply: FastifyReply) {
    const agent = await agentOf(this.rows, agentId);
    if (!agent) throw new Problem(404, 'agent-not-found', 'Agent not found.');
    void reply.header('etag', etagOf(agent.revision));
    return toAgentDetails(agent);
  }
}

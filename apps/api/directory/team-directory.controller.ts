import { EngineClock } from '@ledgerdesk/application';
import { teamQuery, teams, teamsBy } from '@ledgerdesk/projections';
import type { RowReader } from '@ledgerdesk/read-store';
import type { Asker } from '@ledgerdesk/runtime';
import { Controller, Get, Inject, Param, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { AsOfParams } from '../platform/as-of/as-of.dto.js';
import { CurrentAsker } from '../platform/as-of/asker.js';
import { ReadModels } from '../platform/as-of/read-models.js';
import { AllowedRoles } from '../platform/auth/access.js';
import { IdPipe } from '../platform/http/id.pipe.js';
import { mapPage, valueOrThrow } from '../platform/http/paging.js';
import { Problem } from '../platform/http/problem.js';
import { etagOf } from '../platform/http/revision.js';
import { ROWS } from '../platform/tokens.js';
import { TeamsQuery } from './directory.dto.js';
import { DIRECTORY_SCHEMAS } from './directory.schemas.js';
import { toTeamDetails } from './directory.view.js';

/** Teams, for staff. */
@ApiTags('directory')
@Controller('v1/teams')
export class TeamDirectoryController {
  constructor(
    private readonly models: ReadModels,
    private readonly clock: EngineClock,
    @Inject(ROWS) private readonly rows: RowReader,
  ) {}

  @Get()
  @AllowedRoles(['operator', 'sales', 'agent'], { reads: [teams.name] })
  @ApiOperation({
    operationId: 'listTeams',
    summary: 'List teams',
    description:
      'Teams by name. With filters, at most 1,000 teams are looked at for a page: it may then have fewer items than ' +
      '`limit`, even none, and a `next`.',
  })
  @ApiOkResponse({ schema: DIRECTORY_SCHEMAS.TeamPage })
  async list(@Query() query: TeamsQuery) {
    const now = this.clock.now();
    return mapPage(valueOrThrow(await teamsBy(this.rows, query, query)), (row) => toTeamDetails(row, now));
  }

  @Get(':teamId')
  @AllowedRoles(['operator', 'sales', 'agent'], { reads: [teams.name] })
  @ApiOperation({
    operationId: 'getTeam',
    summary: 'Get a team',
    description: 'A team, current or as of an earlier position or instant. The current one has an ETag.',
  })
  @ApiOkResponse({ schema: DIRECTORY_SCHEMAS.TeamDetails })
  async team(
    @Param('teamId', IdPipe) teamId: string,
    @Query() past: AsOfParams,
    @CurrentAsker() asker: Asker,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const moment = await this.models.moment(past, asker);
    const team = await this.models.query(teamQuery, { teamId }, { moment });
    if (!team) throw new Problem(404, 'team-not-found', 'Team not found.');
    // Terms of billing that have begun since the last event change the team, but not its revision.
    const isRevision = team.scheduledBilling === null || moment.at < team.scheduledBilling.effectiveAt;
    if (past.asOf === undefined && isRevision) void reply.header('etag', etagOf(team.revision));
    return toTeamDetails(team, moment.at);
  }
}

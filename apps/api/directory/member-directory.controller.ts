import { memberOf, members, membersOf, teamOf, teams } from '@ledgerdesk/projections';
import type { RowReader } from '@ledgerdesk/read-store';
import { Controller, Get, Inject, Param, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { AllowedRoles } from '../platform/auth/access.js';
import { IdPipe } from '../platform/http/id.pipe.js';
import { mapPage, valueOrThrow } from '../platform/http/paging.js';
import { Problem } from '../platform/http/problem.js';
import { etagOf } from '../platform/http/revision.js';
import { ROWS } from '../platform/tokens.js';
import { MembersQuery } from './directory.dto.js';
import { DIRECTORY_SCHEMAS } from './directory.schemas.js';
import { toMemberDetails } from './directory.view.js';

/** Members of teams, for staff. */
@ApiTags('directory')
@Controller('v1/teams/:teamId/members')
export class MemberDirectoryController {
  constructor(@Inject(ROWS) private readonly rows: RowReader) {}

  @Get()
  @AllowedRoles(['operator', 'sales', 'agent'], { reads: [teams.name, members.name] })
  @ApiOperation({
    operationId: 'listMembersOfTeam',
    summary: 'List the members of a team',
    description:
      'Members by name, former ones included. With `q`, `role` or `champion`, at most 1,000 members are looked at ' +
      'for a page: it may then have fewer items than `limit`, even none, and a `next`.',
  })
  @ApiOkResponse({ schema: DIRECTORY_SCHEMAS.MemberPage })
  async list(@Param('teamId', IdPipe) teamId: string, @Query() { champion, ...query }: MembersQuery) {
    await this.assertTeam(teamId);
    const filter = { ...query, champion: champion === undefined ? undefined : champion === 'true' };
    const page = valueOrThrow(await membersOf(this.rows, teamId, filter, query));
    return mapPage(page, toMemberDetails);
  }

  @Get(':memberId')
  @AllowedRoles(['operator', 'sales', 'agent'], { reads: [teams.name, members.name] })
  @ApiOperation({
    operationId: 'getMember',
    summary: 'Get a member',
    description: 'A member of a team, present or past.',
  })
  @ApiOkResponse({ schema: DIRECTORY_SCHEMAS.MemberDetails })
  async member(
    @Param('teamId', IdPipe) teamId: string,
    @Param('memberId', IdPipe) memberId: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    await this.assertTeam(teamId);
    const member = await memberOf(this.rows, { teamId, memberId });
    if (!member) throw new Problem(404, 'member-not-found', 'Member not found.');
    void reply.header('etag', etagOf(member.revision));
    return toMemberDetails(member);
  }

  private async assertTeam(teamId: string): Promise<void> {
    if (!(await teamOf(this.rows, teamId))) throw new Problem(404, 'team-not-found', 'Team not found.');
  }
}

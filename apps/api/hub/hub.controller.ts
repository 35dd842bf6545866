import { CommandExecutor, MemberAccess, EngineClock, type PolicyTimeline, POLICIES } from '@ledgerdesk/application';
import { rankResources, teamDecider, type TextLanguage } from '@ledgerdesk/domain';
import { teamStream } from '@ledgerdesk/events';
import { hubDashboardQuery, requestHistoryQuery } from '@ledgerdesk/projections';
import { type Asker, isIncluded, type Until } from '@ledgerdesk/runtime';
import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { problemOf } from '../platform/http/problem.js';
import { ReaderLanguage } from '../platform/http/reader-language.js';
import { AsOfParams } from '../platform/as-of/as-of.dto.js';
import { CurrentAsker } from '../platform/as-of/asker.js';
import { ReadModels } from '../platform/as-of/read-models.js';
import { AllowedRoles } from '../platform/auth/access.js';
import { CurrentMember } from '../platform/auth/current-caller.js';
import type { MemberRef } from '../platform/auth/caller.js';
import { RecommendationsQuery } from './recommendations.dto.js';
import { toRecommendation } from './recommendation.view.js';
import { DASHBOARD_SCHEMAS } from './dashboard.schemas.js';
import { RECOMMENDATION_SCHEMAS } from './recommendation.schemas.js';

/** The hub of admins (H1–H4, C4). As-of queries also require current access. */
@ApiTags('hub')
@Controller('v1/hub')
export class HubController {
  constructor(
    private readonly access: MemberAccess,
    private readonly executor: CommandExecutor,
    private readonly clock: EngineClock,
    private readonly models: ReadModels,
    @Inject(POLICIES) private readonly policies: PolicyTimeline,
  ) {}

  @Get('dashboard')
  @AllowedRoles(['member', 'service'], { reads: ['dashboard', 'issue-patterns', 'product-patterns'] })
  @ApiOperation({
    operationId: 'getDashboard',
    summary: 'Get the dashboard',
    description: 'Totals and patterns of your own tickets, current or as of an earlier position or instant (D1–D6).',
  })
  @ApiOkResponse({ schema: DASHBOARD_SCHEMAS.Dashboard })
  async dashboard(@CurrentMember() member: MemberRef, @Query() past: AsOfParams, @CurrentAsker() asker: Asker) {
    const requester = await this.requesterOf(member);
    const moment = await this.models.moment(past, asker);
    const plan = await this.planOf(member.teamId, moment.until);
    return this.models.query(hubDashboardQuery, { requester, plan }, { moment });
  }

  @Get('recommendations')
  @AllowedRoles(['member', 'service'], { reads: ['recommendations'] })
  @ApiOperation({
    operationId: 'listRecommendations',
    summary: 'List recommendations',
    description: 'Articles, videos and courses based on your own tickets, highest score first (M1–M4).',
  })
  @ApiOkResponse({ schema: RECOMMENDATION_SCHEMAS.Recommendations })
  async recommendations(
    @CurrentMember() member: MemberRef,
    @ReaderLanguage() language: TextLanguage,
    @Query() { limit = 10, ...past }: RecommendationsQuery,
    @CurrentAsker() asker: Asker,
  ) {
    const requester = await this.requesterOf(member);
    const moment = await this.models.moment(past, asker);
    const history = await this.models.query(requestHistoryQuery, { requester, at: moment.at }, { moment });
    const { catalogue } = this.policies.at(moment.at);
    return {
      catalogueVersion: catalogue.version,
      items: rankResources(catalogue, history)
        .slice(0, limit)
        .map((ranked) => toRecommendation(ranked, language)),
    };
  }

  /** The member as a requester. Throws Problem without access to the hub. */
  private async requesterOf({ teamId, memberId }: MemberRef) {
    const refused = await this.access.hubRefusal(teamId, memberId, this.clock.now());
    if (refused) throw problemOf(refused);
    return { teamId, requesterId: memberId };
  }

  /** D5, D6: the products that the team used at a point of the log. */
  private async planOf(teamId: string, until: Until): Promise<readonly string[]> {
    const { views, streams } = this.executor;
    const stream = teamStream(teamId);
    const { state } =
      'head' in until
        ? await views.load(teamDecider, stream)
        : await streams.loadWhere(teamDecider, stream, (event) => isIncluded(until, event));
    return state?.products ?? [];
  }
}

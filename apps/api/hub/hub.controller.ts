import { CommandExecutor, MemberAccess, Recorder, type PolicyTimeline, POLICIES } from '@ledgerdesk/application';
import { recommended, teamDecider } from '@ledgerdesk/domain';
import { type ServedLanguage, teamStream } from '@ledgerdesk/events';
import { issuePatternsOf, productPatternsOf, requestHistoryOf, ticketTotals } from '@ledgerdesk/projections';
import { isWithin, type Until } from '@ledgerdesk/runtime';
import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { problemOf } from '../platform/http/problem.js';
import { ReaderLanguage } from '../platform/http/reader-language.js';
import { AsOfParams } from '../platform/as-of/as-of.dto.js';
import { ReadModels } from '../platform/as-of/read-models.js';
import { AllowedRoles } from '../platform/auth/access.js';
import { CurrentMember } from '../platform/auth/current-caller.js';
import type { MemberRef } from '../platform/auth/caller.js';
import { RecommendationsQuery } from './recommendations.dto.js';
import { toRecommendation } from './recommendation.view.js';
import { DASHBOARD_SCHEMAS } from './dashboard.schemas.js';
import { RECOMMENDATION_SCHEMAS } from './recommendation.schemas.js';

/** The hub of admins (H1–H4, C4). Whoever may open it now may ask what their own was like before. */
@ApiTags('hub')
@Controller('v1/hub')
export class HubController {
  constructor(
    private readonly access: MemberAccess,
    private readonly executor: CommandExecutor,
    private readonly recorder: Recorder,
    private readonly models: ReadModels,
    @Inject(POLICIES) private readonly policies: PolicyTimeline,
  ) {}

  @Get('dashboard')
  @AllowedRoles(['member', 'service'], { reads: ['dashboard', 'issue-patterns', 'product-patterns'] })
  @ApiOperation({
    summary: 'Open and all requests, issue and product patterns, of your own, now or as of a moment (D1–D6).',
  })
  @ApiOkResponse({ schema: DASHBOARD_SCHEMAS.Dashboard })
  async dashboard(@CurrentMember() member: MemberRef, @Query() past: AsOfParams) {
    const requester = await this.admitted(member);
    return this.models.ask(
      past,
      { names: ['dashboard', 'issue-patterns', 'product-patterns'], requester },
      async (rows, { until }) => {
        const issueTypes = await issuePatternsOf(rows, requester);
        const products = (await this.severalProducts(member.teamId, until))
          ? { products: await productPatternsOf(rows, requester) }
          : {};
        return { ...(await ticketTotals(rows, requester)), issueTypes, ...products };
      },
    );
  }

  @Get('recommendations')
  @AllowedRoles(['member', 'service'], { reads: ['recommendations'] })
  @ApiOperation({
    summary:
      'Articles, videos and courses that go by what you have asked, the best first, each with its reason (M1–M4).',
  })
  @ApiOkResponse({ schema: RECOMMENDATION_SCHEMAS.Recommendations })
  async recommendations(
    @CurrentMember() member: MemberRef,
    @ReaderLanguage() language: ServedLanguage,
    @Query() { limit = 10, ...past }: RecommendationsQuery,
  ) {
    const requester = await this.admitted(member);
    return this.models.ask(past, { names: ['recommendations'], requester }, async (rows, { at }) => {
      const { catalogue } = this.policies.at(at);
      const ranked = recommended(catalogue, await requestHistoryOf(rows, requester, at));
      return {
        catalogueVersion: catalogue.version,
        items: ranked.slice(0, limit).map((one) => toRecommendation(one, language)),
      };
    });
  }

  /** The member as a requester; throws for someone whom the hub is closed to. */
  private async admitted({ teamId, memberId }: MemberRef) {
    const refused = await this.access.hubRefused(teamId, memberId, this.recorder.clock.now());
    if (refused) throw problemOf(refused);
    return { teamId, requesterId: memberId };
  }

  /** D6: product patterns only where the plan comprises several products. */
  private async severalProducts(teamId: string, until: Until): Promise<boolean> {
    const { state } = await this.executor.streams.loadWhere(teamDecider, teamStream(teamId), (event) =>
      isWithin(until, event),
    );
    return (state?.products.length ?? 0) > 1;
  }
}

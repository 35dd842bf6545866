import { CommandExecutor, MemberAccess, Recorder, type RuleBook, RULES } from '@ledgerdesk/application';
import { recommended, teamDecider } from '@ledgerdesk/domain';
import { type ServedLanguage, teamStream } from '@ledgerdesk/events';
import { issuePatternsOf, productPatternsOf, requestHistoryOf, totalsOf } from '@ledgerdesk/projections';
import type { RowReader } from '@ledgerdesk/read-store';
import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Answers } from '../answers/index.js';
import { problemOf } from '../http/problem.js';
import { ForReader } from '../http/reader-language.js';
import { OpenTo } from '../sign-in/access.js';
import { ForMember } from '../sign-in/called-by.js';
import type { MemberRef } from '../sign-in/caller.js';
import { ROWS } from '../tokens.js';
import { RecommendationsQuery } from './hub.dto.js';
import { shownRecommendation } from './recommendation.view.js';

/** The hub of admins (H1–H4, C4). */
@ApiTags('hub')
@Controller('v1/hub')
export class HubController {
  constructor(
    private readonly access: MemberAccess, private readonly executor: CommandExecutor, private readonly recorder: Recorder,
    @Inject(ROWS) private readonly rows: RowReader, @Inject(RULES) private readonly rules: RuleBook,
  ) {}

  @Get('dashboard')
  @OpenTo(['member', 'service'], ['dashboard', 'issue-patterns', 'product-patterns'])
  @ApiOperation({ summary: 'Open and all requests, issue and product patterns, of your own (D1–D6).' })
  @Answers(200, 'Dashboard')
  async dashboard(@ForMember() { teamId, memberId }: MemberRef) {
    const refused = await this.access.hubRefused(teamId, memberId, this.recorder.clock.now());
    if (refused) throw problemOf(refused);
    const requester = { teamId, requesterId: memberId };
    const issueTypes = await issuePatternsOf(this.rows, requester);
    const products = await this.severalProducts(teamId) ? { products: await productPatternsOf(this.rows, requester) } : {};
    return { ...await totalsOf(this.rows, requester), issueTypes, ...products };
  }

  @Get('recommendations')
  @OpenTo(['member', 'service'], ['recommendations'])
  @ApiOperation({ summary: 'Articles, videos and courses that go by what you have asked, the best first, each with its reason (M1–M4).' })
  @Answers(200, 'Recommendations')
  async recommendations(@ForMember() { teamId, memberId }: MemberRef, @ForReader() language: ServedLanguage, @Query() { limit = 10 }: RecommendationsQuery) {
    const now = this.recorder.clock.now();
    const refused = await this.access.hubRefused(teamId, memberId, now);
    if (refused) throw problemOf(refused);
    const { catalogue } = this.rules.at(now);
    const past = await requestHistoryOf(this.rows, { teamId, requesterId: memberId }, now);
    return { catalogueVersion: catalogue.version, items: recommended(catalogue, past).slice(0, limit).map((one) => shownRecommendation(one, language)) };
  }

  /** D6: product patterns only where the plan comprises several products. */
  private async severalProducts(teamId: string): Promise<boolean> {
    const { state } = await this.executor.streams.load(teamDecider, teamStream(teamId));
    return (state?.products.length ?? 0) > 1;
  }
}

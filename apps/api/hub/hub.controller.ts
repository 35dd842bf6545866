import { CommandExecutor, MemberAccess, Recorder } from '@ledgerdesk/application';
import { teamDecider } from '@ledgerdesk/domain';
import { teamStream } from '@ledgerdesk/events';
import { issuePatternsOf, productPatternsOf, totalsOf } from '@ledgerdesk/projections';
import type { RowReader } from '@ledgerdesk/read-store';
import { Controller, Get, Inject } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Answers } from '../answers/index.js';
import { problemOf } from '../http/problem.js';
import { OpenTo } from '../sign-in/access.js';
import { ForMember } from '../sign-in/called-by.js';
import type { MemberRef } from '../sign-in/caller.js';
import { ROWS } from '../tokens.js';

/** The hub of admins (H1–H4, C4). */
@ApiTags('hub')
@Controller('v1/hub')
export class HubController {
  constructor(
    private readonly access: MemberAccess, private readonly executor: CommandExecutor, private readonly recorder: Recorder,
    @Inject(ROWS) private readonly rows: RowReader,
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

  /** D6: product patterns only where the plan comprises several products. */
  private async severalProducts(teamId: string): Promise<boolean> {
    const { state } = await this.executor.streams.load(teamDecider, teamStream(teamId));
    return (state?.products.length ?? 0) > 1;
  }
}

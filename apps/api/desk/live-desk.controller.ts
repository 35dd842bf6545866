import { EngineClock, POLICIES, type PolicyTimeline } from '@ledgerdesk/application';
import { resumesAt } from '@ledgerdesk/domain';
import { idleAgents, liveAgents, lineSummaries, liveQueue } from '@ledgerdesk/projections';
import type { RowReader } from '@ledgerdesk/read-store';
import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { assertPresent, NoPastParams } from '../platform/as-of/no-past.dto.js';
import { AllowedRoles } from '../platform/auth/access.js';
import { ROWS } from '../platform/tokens.js';
import { DESK_DIRECTORY_SCHEMAS } from './desk-directory.schemas.js';
import { toLiveDesk } from './desk-directory.view.js';

/** The live queues. */
@ApiTags('agent')
@Controller('v1/desk/live')
export class LiveDeskController {
  constructor(
    private readonly clock: EngineClock,
    @Inject(POLICIES) private readonly policies: PolicyTimeline,
    @Inject(ROWS) private readonly rows: RowReader,
  ) {}

  @Get()
  @AllowedRoles(['agent', 'operator'], { reads: [liveQueue.name, liveAgents.name] })
  @ApiOperation({
    operationId: 'getLiveQueues',
    summary: 'Get the live queues',
    description:
      'Each queue of chats or callbacks in which a request waits or is worked on: how many, for how long, and how ' +
      'many agents are free to serve it (K4).',
  })
  @ApiOkResponse({ schema: DESK_DIRECTORY_SCHEMAS.LiveDesk })
  async live(@Query() past: NoPastParams) {
    assertPresent(past);
    const now = this.clock.now();
    const policies = this.policies.at(now);
    const [summaries, idle] = await Promise.all([
      lineSummaries(this.rows, (row) => resumesAt(row, now, policies) !== null),
      idleAgents(this.rows),
    ]);
    return toLiveDesk(summaries, idle, policies);
  }
}

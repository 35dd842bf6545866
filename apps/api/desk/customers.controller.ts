import { EngineClock, POLICIES, type PolicyTimeline } from '@ledgerdesk/application';
import { addOnLedger, customerOf, NAME_MODELS, ticketList } from '@ledgerdesk/projections';
import type { RowReader } from '@ledgerdesk/read-store';
import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { AllowedRoles } from '../platform/auth/access.js';
import { IdPipe } from '../platform/http/id.pipe.js';
import { PageQuery, valueOrThrow } from '../platform/http/paging.js';
import { Problem } from '../platform/http/problem.js';
import { ROWS } from '../platform/tokens.js';
import { DESK_DIRECTORY_SCHEMAS } from './desk-directory.schemas.js';
import { toCustomer } from './desk-directory.view.js';

/** Requesters, for agents. */
@ApiTags('agent')
@Controller('v1/desk/customers')
export class CustomersController {
  constructor(
    private readonly clock: EngineClock,
    @Inject(POLICIES) private readonly policies: PolicyTimeline,
    @Inject(ROWS) private readonly rows: RowReader,
  ) {}

  @Get(':teamId/:memberId')
  @AllowedRoles(['agent'], { reads: [...NAME_MODELS, addOnLedger.name, ticketList.name] })
  @ApiOperation({
    operationId: 'getCustomer',
    summary: 'Get a customer',
    description:
      'A requester with team, add-ons, Champion level and a page of tickets, newest first. `limit` and `cursor` are ' +
      'those of the tickets.',
  })
  @ApiOkResponse({ schema: DESK_DIRECTORY_SCHEMAS.Customer })
  async customer(
    @Param('teamId', IdPipe) teamId: string,
    @Param('memberId', IdPipe) memberId: string,
    @Query() page: PageQuery,
  ) {
    const now = this.clock.now();
    const customer = valueOrThrow(await customerOf(this.rows, { teamId, memberId }, now, page));
    if (!customer) throw new Problem(404, 'member-not-found', 'Member not found.');
    return toCustomer(customer, this.policies.at(now));
  }
}

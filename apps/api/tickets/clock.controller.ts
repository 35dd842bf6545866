import { ResponseClockReader, type TicketOwner } from '@ledgerdesk/application';
import { Controller, Get, Param } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { IdPipe } from '../platform/http/id.pipe.js';
import { Problem } from '../platform/http/problem.js';
import { AllowedRoles } from '../platform/auth/access.js';
import { ActiveMembers } from '../platform/auth/active-members.js';
import { CurrentMember } from '../platform/auth/current-caller.js';
import type { MemberRef } from '../platform/auth/caller.js';
import { CLOCK_SCHEMAS } from './clock.schemas.js';

/** Explains due instants (E5, E6, L3, C2, C3). */
@ApiTags('requester')
@Controller('v1')
export class ClockController {
  constructor(
    private readonly clocks: ResponseClockReader,
    private readonly members: ActiveMembers,
  ) {}

  @Get('tickets/:ticketId/clock')
  @AllowedRoles(['member', 'service'])
  @ApiOperation({
    operationId: 'explainResponseClocksOfTicket',
    summary: 'Explain the response clocks of a ticket',
    description: 'Every clock, target and counted interval of your own ticket.',
  })
  @ApiOkResponse({ schema: CLOCK_SCHEMAS.TicketClocks })
  async own(@CurrentMember() member: MemberRef, @Param('ticketId', IdPipe) ticketId: string) {
    await this.members.require(member);
    return this.explain(ticketId, { teamId: member.teamId, requesterId: member.memberId });
  }

  @Get('desk/tickets/:ticketId/clock')
  @AllowedRoles(['agent', 'auditor', 'analyst'])
  @ApiOperation({
    operationId: 'explainResponseClocksOfAnyTicket',
    summary: 'Explain the response clocks of any ticket',
    description: 'Every clock, target and counted interval.',
  })
  @ApiOkResponse({ schema: CLOCK_SCHEMAS.DeskTicketClocks })
  async any(@Param('ticketId', IdPipe) ticketId: string) {
    return {
      ...(await this.explain(ticketId)),
      lineage: `/v1/read-models/response-report/rows/${ticketId}/lineage`,
    };
  }

  private async explain(ticketId: string, owner?: TicketOwner) {
    const explained = await this.clocks.explain(ticketId, owner);
    if (!explained) throw new Problem(404, 'ticket-not-found', 'Ticket not found.', { rule: 'V4' });
    return { ticketId, ...explained };
  }
}

import { ticketOf } from '@ledgerdesk/projections';
import type { RowReader } from '@ledgerdesk/read-store';
import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { AllowedRoles } from '../platform/auth/access.js';
import { ActiveMembers } from '../platform/auth/active-members.js';
import type { Caller } from '../platform/auth/caller.js';
import { CurrentCaller, requireMember } from '../platform/auth/current-caller.js';
import { IdPipe } from '../platform/http/id.pipe.js';
import { Problem } from '../platform/http/problem.js';
import { ROWS } from '../platform/tokens.js';
import { TicketProofQuery } from './ledger.dto.js';
import { LEDGER_SCHEMAS } from './ledger.schemas.js';
import { TicketProofs } from './ticket-proofs.js';

/** Proof of what the log says about a ticket. */
@ApiTags('auditor')
@Controller('v1/tickets')
export class TicketProofController {
  constructor(
    private readonly members: ActiveMembers,
    private readonly proofs: TicketProofs,
    @Inject(ROWS) private readonly rows: RowReader,
  ) {}

  @Get(':ticketId/proof')
  @AllowedRoles(['member', 'service', 'auditor'], { reads: ['ticket-list'] })
  @ApiOperation({
    operationId: 'proveTicket',
    summary: 'Prove what the log says about a ticket',
    description:
      'A bundle that anyone verifies offline with the public key of the log: its events, with proofs that lead to a ' +
      'signed checkpoint. Auditors get every event, requesters the public ones of their own ticket (V4).',
  })
  @ApiOkResponse({ schema: LEDGER_SCHEMAS.TicketBundle })
  async bundle(
    @CurrentCaller() caller: Caller,
    @Param('ticketId', IdPipe) ticketId: string,
    @Query() { from }: TicketProofQuery,
  ) {
    const scope = caller.kind === 'auditor' ? 'all' : 'public';
    if (scope === 'public') await this.requireOwn(caller, ticketId);
    const bundle = await this.proofs.bundle(ticketId, scope, from);
    if (bundle.events.length === 0) throw this.notFound();
    return bundle;
  }

  /** V4: to others, the ticket does not exist. */
  private async requireOwn(caller: Caller, ticketId: string): Promise<void> {
    const member = requireMember(caller);
    await this.members.require(member);
    const requester = { teamId: member.teamId, requesterId: member.memberId };
    if (!(await ticketOf(this.rows, requester, ticketId))) throw this.notFound();
  }

  private notFound(): Problem {
    return new Problem(404, 'ticket-not-found', 'Ticket not found.', { rule: 'V4' });
  }
}

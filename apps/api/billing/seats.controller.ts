import {
  type CommandEnvelope,
  derivedId,
  EngineClock,
  MemberAccess,
  POLICIES,
  type PolicyTimeline,
  SeatQuotes,
  TeamCommandMessage,
} from '@ledgerdesk/application';
import { isRefusal } from '@ledgerdesk/kernel';
import { Body, Controller, Delete, Inject, Param, Post, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { AllowedRoles } from '../platform/auth/access.js';
import type { Caller } from '../platform/auth/caller.js';
import { CurrentCaller } from '../platform/auth/current-caller.js';
import { IdPipe } from '../platform/http/id.pipe.js';
import { valueOrThrow } from '../platform/http/paging.js';
import { problemOf } from '../platform/http/problem.js';
import { replyWith } from '../platform/http/reply-with.js';
import { Envelope } from '../platform/http/request-envelope.js';
import { ApiRepeatable } from '../platform/openapi/operations.js';
import { SeatChangeBody, SeatQuoteBody } from './billing.dto.js';
import { assertBilling, buyerIn } from './billing-access.js';
import { SEAT_SCHEMAS } from './seat.schemas.js';
import { toSeats } from './seat.view.js';

/** The member who acts; null for sales. */
const memberIdOf = (buyer: ReturnType<typeof buyerIn>): string | null => (buyer === 'sales' ? null : buyer.memberId);

/** Changes of seats while a team has an add-on. */
@ApiTags('billing')
@Controller('v1/teams/:teamId/seat-changes')
export class SeatsController {
  constructor(
    private readonly commands: CommandBus,
    private readonly quotes: SeatQuotes,
    private readonly access: MemberAccess,
    private readonly clock: EngineClock,
    @Inject(POLICIES) private readonly policies: PolicyTimeline,
  ) {}

  @Post('quotes')
  @AllowedRoles(['member', 'service', 'sales'])
  @ApiRepeatable('Nothing is recorded. Each quote is a new one, and a quote can be confirmed once.')
  @ApiOperation({
    operationId: 'quoteSeats',
    summary: 'Quote a change of seats',
    description:
      'What another number of seats costs while the team has an add-on (P8). Added seats are charged for the rest of ' +
      'the period at its price (P9); fewer seats count from the renewal. Nothing is recorded.',
  })
  @ApiCreatedResponse({ schema: SEAT_SCHEMAS.SeatQuote })
  async quote(
    @CurrentCaller() caller: Caller,
    @Envelope() { commandId }: CommandEnvelope,
    @Param('teamId', IdPipe) teamId: string,
    @Body() { seats }: SeatQuoteBody,
  ) {
    const at = this.clock.now();
    // Derived from the contents, so that different quotes under one Idempotency-Key have different ids.
    const id = derivedId('seat-quote', commandId, String(seats), at);
    return valueOrThrow(await this.quotes.quote(teamId, buyerIn(caller, teamId), { id, seats, at }));
  }

  @Post()
  @AllowedRoles(['member', 'service', 'sales'])
  @ApiOperation({
    operationId: 'confirmSeatQuote',
    summary: 'Confirm a quote of seats',
    description:
      'More seats count and are charged at once, fewer count from the renewal, for every add-on of the team (P8, ' +
      'P9). A scheduled reduction is replaced. A quote can be confirmed once.',
  })
  @ApiCreatedResponse({ schema: SEAT_SCHEMAS.ChangedSeats })
  async confirm(
    @CurrentCaller() caller: Caller,
    @Envelope() envelope: CommandEnvelope,
    @Param('teamId', IdPipe) teamId: string,
    @Body() { quoteId }: SeatChangeBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const memberId = memberIdOf(buyerIn(caller, teamId));
    await assertBilling(caller, teamId, this.access, this.policies.at(this.clock.now()));
    const quote = await this.quotes.verify(teamId, quoteId);
    if (isRefusal(quote)) throw problemOf(quote);
    const message = new TeamCommandMessage(envelope, teamId, { type: 'ChangeSeats', quote, memberId });
    return { ...(await this.send(reply, message)), charge: quote.amount };
  }

  @Delete('scheduled')
  @AllowedRoles(['member', 'service', 'sales'])
  @ApiOperation({
    operationId: 'cancelScheduledReductionOfSeats',
    summary: 'Cancel a scheduled reduction of seats',
    description: 'The team keeps its seats (P12). Without a scheduled reduction, nothing is recorded.',
  })
  @ApiOkResponse({ schema: SEAT_SCHEMAS.Seats })
  keep(
    @CurrentCaller() caller: Caller,
    @Envelope() envelope: CommandEnvelope,
    @Param('teamId', IdPipe) teamId: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const memberId = memberIdOf(buyerIn(caller, teamId));
    return this.send(reply, new TeamCommandMessage(envelope, teamId, { type: 'KeepSeats', memberId }));
  }

  private async send(reply: FastifyReply, message: TeamCommandMessage) {
    return toSeats(replyWith(reply, await this.commands.execute(message)), this.clock.now());
  }
}

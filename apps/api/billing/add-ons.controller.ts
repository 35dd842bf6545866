import {
  type CommandEnvelope,
  derivedId,
  type CommandInput,
  MemberAccess,
  Quotes,
  Removals,
  EngineClock,
  type PolicyTimeline,
  POLICIES,
  AddOnCommandMessage,
} from '@ledgerdesk/application';
import { type AddOnCommand, addOnsOf as addOnsIn } from '@ledgerdesk/domain';
import type { ServedLanguage } from '@ledgerdesk/events';
import { isRefusal } from '@ledgerdesk/kernel';
import { addOnsOf, chargesOf } from '@ledgerdesk/projections';
import type { RowReader } from '@ledgerdesk/read-store';
import { Body, Controller, Delete, Get, Inject, Param, Post, Query, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { replyWith } from '../platform/http/reply-with.js';
import { IdPipe } from '../platform/http/id.pipe.js';
import { PageQuery, valueOrThrow } from '../platform/http/paging.js';
import { problemOf } from '../platform/http/problem.js';
import { ReaderLanguage } from '../platform/http/reader-language.js';
import { Envelope } from '../platform/http/request-envelope.js';
import { ROWS } from '../platform/tokens.js';
import { ApiRepeatable } from '../platform/openapi/operations.js';
import { AllowedRoles } from '../platform/auth/access.js';
import { CurrentCaller } from '../platform/auth/current-caller.js';
import type { Caller } from '../platform/auth/caller.js';
import { toAddOn, toAddOnOffer } from './add-on.view.js';
import { PurchaseBody, QuoteBody, RemovalBody } from './billing.dto.js';
import { assertBilling, buyerIn } from './billing-access.js';
import { BILLING_SCHEMAS } from './billing.schemas.js';

@ApiTags('billing')
@Controller('v1/teams/:teamId')
export class AddOnsController {
  constructor(
    private readonly commands: CommandBus,
    private readonly quotes: Quotes,
    private readonly removals: Removals,
    private readonly access: MemberAccess,
    private readonly clock: EngineClock,
    @Inject(POLICIES) private readonly policies: PolicyTimeline,
    @Inject(ROWS) private readonly rows: RowReader,
  ) {}

  @Get('add-ons')
  @AllowedRoles(['member', 'service', 'sales'], { reads: ['add-on-ledger'] })
  @ApiOperation({
    summary: 'List add-ons',
    description: 'All add-ons with the action available to you (P7) and the next charge (P10).',
  })
  @ApiOkResponse({ schema: BILLING_SCHEMAS.AddOns })
  async list(
    @CurrentCaller() caller: Caller,
    @ReaderLanguage() language: ServedLanguage,
    @Param('teamId', IdPipe) teamId: string,
  ) {
    const now = this.clock.now();
    const policies = this.policies.at(now);
    await assertBilling(caller, teamId, this.access, policies);
    const offers = valueOrThrow(
      await this.quotes.offers(teamId, buyerIn(caller, teamId), addOnsIn(policies.taxonomy), now),
    );
    const owned = await addOnsOf(this.rows, teamId, now);
    const ownedOf = (product: string) => owned.find((row) => row.product === product && row.state !== 'ended') ?? null;
    return {
      items: [...offers].map(([product, offer]) =>
        toAddOnOffer(product, offer, ownedOf(product), policies.texts, language),
      ),
    };
  }

  @Post('add-ons/quotes')
  @AllowedRoles(['member', 'service', 'sales'])
  @ApiRepeatable('Nothing is recorded. Each quote is a new one, and a quote can be confirmed once.')
  @ApiOperation({
    summary: 'Quote an add-on',
    description:
      'The price of an add-on, or of a different edition, from today (P8, P9, P14). Nothing is recorded. Where no ' +
      'price is listed in the currency of the team, sales enters the agreed one (P1).',
  })
  @ApiCreatedResponse({ schema: BILLING_SCHEMAS.Quote })
  async quote(
    @CurrentCaller() caller: Caller,
    @Envelope() { commandId, actor }: CommandEnvelope,
    @Param('teamId', IdPipe) teamId: string,
    @Body() { agreedUnitPrice, ...body }: QuoteBody,
  ) {
    const at = this.clock.now();
    // A quote is confirmed once, by its id. The id is derived from the contents, so that different quotes under one
    // Idempotency-Key have different ids.
    const agreed = agreedUnitPrice === undefined ? undefined : { minor: agreedUnitPrice, by: actor.id };
    const id = derivedId('quote', commandId, body.product, body.edition, String(agreedUnitPrice ?? ''), at);
    const request = { id, ...body, agreed, at };
    return valueOrThrow(await this.quotes.quote(teamId, buyerIn(caller, teamId), request));
  }

  @Post('add-ons')
  @AllowedRoles(['member', 'service', 'sales'])
  @ApiOperation({
    summary: 'Confirm a quote',
    description: 'Purchases the add-on or changes its edition (P8, P14). A quote can be confirmed once.',
  })
  @ApiCreatedResponse({ schema: BILLING_SCHEMAS.PurchasedAddOn })
  async purchase(
    @CurrentCaller() caller: Caller,
    @Envelope() envelope: CommandEnvelope,
    @Param('teamId', IdPipe) teamId: string,
    @Body() { quoteId, ...inquiry }: PurchaseBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const buyer = buyerIn(caller, teamId);
    const quote = await this.quotes.verify(teamId, quoteId);
    if (isRefusal(quote)) throw problemOf(quote);
    const input: CommandInput<AddOnCommand> = {
      type: quote.change === 'purchase' ? 'PurchaseAddOn' : 'ChangeEdition',
      ...inquiry,
      quote,
    };
    return {
      ...(await this.send(reply, new AddOnCommandMessage(envelope, teamId, quote.product, buyer, input))),
      charge: quote.amount,
    };
  }

  @Post('add-ons/:product/removal/preview')
  @AllowedRoles(['member', 'service', 'sales'])
  @ApiRepeatable('Nothing is recorded.')
  @ApiOperation({
    summary: 'Preview the removal of an add-on',
    description: 'When it takes effect, what ends and what is still charged (P8, P11). Nothing is recorded.',
  })
  @ApiCreatedResponse({ schema: BILLING_SCHEMAS.RemovalPreview })
  async previewRemoval(
    @CurrentCaller() caller: Caller,
    @Param('teamId', IdPipe) teamId: string,
    @Param('product', IdPipe) product: string,
  ) {
    return valueOrThrow(await this.removals.preview(teamId, product, buyerIn(caller, teamId), this.clock.now()));
  }

  @Post('add-ons/:product/removal')
  @AllowedRoles(['member', 'service', 'sales'])
  @ApiOperation({
    summary: 'Confirm the removal of an add-on',
    description: 'The add-on ends at its next renewal, as previewed (P8, P11).',
  })
  @ApiCreatedResponse({ schema: BILLING_SCHEMAS.AddOn })
  async remove(
    @CurrentCaller() caller: Caller,
    @Envelope() envelope: CommandEnvelope,
    @Param('teamId', IdPipe) teamId: string,
    @Param('product', IdPipe) product: string,
    @Body() { previewId }: RemovalBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const buyer = buyerIn(caller, teamId);
    await assertBilling(caller, teamId, this.access, this.policies.at(this.clock.now()));
    const preview = valueOrThrow(await this.removals.verify(teamId, product, previewId));
    return this.send(
      reply,
      new AddOnCommandMessage(envelope, teamId, product, buyer, { type: 'RemoveAddOn', preview }),
    );
  }

  @Delete('add-ons/:product/removal')
  @AllowedRoles(['member', 'service', 'sales'])
  @ApiOperation({ summary: 'Cancel a scheduled removal', description: 'Requirement P12.' })
  @ApiOkResponse({ schema: BILLING_SCHEMAS.AddOn })
  keep(
    @CurrentCaller() caller: Caller,
    @Envelope() envelope: CommandEnvelope,
    @Param('teamId', IdPipe) teamId: string,
    @Param('product', IdPipe) product: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.send(
      reply,
      new AddOnCommandMessage(envelope, teamId, product, buyerIn(caller, teamId), { type: 'KeepAddOn' }),
    );
  }

  @Delete('add-ons/:product/edition-change')
  @AllowedRoles(['member', 'service', 'sales'])
  @ApiOperation({ summary: 'Cancel a scheduled edition change', description: 'Requirement P14.' })
  @ApiOkResponse({ schema: BILLING_SCHEMAS.AddOn })
  keepEdition(
    @CurrentCaller() caller: Caller,
    @Envelope() envelope: CommandEnvelope,
    @Param('teamId', IdPipe) teamId: string,
    @Param('product', IdPipe) product: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.send(
      reply,
      new AddOnCommandMessage(envelope, teamId, product, buyerIn(caller, teamId), { type: 'KeepEdition' }),
    );
  }

  @Get('charges')
  @AllowedRoles(['member', 'service', 'sales'], { reads: ['add-on-ledger'] })
  @ApiOperation({ summary: 'List charges', description: 'Charges with the figures they were calculated from (P9).' })
  @ApiOkResponse({ schema: BILLING_SCHEMAS.ChargePage })
  async charges(@CurrentCaller() caller: Caller, @Param('teamId', IdPipe) teamId: string, @Query() page: PageQuery) {
    await assertBilling(caller, teamId, this.access, this.policies.at(this.clock.now()));
    return valueOrThrow(await chargesOf(this.rows, teamId, page));
  }

  private async send(reply: FastifyReply, command: AddOnCommandMessage) {
    return toAddOn(replyWith(reply, await this.commands.execute(command)));
  }
}

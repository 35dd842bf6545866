import {
  type CommandEnvelope,
  derivedId,
  type CommandInput,
  MemberAccess,
  Quotes,
  Removals,
  SeatQuotes,
  EngineClock,
  type PolicyTimeline,
  POLICIES,
  AddOnCommandMessage,
} from '@ledgerdesk/application';
import {
  type AddOnCommand,
  type AddOnOffer,
  addOnsOf as addOnsIn,
  type SeatOffer,
  type TextLanguage,
} from '@ledgerdesk/domain';
import { isRefusal, type Refusal, refuse } from '@ledgerdesk/kernel';
import { addOnsQuery, chargesOf } from '@ledgerdesk/projections';
import type { RowReader } from '@ledgerdesk/read-store';
import { type Asker, isIncluded } from '@ledgerdesk/runtime';
import { Body, Controller, Delete, Get, Inject, Param, Post, Query, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { AsOfParams } from '../platform/as-of/as-of.dto.js';
import { CurrentAsker } from '../platform/as-of/asker.js';
import { type Moment, ReadModels } from '../platform/as-of/read-models.js';
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
import { toSeatOffer } from './seat.view.js';
import { BILLING_SCHEMAS } from './billing.schemas.js';

const NOT_IN_THE_PAST = refuse(
  'conflict',
  'as-of-past',
  'This is an earlier state. Omit asOf to see what you can do now.',
);
const NOT_FOR_OPERATORS = refuse('forbidden', 'not-for-this-caller', 'Operators do not buy and remove add-ons.');

/** The offers, each with this refusal. */
const refusing = (
  offers: ReadonlyMap<string, AddOnOffer> | Refusal,
  refusal: Refusal,
): ReadonlyMap<string, AddOnOffer> | Refusal =>
  isRefusal(offers) ? offers : new Map([...offers].map(([product, offer]) => [product, { ...offer, refusal }]));

@ApiTags('billing')
@Controller('v1/teams/:teamId')
export class AddOnsController {
  constructor(
    private readonly commands: CommandBus,
    private readonly quotes: Quotes,
    private readonly seatQuotes: SeatQuotes,
    private readonly removals: Removals,
    private readonly access: MemberAccess,
    private readonly clock: EngineClock,
    private readonly models: ReadModels,
    @Inject(POLICIES) private readonly policies: PolicyTimeline,
    @Inject(ROWS) private readonly rows: RowReader,
  ) {}

  @Get('add-ons')
  @AllowedRoles(['member', 'service', 'sales', 'operator'], { reads: ['add-on-ledger'] })
  @ApiOperation({
    operationId: 'listAddOns',
    summary: 'List add-ons',
    description:
      'All add-ons with the action available to you (P7) and the next charge (P10), and the seats that they are ' +
      'charged by, current or as of an earlier position or instant. Operators, and readers of an earlier state, can ' +
      'take no action.',
  })
  @ApiOkResponse({ schema: BILLING_SCHEMAS.AddOns })
  async list(
    @CurrentCaller() caller: Caller,
    @ReaderLanguage() language: TextLanguage,
    @Param('teamId', IdPipe) teamId: string,
    @Query() past: AsOfParams,
    @CurrentAsker() asker: Asker,
  ) {
    await assertBilling(caller, teamId, this.access, this.policies.at(this.clock.now()));
    const moment = await this.models.moment(past, asker);
    const { texts } = this.policies.at(this.clock.now());
    const offers = valueOrThrow(await this.offers(caller, teamId, moment));
    const seats = valueOrThrow(await this.seats(caller, teamId, moment));
    const owned = await this.models.query(addOnsQuery, { teamId, at: moment.at }, { moment });
    const ownedOf = (product: string) => owned.find((row) => row.product === product && row.state !== 'ended') ?? null;
    return {
      items: [...offers].map(([product, offer]) => toAddOnOffer(product, offer, ownedOf(product), texts, language)),
      seats: toSeatOffer(teamId, seats, texts, language),
    };
  }

  /** P7: what the caller can do with each add-on: nothing in the past, and nothing without being a buyer. */
  private async offers(caller: Caller, teamId: string, { at, until }: Moment) {
    const products = addOnsIn(this.policies.at(at).taxonomy);
    if (!('head' in until))
      return refusing(
        await this.quotes.offersAsOf(teamId, products, at, (event) => isIncluded(until, event)),
        NOT_IN_THE_PAST,
      );
    if (caller.kind === 'operator')
      return refusing(await this.quotes.offers(teamId, 'sales', products, at), NOT_FOR_OPERATORS);
    return this.quotes.offers(teamId, buyerIn(caller, teamId), products, at);
  }

  /** P8: what the caller can do with the seats: nothing in the past, and nothing without being a buyer. */
  private async seats(caller: Caller, teamId: string, { at, until }: Moment): Promise<SeatOffer | Refusal> {
    if (!('head' in until)) {
      const offer = await this.seatQuotes.offerAsOf(teamId, at, (event) => isIncluded(until, event));
      return isRefusal(offer) ? offer : { ...offer, refusal: NOT_IN_THE_PAST };
    }
    if (caller.kind !== 'operator') return this.seatQuotes.offer(teamId, buyerIn(caller, teamId), at);
    const offer = await this.seatQuotes.offer(teamId, 'sales', at);
    return isRefusal(offer) ? offer : { ...offer, refusal: NOT_FOR_OPERATORS };
  }

  @Post('add-ons/quotes')
  @AllowedRoles(['member', 'service', 'sales'])
  @ApiRepeatable('Nothing is recorded. Each quote is a new one, and a quote can be confirmed once.')
  @ApiOperation({
    operationId: 'quoteAddOn',
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
    operationId: 'confirmQuote',
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
    operationId: 'previewRemovalOfAddOn',
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
    operationId: 'confirmRemovalOfAddOn',
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
  @ApiOperation({
    operationId: 'cancelScheduledRemoval',
    summary: 'Cancel a scheduled removal',
    description: 'Requirement P12.',
  })
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
  @ApiOperation({
    operationId: 'cancelScheduledEditionChange',
    summary: 'Cancel a scheduled edition change',
    description: 'Requirement P14.',
  })
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
  @AllowedRoles(['member', 'service', 'sales', 'operator'], { reads: ['add-on-ledger'] })
  @ApiOperation({
    operationId: 'listCharges',
    summary: 'List charges',
    description: 'Charges with the figures they were calculated from (P9).',
  })
  @ApiOkResponse({ schema: BILLING_SCHEMAS.ChargePage })
  async charges(@CurrentCaller() caller: Caller, @Param('teamId', IdPipe) teamId: string, @Query() page: PageQuery) {
    await assertBilling(caller, teamId, this.access, this.policies.at(this.clock.now()));
    return valueOrThrow(await chargesOf(this.rows, teamId, page));
  }

  private async send(reply: FastifyReply, command: AddOnCommandMessage) {
    return toAddOn(replyWith(reply, await this.commands.execute(command)));
  }
}

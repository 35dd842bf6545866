import { addOnDecider, type AddOnOffer, offerOf, type Quote, quoteAddOn, type QuoteRequest } from '@ledgerdesk/domain';
import type { StoredEvent } from '@ledgerdesk/event-store';
import { addOnStream } from '@ledgerdesk/events';
import { type Instant, isRefusal, type Refusal, refuse } from '@ledgerdesk/kernel';
import { Inject, Injectable } from '@nestjs/common';
import { addOnFacts } from './add-on-facts.js';
import { CommandExecutor } from './command-executor.js';
import type { AddOnCommandMessage } from './command-messages.js';
import type { FactReader } from './fact-reader.js';
import { QUOTE_KEY } from './injection-tokens.js';
import type { StreamReader } from './stream-views.js';
import { matching, signToken, verifiedPayload } from './signed-token.js';

/** P8: a quote with its `quoteId`, a signed token that contains the whole quote. Quotes are not stored. */
export interface SignedQuote extends Quote {
  readonly quoteId: string;
}

const text = { type: 'string' };
const count = { type: 'integer' };
const object = <Properties extends object>(properties: Properties) => ({
  type: 'object',
  required: Object.keys(properties),
  properties,
});
const withOptional = (optional: object, { properties, ...rest }: ReturnType<typeof object>) => ({
  ...rest,
  properties: { ...properties, ...optional },
});
const money = object({ minor: count, currency: text });

/** Quotes of version 0.1.0 name nobody and no interval: their prices were listed. */
const agreedBy = { anyOf: [text, { type: 'null' }] };

type FormerQuote = Omit<Quote, 'agreedBy' | 'interval'>;

const isQuote = matching<Quote | FormerQuote>(
  withOptional(
    { agreedBy, interval: text },
    object({
      id: text,
      teamId: text,
      product: text,
      change: text,
      edition: text,
      effectiveAt: text,
      amount: money,
      exact: object({ numerator: text, denominator: text }),
      unitPrice: money,
      replaces: { anyOf: [money, { type: 'null' }] },
      seats: count,
      remainingDays: count,
      periodDays: count,
      period: object({ from: text, to: text }),
      periodEndsAt: text,
      renewalAmount: money,
      priceVersion: text,
      expiresAt: text,
    }),
  ),
);

/** The interval of a quote without one: a month has at most 31 days. */
const intervalOf = ({ periodDays }: FormerQuote): Quote['interval'] => (periodDays > 31 ? 'year' : 'month');

const offersFrom = async (
  reader: FactReader,
  teamId: string,
  buyer: AddOnCommandMessage['buyer'],
  products: readonly string[],
): Promise<ReadonlyMap<string, AddOnOffer> | Refusal> => {
  const facts = await addOnFacts(reader, teamId, buyer);
  if (isRefusal(facts)) return facts;
  const offers = products.map(async (product): Promise<[string, AddOnOffer]> => {
    const addOn = await reader.read(addOnDecider, addOnStream(teamId, product));
    return [product, offerOf(product, addOn, reader.at, facts)];
  });
  return new Map(await Promise.all(offers));
};

/**
 * Quotes add-ons at the prices in force.
 *
 * @example
 * const request = { id, product: 'dropbox', edition: 'essentials', at };
 * const quote = await quotes.quote('acme', { memberId: 'aiko' }, request);
 * const confirmed = await quotes.verify('acme', quote.quoteId);
 */
@Injectable()
export class Quotes {
  constructor(
    private readonly executor: CommandExecutor,
    @Inject(QUOTE_KEY) private readonly key: Uint8Array,
  ) {}

  /** P8: quotes an add-on, or refuses the buyer. Records nothing. */
  async quote(
    teamId: string,
    buyer: AddOnCommandMessage['buyer'],
    request: QuoteRequest,
  ): Promise<SignedQuote | Refusal> {
    const reader = this.executor.factReader(request.at);
    const facts = await addOnFacts(reader, teamId, buyer);
    if (isRefusal(facts)) return facts;
    const addOn = await reader.read(addOnDecider, addOnStream(teamId, request.product));
    const quote = quoteAddOn(request, addOn, facts);
    return isRefusal(quote) ? quote : { ...quote, quoteId: await signToken(quote, this.key, 'quote') };
  }

  /** P7: what this buyer can do with each add-on, by product. */
  async offers(
    teamId: string,
    buyer: AddOnCommandMessage['buyer'],
    products: readonly string[],
    at: Instant,
  ): Promise<ReadonlyMap<string, AddOnOffer> | Refusal> {
    return this.executor.views.decide((read) =>
      offersFrom(this.executor.viewReader(at, read), teamId, buyer, products),
    );
  }

  /** P7: what could be done with each add-on at `at`, as of the events that `isIncluded` names. */
  async offersAsOf(
    teamId: string,
    products: readonly string[],
    at: Instant,
    isIncluded: (event: StoredEvent) => boolean,
  ): Promise<ReadonlyMap<string, AddOnOffer> | Refusal> {
    const read: StreamReader = (evolver, stream) => this.executor.streams.loadWhere(evolver, stream, isIncluded);
    return offersFrom(this.executor.viewReader(at, read), teamId, 'sales', products);
  }

  /** The quote in a `quoteId`. Refuses a token that this engine did not sign, and another team's quote (P8). */
  async verify(teamId: string, quoteId: string): Promise<Quote | Refusal> {
    const quote = await verifiedPayload(quoteId, this.key, isQuote, 'quote');
    return quote?.teamId === teamId
      ? { agreedBy: null, interval: intervalOf(quote), ...quote }
      : refuse('invalid', 'quote-invalid', 'The quote is not valid. Request a new one.', { rule: 'P8' });
  }
}

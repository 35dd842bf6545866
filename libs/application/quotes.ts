import { addOnDecider, type AddOnOffer, offerOf, type Quote, quoteAddOn, type QuoteRequest } from '@ledgerdesk/domain';
import { addOnStream } from '@ledgerdesk/events';
import { type Instant, isRefusal, type Refusal, refuse } from '@ledgerdesk/kernel';
import { Inject, Injectable } from '@nestjs/common';
import { CompactSign, compactVerify } from 'jose';
import { buyingFacts } from './buying-facts.js';
import type { AddOnCommandMessage } from './command-messages.js';
import { CommandExecutor } from './command-executor.js';
import { FactReader } from './fact-reader.js';
import type { PolicyTimeline } from './policies/policy-timeline.js';
import { QUOTE_KEY, POLICIES } from './injection-tokens.js';

/** A quote as it is handed out: `quoteId` carries all of it, signed, so that nothing needs to be kept (P8). */
export interface SignedQuote extends Quote {
  readonly quoteId: string;
}

const forged = (): Refusal =>
  refuse('invalid', 'quote-invalid', 'This is no quote of ours. Ask for a new one.', { rule: 'P8' });

@Injectable()
export class Quotes {
  constructor(
    private readonly executor: CommandExecutor,
    @Inject(POLICIES) private readonly policies: PolicyTimeline,
    @Inject(QUOTE_KEY) private readonly key: Uint8Array,
  ) {}

  /** A signed quote, or why this buyer gets none. Changes nothing. */
  async quote(
    teamId: string,
    buyer: AddOnCommandMessage['buyer'],
    request: QuoteRequest,
  ): Promise<SignedQuote | Refusal> {
    const facts = new FactReader(this.executor.streams);
    const buying = await buyingFacts(facts, this.policies, request.at, teamId, buyer);
    if (isRefusal(buying)) return buying;
    const addOn = await facts.read(addOnDecider, addOnStream(teamId, request.product));
    const quote = quoteAddOn(request, addOn, buying);
    return isRefusal(quote) ? quote : { ...quote, quoteId: await this.sign(quote) };
  }

  /** P7: what can be done with each of these add-ons by this buyer, by product. */
  async offers(
    teamId: string,
    buyer: AddOnCommandMessage['buyer'],
    products: readonly string[],
    at: Instant,
  ): Promise<ReadonlyMap<string, AddOnOffer> | Refusal> {
    const facts = new FactReader(this.executor.streams);
    const buying = await buyingFacts(facts, this.policies, at, teamId, buyer);
    if (isRefusal(buying)) return buying;
    return new Map(
      await Promise.all(
        products.map(
          async (product) =>
            [
              product,
              offerOf(product, await facts.read(addOnDecider, addOnStream(teamId, product)), at, buying),
            ] as const,
        ),
      ),
    );
  }

  /** The quote behind a `quoteId`, if it is ours and for this team. */
  async verify(teamId: string, quoteId: string): Promise<Quote | Refusal> {
    try {
      const { payload } = await compactVerify(quoteId, this.key, { algorithms: ['HS256'] });
      const quote = JSON.parse(new TextDecoder().decode(payload)) as Quote;
      return quote.teamId === teamId ? quote : forged();
    } catch {
      return forged();
    }
  }

  private sign(quote: Quote): Promise<string> {
    return new CompactSign(new TextEncoder().encode(JSON.stringify(quote)))
      .setProtectedHeader({ alg: 'HS256' })
      .sign(this.key);
  }
}

import {
  type AddOnFacts,
  quoteSeats,
  type SeatOffer,
  seatOfferOf,
  type SeatQuote,
  type SeatQuoteRequest,
  type TeamFacts,
} from '@ledgerdesk/domain';
import type { StoredEvent } from '@ledgerdesk/event-store';
import { type Instant, isRefusal, type Refusal, refuse } from '@ledgerdesk/kernel';
import { Inject, Injectable } from '@nestjs/common';
import { addOnFacts, readAddOns } from './add-on-facts.js';
import { CommandExecutor } from './command-executor.js';
import type { AddOnCommandMessage } from './command-messages.js';
import type { FactReader } from './fact-reader.js';
import { QUOTE_KEY } from './injection-tokens.js';
import type { StreamReader } from './stream-views.js';
import { matching, signToken, verifiedPayload } from './signed-token.js';

/** P8: a quote of seats with its `quoteId`, a signed token that contains the whole quote. Quotes are not stored. */
export interface SignedSeatQuote extends SeatQuote {
  readonly quoteId: string;
}

const TEXTS = ['id', 'teamId', 'change', 'effectiveAt', 'chargedFrom', 'periodEndsAt', 'expiresAt'];
const COUNTS = ['from', 'to', 'remainingDays', 'periodDays'];
const OBJECTS = ['amount', 'period', 'renewalAmount'];
const ofType = (fields: readonly string[], type: string) => fields.map((field) => [field, { type }] as const);

const isSeatQuote = matching<SeatQuote>({
  type: 'object',
  required: [...TEXTS, ...COUNTS, ...OBJECTS, 'replaces', 'lines'],
  properties: {
    ...Object.fromEntries([...ofType(TEXTS, 'string'), ...ofType(COUNTS, 'integer'), ...ofType(OBJECTS, 'object')]),
    lines: {
      type: 'array',
      items: {
        type: 'object',
        required: ['product', 'edition', 'unitPrice', 'amount', 'exact', 'renewalAmount'],
        properties: Object.fromEntries([
          ...ofType(['product', 'edition'], 'string'),
          ...ofType(['unitPrice', 'amount', 'exact'], 'object'),
        ]),
      },
    },
  },
});

const teamFactsOf = async (
  reader: FactReader,
  { team: { teamId }, policies, policiesAt }: AddOnFacts,
): Promise<TeamFacts> => ({ policies, policiesAt, addOns: await readAddOns(reader, teamId) });

const seatOfferFrom = async (
  reader: FactReader,
  teamId: string,
  buyer: AddOnCommandMessage['buyer'],
): Promise<SeatOffer | Refusal> => {
  const facts = await addOnFacts(reader, teamId, buyer);
  if (isRefusal(facts)) return facts;
  return seatOfferOf(facts.team, reader.at, facts.buyer, await teamFactsOf(reader, facts));
};

/**
 * Quotes changes of seats.
 *
 * @example
 * const { quoteId } = await seatQuotes.quote('acme', 'sales', { id, seats: 30, at });
 * const quote = await seatQuotes.verify('acme', quoteId);
 */
@Injectable()
export class SeatQuotes {
  constructor(
    private readonly executor: CommandExecutor,
    @Inject(QUOTE_KEY) private readonly key: Uint8Array,
  ) {}

  /** P8, P9: what another number of seats costs, or a refusal. Records nothing. */
  async quote(
    teamId: string,
    buyer: AddOnCommandMessage['buyer'],
    request: SeatQuoteRequest,
  ): Promise<SignedSeatQuote | Refusal> {
    const reader = this.executor.factReader(request.at);
    const facts = await addOnFacts(reader, teamId, buyer);
    if (isRefusal(facts)) return facts;
    const quote = quoteSeats(request, facts.team, facts.buyer, await teamFactsOf(reader, facts));
    return isRefusal(quote) ? quote : { ...quote, quoteId: await signToken(quote, this.key, 'seats') };
  }

  /** P8: what this buyer can do with the seats of the team. */
  offer(teamId: string, buyer: AddOnCommandMessage['buyer'], at: Instant): Promise<SeatOffer | Refusal> {
    return this.executor.views.decide((read) => seatOfferFrom(this.executor.viewReader(at, read), teamId, buyer));
  }

  /** P8: what sales could do with the seats at `at`, as of the events that `isIncluded` names. */
  offerAsOf(teamId: string, at: Instant, isIncluded: (event: StoredEvent) => boolean): Promise<SeatOffer | Refusal> {
    const read: StreamReader = (evolver, stream) => this.executor.streams.loadWhere(evolver, stream, isIncluded);
    return seatOfferFrom(this.executor.viewReader(at, read), teamId, 'sales');
  }

  /** The quote in a `quoteId`. Refuses a token that this engine did not sign, and another team's quote (P8). */
  async verify(teamId: string, quoteId: string): Promise<SeatQuote | Refusal> {
    const quote = await verifiedPayload(quoteId, this.key, isSeatQuote, 'seats');
    return quote?.teamId === teamId
      ? quote
      : refuse('invalid', 'quote-invalid', 'The quote is not valid. Request a new one.', { rule: 'P8' });
  }
}

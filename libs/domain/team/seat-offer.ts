import type { Instant, Refusal } from '@ledgerdesk/kernel';
import type { Buyer } from '../add-on/buyer.js';
import { activeAddOns } from './active-add-ons.js';
import { billingAt, type ScheduledTerms, scheduledTerms } from './billing-terms.js';
import type { TeamFacts } from './facts.js';
import { seatChangeRefusal } from './seat-quote.js';
import type { Team } from './state.js';

/** The seats of a team, what changes at the next renewal, and whether a buyer may change the seats. */
export interface SeatOffer {
  readonly seats: number;
  readonly scheduled: ScheduledTerms | null;
  /** P2, P4–P6: why the buyer cannot change the seats; undefined if they can. */
  readonly refusal: Refusal | undefined;
}

/** P8: returns what a buyer can do with the seats of a team. */
export const seatOfferOf = (team: Team, at: Instant, buyer: Buyer, facts: TeamFacts): SeatOffer => ({
  seats: billingAt(team, at).seats,
  scheduled: scheduledTerms(team, at),
  refusal: seatChangeRefusal(buyer, team, activeAddOns(team, at, facts), facts.policies),
});

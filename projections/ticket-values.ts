import type { GroupValues } from './reports/groupings.js';
import type { TicketFlowRow } from './ticket-flow/definition.js';

/** Returns the values that reports group tickets by, of facts that name a ticket. */
export const ticketValues = <Fact>(
  ticketOf: (fact: Fact) => TicketFlowRow,
): Required<
  Pick<GroupValues<Fact>, 'team' | 'product' | 'level' | 'edition' | 'language' | 'issueType' | 'channel'>
> => ({
  team: (fact) => ticketOf(fact).teamId,
  product: (fact) => ticketOf(fact).product,
  level: (fact) => ticketOf(fact).level,
  edition: (fact) => ticketOf(fact).edition,
  language: (fact) => ticketOf(fact).language,
  issueType: (fact) => ticketOf(fact).issueType,
  channel: (fact) => ticketOf(fact).channel,
});

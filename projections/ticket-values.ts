import { EDITIONS } from '@ledgerdesk/events';
import type { GroupValues } from './reports/groupings.js';
import type { TicketFlowRow } from './ticket-flow/definition.js';

/** The edition of a level; null for those of Champions, and for standard support. */
const editionOf = (level: TicketFlowRow['level']): string | null =>
  EDITIONS.find((edition) => edition === level) ?? null;

/** Returns the values that reports group tickets by, of facts that name a ticket. */
export const ticketValues = <Fact>(
  ticketOf: (fact: Fact) => TicketFlowRow,
): Required<
  Pick<GroupValues<Fact>, 'team' | 'product' | 'level' | 'edition' | 'language' | 'issueType' | 'channel'>
> => ({
  team: (fact) => ticketOf(fact).teamId,
  product: (fact) => ticketOf(fact).product,
  level: (fact) => ticketOf(fact).level,
  edition: (fact) => editionOf(ticketOf(fact).level),
  language: (fact) => ticketOf(fact).language,
  issueType: (fact) => ticketOf(fact).issueType,
  channel: (fact) => ticketOf(fact).channel,
});

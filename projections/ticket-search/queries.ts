import type { Condition, RowReader } from '@ledgerdesk/read-store';
import { requesterKey, type Requester } from '../requester.js';
import { ticketSearch } from './definition.js';

/** The condition that a ticket is one of the requester's whose text may contain a normalized text. */
export const mayContain = (requester: Requester, value: string): Condition => ({
  is: 'key-of',
  projection: ticketSearch.name,
  where: { is: 'may-contain', text: 'text', value, owner: 'owner', ownerValue: requesterKey(requester) },
});

/** Returns true if the text of a ticket contains a normalized text. */
export const containsText = async (reader: RowReader, ticketId: string, value: string): Promise<boolean> => {
  const where: readonly Condition[] = [
    { column: 'key', is: '=', value: ticketId },
    { column: 'text', is: 'contains', value },
  ];
  return (await reader.count(ticketSearch.name, where)) > 0;
};

/** The condition that the beginning of a ticket's text contains a normalized text, whoever the requester is. */
export const excerptContains = (value: string): Condition => ({
  is: 'key-of',
  projection: ticketSearch.name,
  where: { column: 'excerpt', is: 'contains', value },
});

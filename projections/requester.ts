import type { RecordedEvent } from '@ledgerdesk/kernel';
import type { ColumnCondition } from '@ledgerdesk/read-store';

/** The member whose rows a query reads. V4, V5: every list, count and search for a requester filters by both ids. */
export interface Requester {
  readonly teamId: string;
  readonly requesterId: string;
}

/** Returns the conditions that match only the requester's own rows. */
export const ownedBy = ({ teamId, requesterId }: Requester): ColumnCondition[] => [
  { column: 'teamId', is: '=', value: teamId },
  { column: 'requesterId', is: '=', value: requesterId },
];

/** Returns the key of a requester's row. It is unambiguous because ids contain no dots. */
export const requesterKey = ({ teamId, requesterId }: Requester): string => `${teamId}.${requesterId}`;

/** Returns true if the row belongs to the requester. */
export const isOwn = (row: Requester, { teamId, requesterId }: Requester): boolean =>
  row.teamId === teamId && row.requesterId === requesterId;

/** V4, V5: limits a replay to the requester's own events, so that its rows cannot contain data of others. */
export const onlyEventsOf =
  ({ requester: { teamId, requesterId } }: { readonly requester: Requester }) =>
  ({ data }: RecordedEvent): boolean =>
    'teamId' in data && data.teamId === teamId && 'requesterId' in data && data.requesterId === requesterId;

import type { Condition } from '@ledgerdesk/read-store';

/** Whose rows are read. V4, V5: every list, count and search of a requester takes both keys. */
export interface Requester {
  readonly teamId: string;
  readonly requesterId: string;
}

/** The conditions that leave a requester's own rows only. */
export const own = ({ teamId, requesterId }: Requester): Condition[] => [
  { column: 'teamId', is: '=', value: teamId },
  { column: 'requesterId', is: '=', value: requesterId },
];

/** Whether a row belongs to the requester. */
export const isOwn = (row: Requester, { teamId, requesterId }: Requester): boolean =>
  row.teamId === teamId && row.requesterId === requesterId;

import { errorCodeOf, isRecord } from '@ledgerdesk/kernel';

/** True if a stream of the append, or of its conditions, was not at the expected revision. */
export const isConflict = (error: unknown): boolean => errorCodeOf(error) === 'wrong-expected-revision';

/** The actual revision of `stream` if an append was refused because of it; undefined for any other error. */
export const actualRevisionOf = (error: unknown, stream: string): number | undefined =>
  isConflict(error) && isRecord(error) && error['stream'] === stream ? Number(error['actual']) : undefined;

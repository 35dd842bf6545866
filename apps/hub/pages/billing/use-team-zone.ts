import { useSelf } from '../../session/self.js';

/** The time zone of the reader's team, in which its days of billing begin. */
export const useTeamZone = (): string => useSelf().team?.timeZone ?? 'UTC';

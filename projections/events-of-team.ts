import type { RecordedEvent } from '@ledgerdesk/kernel';

/** Limits a replay to the events of a team, so that it need not fold those of others. */
export const onlyEventsOfTeam =
  ({ teamId }: { readonly teamId: string }) =>
  ({ data }: RecordedEvent): boolean =>
    'teamId' in data && data.teamId === teamId;

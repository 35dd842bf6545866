import { decode, type ReadableLog } from '@ledgerdesk/event-store';
import { masked } from '@ledgerdesk/events';
import type { RecordedEvent } from '@ledgerdesk/kernel';
import { PROJECTIONS, type Requester } from '@ledgerdesk/projections';
import { InMemoryRowReader, type RowReader } from '@ledgerdesk/read-store';
import { replayAll, type Until } from '@ledgerdesk/runtime';

/** Which read models, as far as which moment, and for whom. Plain data, fit to be handed to a thread. */
export interface AsOfQuery {
  readonly names: readonly string[];
  readonly until: Until;
  /** V4, V5: whose events alone are looked at; the rows are as if nobody else had asked for anything. Left out: everyone's. */
  readonly requester?: Requester;
  /** Folds events with their personal fields masked. */
  readonly masked?: boolean;
}

const isBy =
  ({ teamId, requesterId }: Requester) =>
  ({ data }: RecordedEvent): boolean =>
    'teamId' in data && data.teamId === teamId && 'requesterId' in data && data.requesterId === requesterId;

/** Folds the log, as far as the moment, into rows in memory. */
export const replayedRows = async (
  log: ReadableLog,
  { names, until, requester, masked: masks = false }: AsOfQuery,
): Promise<RowReader> => {
  const projections = PROJECTIONS.filter(({ name }) => names.includes(name));
  const tables = await replayAll(projections, {
    log,
    until,
    decode: masks ? (stored) => masked(decode(stored)) : decode,
    ...(requester && { counts: isBy(requester) }),
  });
  return new InMemoryRowReader(
    projections.map((projection) => ({ projection, rows: tables.get(projection.name) ?? new Map() })),
  );
};

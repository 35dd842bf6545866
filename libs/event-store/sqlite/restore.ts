import { closeSqliteFile } from '@ledgerdesk/sqlite';
import { existsSync } from 'node:fs';
import { StoreUnreadable } from '../errors.js';
import type { StoredEvent } from '../port.js';
import { type AppendRequest, type EventValues, valuesOf } from './committer.js';
import { openForWriting } from './connection.js';
import { LogWriter } from './log-writer.js';
import { ensureSchema, readLogId } from './schema.js';
import { claimWriter } from './writer-record.js';

/** Events of one commit. */
const EVENTS_PER_COMMIT = 5_000;
const CHARACTERS_PER_COMMIT = 16_000_000;

/** Events of a batch in appends: one for each run of consecutive events of a stream. */
const appendsOf = (events: readonly StoredEvent[]): readonly AppendRequest[] => {
  const appends: [stream: string, expected: number | 'no-stream', events: EventValues[]][] = [];
  for (const event of events) {
    const last = appends.at(-1);
    if (last?.[0] === event.stream) last[2].push(valuesOf(event));
    else appends.push([event.stream, event.revision === 0 ? 'no-stream' : event.revision - 1, [valuesOf(event)]]);
  }
  return appends;
};

/** Yields events in batches that one commit can take. */
async function* batchesOf(events: AsyncIterable<StoredEvent>): AsyncGenerator<readonly StoredEvent[]> {
  let [batch, characters]: [StoredEvent[], number] = [[], 0];
  for await (const event of events) {
    batch.push(event);
    characters += event.data.length + event.metadata.length;
    if (batch.length < EVENTS_PER_COMMIT && characters < CHARACTERS_PER_COMMIT) continue;
    yield batch;
    [batch, characters] = [[], 0];
  }
  if (batch.length > 0) yield batch;
}

/** Events of a log that is restored, all of them and in its order. */
export interface RestoredLog {
  readonly logId: string;
  readonly events: AsyncIterable<StoredEvent>;
}

/**
 * Writes a log anew, with its id and positions, into a file that does not exist. The log's records beside the events
 * are made by the same code as those of any append. Durable once the promise resolves; of no use if it rejects.
 * @throws StoreUnreadable if the events are not those of a log
 */
export const restoreSqliteLog = async (file: string, { logId, events }: RestoredLog): Promise<void> => {
  if (existsSync(file)) throw new StoreUnreadable(file, 'it exists already. A log is restored into a new file.');
  const db = openForWriting(file);
  try {
    ensureSchema(db, logId);
    readLogId(db);
    const writer = new LogWriter(db, claimWriter(db));
    for await (const batch of batchesOf(events)) {
      const outcomes = writer.commit(appendsOf(batch));
      const last = outcomes.at(-1);
      const isWhole = outcomes.every(({ kind }) => kind === 'appended');
      if (!isWhole || last?.kind !== 'appended' || String(last.position) !== batch.at(-1)?.position)
        throw new StoreUnreadable(
          file,
          `the events up to position ${batch.at(-1)?.position} do not follow each other.`,
        );
    }
  } finally {
    closeSqliteFile(db);
  }
};

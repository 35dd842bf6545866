import { filter, firstValueFrom, Subject } from 'rxjs';
import { logFiles } from '../../../test/support/event-store/log-file.js';
import { sample } from '../contract/samples.js';
import type { Committer } from './committer.js';
import { openForReading, openForWriting } from './connection.js';
import { LocalCommitter } from './local-committer.js';
import { openSqliteEventStore } from './open.js';
import { SqliteEventStore } from './sqlite-event-store.js';
import { WriteStatus } from './write-status.js';
import { WriterLock } from './writer-lock.js';
import { claimWriter } from './writer-record.js';

/** A committer that holds the acknowledgement of its commits, as a writer thread does for a moment. */
class HeldCommitter implements Committer {
  acknowledged: Promise<void> = Promise.resolve();

  constructor(private readonly committer: Committer) {}

  async commit(...batch: Parameters<Committer['commit']>): ReturnType<Committer['commit']> {
    const outcomes = await this.committer.commit(...batch);
    await this.acknowledged;
    return outcomes;
  }

  close(): Promise<void> {
    return this.committer.close();
  }
}

/** Makes this process the writer of a log and returns the writer's id. */
const claimedBy = (file: string): string => {
  const db = openForWriting(file);
  const id = claimWriter(db);
  db.close();
  return id;
};

const UNOBSERVED = { onWarning: () => undefined, onFailure: () => undefined };

describe('a commit that is not acknowledged yet', () => {
  const file = logFiles();

  it('is part of every read once a subscription has shown it', async () => {
    await (await openSqliteEventStore({ file: file(), thread: false })).close();
    const db = openForReading(file());
    const committer = new HeldCommitter(new LocalCommitter(file(), claimedBy(file()), UNOBSERVED));
    const store = new SqliteEventStore(new WriterLock(file()), committer, db, new WriteStatus());
    const { position } = await store.append('a', 'no-stream', [sample()]);
    await store.readStream('a', { from: 1 });
    const release = new Subject<void>();
    committer.acknowledged = firstValueFrom(release);
    const event = sample();
    const appending = store.append('a', 0, [event]);
    store.notifyAppended();
    const shown = firstValueFrom(
      store.subscribe(position).pipe(filter((message) => message.kind === 'events' && message.events.length > 0)),
    );
    setImmediate(() => store.notifyAppended());
    expect(await shown).toMatchObject({ events: [{ id: event.id }] });
    expect(await store.readStream('a', { from: 1 })).toMatchObject([{ id: event.id }]);
    release.next();
    await appending;
    await store.close();
  });
});

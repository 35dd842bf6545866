import { readFileSync } from 'node:fs';
import { sample } from '../contract/samples.js';
import { valuesOf, type AppendRequest } from './committer.js';
import { openForWriting } from './connection.js';
import { logFiles } from '../../../test/support/event-store/log-file.js';
import { LogReader } from './log-reader.js';
import { ensureSchema } from './schema.js';
import { ThreadedCommitter } from './threaded-committer.js';

const request = (stream: string): AppendRequest => [stream, 'no-stream', [valuesOf(sample())]];

const threadThat = (onMessage: string): URL =>
  new URL(
    `data:text/javascript,${encodeURIComponent(`
  import { parentPort } from 'node:worker_threads';
  parentPort.postMessage({ kind: 'ready' });
  parentPort.on('message', () => { ${onMessage} });`)}`,
  );

/** How often a write-ahead log has begun anew: https://www.sqlite.org/fileformat2.html#walformat, offset 12 of its header. */
const passesOf = (log: string): number => {
  const header = readFileSync(`${log}-wal`).subarray(0, 16);
  return header.length < 16 ? 0 : header.readUInt32BE(12);
};

describe('the writer thread', () => {
  const file = logFiles();

  it('answers each batch in order with its own outcomes', async () => {
    const db = openForWriting(file());
    ensureSchema(db);
    const committer = await ThreadedCommitter.start(file());
    const answers = await Promise.all(
      [[request('a')], [request('b'), request('a')], [request('c')]].map((batch) => committer.commit(batch)),
    );
    expect(answers).toEqual([
      [{ kind: 'appended', revision: 0, position: 1 }],
      [
        { kind: 'appended', revision: 0, position: 2 },
        { kind: 'conflict', actual: 0 },
      ],
      [{ kind: 'appended', revision: 0, position: 3 }],
    ]);
    await committer.close();
    expect(new LogReader(db).head()).toBe('3');
    db.close();
  });

  it.each([
    ['ends', 'process.exit(3)'],
    ['throws', `throw new Error('broken')`],
  ])('that %s rejects all that waits for it, and all that comes later', async (_, onMessage) => {
    const committer = await ThreadedCommitter.start(file(), threadThat(onMessage));
    const pending = [committer.commit([request('a')]), committer.commit([request('b')])];
    const failed = { code: 'store-failed', message: expect.stringContaining('may or may not be recorded') as string };
    for (const commit of pending) await expect(commit).rejects.toMatchObject(failed);
    await expect(committer.commit([request('c')])).rejects.toMatchObject(failed);
    await committer.close();
  });

  it('lets the write-ahead log begin anew while commits go on, and keeps all that was committed', async () => {
    const db = openForWriting(file());
    ensureSchema(db);
    const committer = await ThreadedCommitter.start(file());
    let commits = 0;
    for (const begun = passesOf(file()); passesOf(file()) === begun && commits < 5_000; commits += 1) {
      await committer.commit(Array.from({ length: 50 }, (_, n) => request(`s-${commits}-${n}`)));
    }
    expect(commits).toBeLessThan(5_000);
    await committer.close();
    expect(new LogReader(db).head()).toBe(String(commits * 50));
    expect(db.pragma('integrity_check', { simple: true })).toBe('ok');
    db.close();
  });

  it('that cannot open the log is no writer', async () => {
    await expect(ThreadedCommitter.start(`${file()}/nowhere`)).rejects.toMatchObject({ code: 'store-failed' });
  });
});

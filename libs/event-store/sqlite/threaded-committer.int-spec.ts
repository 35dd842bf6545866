import { readFileSync } from 'node:fs';
import { sample } from '../contract/samples.js';
import { valuesOf, type AppendRequest } from './committer.js';
import { openForWriting } from './connection.js';
import { logFiles } from '../../../test/support/event-store/log-file.js';
import { LogReader } from './log-reader.js';
import { ensureSchema } from './schema.js';
import { ThreadedCommitter } from './threaded-committer.js';

const request = (stream: string): AppendRequest => [stream, 'no-stream', [valuesOf(sample())]];

const threadScript = (onMessage: string): URL =>
  new URL(
    `data:text/javascript,${encodeURIComponent(`
  import { parentPort } from 'node:worker_threads';
  parentPort.postMessage({ kind: 'ready' });
  parentPort.on('message', () => { ${onMessage} });`)}`,
  );

/**
 * How often the write-ahead log was restarted: the checkpoint sequence number at offset 12 of its header,
 * https://www.sqlite.org/fileformat2.html#walformat.
 */
const restartsOf = (log: string): number => {
  const header = readFileSync(`${log}-wal`).subarray(0, 16);
  return header.length < 16 ? 0 : header.readUInt32BE(12);
};

describe('the writer thread', () => {
  const file = logFiles();

  it('replies to batches in order, with their outcomes', async () => {
    const db = openForWriting(file());
    ensureSchema(db);
    const committer = await ThreadedCommitter.start(file());
    const replies = await Promise.all(
      [[request('a')], [request('b'), request('a')], [request('c')]].map((batch) => committer.commit(batch)),
    );
    expect(replies).toEqual([
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
  ])('rejects pending and later commits if it %s', async (_, onMessage) => {
    const committer = await ThreadedCommitter.start(file(), threadScript(onMessage));
    const pending = [committer.commit([request('a')]), committer.commit([request('b')])];
    const failed = { code: 'store-failed', message: expect.stringContaining('may or may not be recorded') as string };
    for (const commit of pending) await expect(commit).rejects.toMatchObject(failed);
    await expect(committer.commit([request('c')])).rejects.toMatchObject(failed);
    await committer.close();
  });

  it('restarts the write-ahead log during commits, and keeps everything committed', async () => {
    const db = openForWriting(file());
    ensureSchema(db);
    const committer = await ThreadedCommitter.start(file());
    let commits = 0;
    for (const before = restartsOf(file()); restartsOf(file()) === before && commits < 5_000; commits += 1) {
      await committer.commit(Array.from({ length: 50 }, (_, n) => request(`s-${commits}-${n}`)));
    }
    expect(commits).toBeLessThan(5_000);
    await committer.close();
    expect(new LogReader(db).head()).toBe(String(commits * 50));
    expect(db.pragma('integrity_check', { simple: true })).toBe('ok');
    db.close();
  });

  it('fails to start if it cannot open the log', async () => {
    await expect(ThreadedCommitter.start(`${file()}/nowhere`)).rejects.toMatchObject({ code: 'store-failed' });
  });
});

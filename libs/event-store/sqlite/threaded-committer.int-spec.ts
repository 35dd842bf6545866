import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { sample } from '../contract/samples.js';
import { valuesOf, type AppendRequest } from './committer.js';
import { openForWriting } from './connection.js';
import { logFiles } from '../../../test/support/event-store/log-file.js';
import { LogReader } from './log-reader.js';
import { ensureSchema } from './schema.js';
import { ThreadedCommitter } from './threaded-committer.js';
import { claimWriter } from './writer-record.js';

const request = (stream: string): AppendRequest => [stream, 'no-stream', [valuesOf(sample())]];

const threadScript = (onMessage: string): URL =>
  new URL(
    `data:text/javascript,${encodeURIComponent(`
  import { parentPort } from 'node:worker_threads';
  parentPort.postMessage({ kind: 'ready' });
  parentPort.on('message', ({ kind }) => { ${onMessage} });`)}`,
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
  const observer = { onWarning: jest.fn(), onFailure: jest.fn() };
  afterEach(() => jest.resetAllMocks());

  it('replies to batches in order, with their outcomes', async () => {
    const db = openForWriting(file());
    ensureSchema(db);
    const committer = await ThreadedCommitter.start({ file: file(), writerId: claimWriter(db) }, observer);
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

  it('does not start on a file that cannot be opened, and says why', async () => {
    const folder = dirname(file());
    await expect(ThreadedCommitter.start({ file: folder, writerId: '' }, observer)).rejects.toThrow(
      `${folder} cannot be opened (`,
    );
  });

  it.each([
    ['ends', 'exit code 3', 'process.exit(3)'],
    ['throws', 'broken', `throw new Error('broken')`],
    ['throws a text', 'broken', `throw 'broken'`],
    ['throws nothing', 'null', `throw null`],
    ['throws an object', '{"reason":"broken"}', `throw { reason: 'broken' }`],
    ['throws an error of a native module', 'SQLITE_IOERR', `throw { code: 'SQLITE_IOERR' }`],
  ])('rejects pending and later commits if it %s', async (_, reason, onMessage) => {
    const committer = await ThreadedCommitter.start({ file: file(), writerId: '' }, observer, threadScript(onMessage));
    const pending = [committer.commit([request('a')]), committer.commit([request('b')])];
    const failed = { code: 'store-failed', message: expect.stringContaining('may or may not be recorded') as string };
    for (const commit of pending) await expect(commit).rejects.toMatchObject(failed);
    await expect(committer.commit([request('c')])).rejects.toMatchObject(failed);
    expect(observer.onFailure.mock.calls).toEqual([
      [expect.stringContaining(`${file()} has ended (${reason}). Appends`)],
    ]);
    await committer.close();
  });

  it('names an error of SQLite with which it ends', async () => {
    const missing = join(file(), 'none', 'events.db');
    await expect(ThreadedCommitter.start({ file: missing, writerId: '' }, observer)).rejects.toMatchObject({
      code: 'store-failed',
      message: expect.stringMatching(/has ended \([^[{]*(directory|file|open)[^[{]*\)/) as string,
    });
  });

  it('names the log, and what to do, if it finds it damaged only after it was opened', async () => {
    const db = openForWriting(file());
    ensureSchema(db);
    const writerId = claimWriter(db);
    const pageBytes = Number(db.pragma('page_size', { simple: true }));
    db.close();
    const bytes = readFileSync(file());
    writeFileSync(file(), bytes.fill(0xff, pageBytes));
    const start = ThreadedCommitter.start({ file: file(), writerId }, observer);
    await expect(start).rejects.toMatchObject({ code: 'store-failed' });
    expect(observer.onFailure.mock.calls).toEqual([
      [expect.stringMatching(/has ended \(.*log\.sqlite is damaged \(.*"ledgerdesk doctor".*\)\. Appends/)],
    ]);
  });

  it('ends with the name of a failure that no commit has seen, and passes on warnings', async () => {
    const script = threadScript(`
      if (kind === 'close') process.exit();
      parentPort.postMessage({ kind: 'warning', message: 'disk full' });
      parentPort.postMessage({ kind: 'stopped', message: 'disk broken' });
      parentPort.postMessage({ kind: 'failed', retry: false, message: 'disk broken' })`);
    const committer = await ThreadedCommitter.start({ file: file(), writerId: '' }, observer, script);
    await expect(committer.commit([request('a')])).rejects.toMatchObject({ message: 'disk broken' });
    await expect(committer.commit([request('a')])).rejects.toMatchObject({ message: 'disk broken' });
    expect([observer.onWarning.mock.calls, observer.onFailure.mock.calls]).toEqual([
      [['disk full']],
      [['disk broken']],
    ]);
    await committer.close();
  });

  it('restarts the write-ahead log during commits, and keeps everything committed', async () => {
    const db = openForWriting(file());
    ensureSchema(db);
    const committer = await ThreadedCommitter.start({ file: file(), writerId: claimWriter(db) }, observer);
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

  it('keeps the write-ahead log small while events are large', async () => {
    const db = openForWriting(file());
    ensureSchema(db);
    const committer = await ThreadedCommitter.start({ file: file(), writerId: claimWriter(db) }, observer);
    const large = valuesOf(sample({ data: `"${'x'.repeat(400_000)}"` }));
    for (let count = 0; count < 350; count += 1) await committer.commit([[`s-${count}`, 'no-stream', [large]]]);
    expect(statSync(`${file()}-wal`).size).toBeLessThanOrEqual(64 * 1024 * 1024);
    await committer.close();
    db.close();
  });

  it('fails to start if it cannot open the log', async () => {
    await expect(ThreadedCommitter.start({ file: `${file()}/nowhere`, writerId: '' }, observer)).rejects.toMatchObject({
      code: 'store-failed',
    });
  });
});

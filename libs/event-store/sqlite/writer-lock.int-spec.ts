import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, rmSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { sample, samples } from '../contract/samples.js';
import { lastRecordedAt } from '../last-recorded.js';
import { openSqliteEventStore, openSqliteLog } from './index.js';
import { logFiles } from '../../../test/support/event-store/log-file.js';

const compiled = pathToFileURL(`${process.cwd()}/dist/libs/event-store/sqlite/index.js`).href;

/** Starts a process that opens the log, prints a line, and keeps it open until killed. */
const otherProcess = async (file: string): Promise<ChildProcess> => {
  const script = `const { openSqliteEventStore } = await import(${JSON.stringify(compiled)});
    await openSqliteEventStore({ file: ${JSON.stringify(file)}, thread: false });
    console.log('open');
    setInterval(() => {}, 60_000);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(child.stdout, 'data');
  return child;
};

describe('the writer lock', () => {
  const file = logFiles();
  const locked = expect.objectContaining({
    code: 'store-locked',
    message: expect.stringContaining('Stop that process first') as string,
  }) as Error;

  it.each([true, false])('admits one store until that store closes (writer thread: %p)', async (thread) => {
    const store = await openSqliteEventStore({ file: file(), thread });
    await expect(openSqliteEventStore({ file: file(), thread: false })).rejects.toEqual(locked);
    await store.append('s-1', 'no-stream', [sample()]);
    await store.close();
    const again = await openSqliteEventStore({ file: file(), thread });
    expect(await again.readStream('s-1')).toHaveLength(1);
    await again.close();
  });

  it('excludes other processes, and is released when its process is killed', async () => {
    const other = await otherProcess(file());
    await expect(openSqliteEventStore({ file: file(), thread: false })).rejects.toEqual(locked);
    const exited = once(other, 'exit');
    other.kill('SIGKILL');
    await exited;
    await (await openSqliteEventStore({ file: file(), thread: false })).close();
  });

  it('is not taken for held by another process if its file cannot be written: the file is named', async () => {
    mkdirSync(`${file()}.lock`);
    await expect(openSqliteEventStore({ file: file(), thread: false })).rejects.toThrow(
      expect.objectContaining({
        code: 'file-inaccessible',
        message: expect.stringContaining(`${file()}.lock cannot be opened`) as string,
      }) as Error,
    );
  });

  it('is backed by the log: after its file is deleted, a second writer stops the first', async () => {
    const first = await openSqliteEventStore({ file: file(), thread: false });
    const states: string[] = [];
    first.status.subscribe(({ state }) => states.push(state));
    await first.append('s-1', 'no-stream', [sample({ recordedAt: '2026-11-27T09:00:00.000Z' })]);
    rmSync(`${file()}.lock`);
    const second = await openSqliteEventStore({ file: file(), thread: false });
    expect(await lastRecordedAt(second)).toBe('2026-11-27T09:00:00.000Z');
    await second.append('s-1', 0, [sample({ recordedAt: '2026-11-27T11:00:00.000Z' })]);
    await expect(
      first.append('s-2', 'no-stream', [sample({ recordedAt: '2026-11-27T10:00:00.000Z' })]),
    ).rejects.toMatchObject({
      code: 'store-failed',
      message: expect.stringContaining(`Another process has opened ${file()} for writing`) as string,
    });
    expect(states).toEqual(['writable', 'failed']);
    const { events } = await second.readAll();
    expect(events.map(({ recordedAt }) => recordedAt)).toEqual([
      '2026-11-27T09:00:00.000Z',
      '2026-11-27T11:00:00.000Z',
    ]);
    await first.close();
    await second.append('s-1', 1, [sample()]);
    await second.close();
  });

  it('is not needed for reading, with or without a writer', async () => {
    const store = await openSqliteEventStore({ file: file(), thread: false });
    await store.append('s-1', 'no-stream', samples(2));
    const beside = openSqliteLog({ file: file() });
    expect(beside.logId).toBe(store.logId);
    expect(await beside.readStream('s-1')).toEqual(await store.readStream('s-1'));
    await beside.close();
    await store.close();
    const without = openSqliteLog({ file: file() });
    expect(await without.head()).toBe('2');
    await without.close();
  });
});

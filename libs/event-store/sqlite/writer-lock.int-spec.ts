import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { sample, samples } from '../contract/samples.js';
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

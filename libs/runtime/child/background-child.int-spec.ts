import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { BackgroundChild } from './background-child.js';

const execFileAsync = promisify(execFile);
const COMPILED = pathToFileURL(join(import.meta.dirname, '../../../dist/libs/runtime/child')).href;
const SCRIPT = `
  import { serveParent } from '${COMPILED}/serve-parent.js';
  import { getPriority } from 'node:os';
  import { Worker } from 'node:worker_threads';
  const send = serveParent(({ echo }) => send({ echo, priority: getPriority(), pid: process.pid, env: process.env }));
  new Worker('for (;;);', { eval: true });
`;
/** The same on each system. */
const LOWERED = 5;

interface Reply {
  readonly echo: unknown;
  readonly priority: number;
  readonly pid: number;
  readonly env: NodeJS.ProcessEnv;
}

describe('a script in a process of its own', () => {
  const script = pathToFileURL(join(mkdtempSync(join(tmpdir(), 'background-child-')), 'child.mjs'));
  let child: BackgroundChild<object, Reply>;
  let parent: ChildProcess | undefined;
  beforeAll(() => {
    writeFileSync(script, SCRIPT);
    child = new BackgroundChild({ script, env: { ...process.env, LANGUAGE_OF_CHILD: 'ja' } });
  });
  afterAll(() => {
    parent?.kill('SIGKILL');
    return child.kill();
  });

  const replyTo = async (echo: unknown): Promise<Reply> => {
    const reply = once(child, 'message') as Promise<[Reply]>;
    child.send({ echo });
    return (await reply)[0];
  };

  it('gets and sends clones, at a low priority and with the environment that it is given', async () => {
    const echo = { map: new Map([['a', undefined]]), list: Float64Array.of(0.5, 2), text: 'é'.repeat(300_000) };
    const { env, ...reply } = await replyTo(echo);
    expect(reply).toMatchObject({ echo, priority: LOWERED });
    expect(env).toMatchObject({ LANGUAGE_OF_CHILD: 'ja' });
    expect(() => child.send({ echo: () => undefined })).toThrow('could not be cloned');
  });

  it('leaves the signals of a terminal to its parent, and ends with the reason when it is killed', async () => {
    const { pid } = await replyTo(1);
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.kill(pid, signal);
    expect(await replyTo(2)).toMatchObject({ echo: 2 });
    const end = once(child, 'end') as Promise<[Error]>;
    process.kill(pid, 'SIGKILL');
    expect((await end)[0].message).toBe('The process has ended with SIGKILL.');
    child.send({ echo: 3 });
    await child.kill();
  });

  it('ends with its parent, however that ends, even while a thread of it never returns', async () => {
    const code = `
      import { BackgroundChild } from '${COMPILED}/background-child.js';
      const child = new BackgroundChild({ script: new URL('${script.href}'), env: {} });
      child.on('message', () => console.log('ready'));
      child.send({});`;
    parent = spawn(process.execPath, ['--input-type=module', '-e', code], { stdio: ['ignore', 'pipe', 'pipe'] });
    if (parent.stdout) await once(parent.stdout, 'data');
    parent.kill('SIGKILL');
    // Both have the same stderr, which closes when both have ended.
    await once(parent, 'close');
  });

  it('reports that it could not be started', async () => {
    const missing = new BackgroundChild({ script, env: {}, files: [1e6] });
    expect((await once(missing, 'end'))[0]).toBeInstanceOf(Error);
    await missing.kill();
  });

  it('reports once that its program is missing', async () => {
    const code = `
      import { BackgroundChild } from '${COMPILED}/background-child.js';
      process.execPath = '/missing/node';
      const child = new BackgroundChild({ script: new URL('${script.href}'), env: {} });
      child.on('end', ({ code }) => console.log(code));`;
    const { stdout } = await execFileAsync(process.execPath, ['--input-type=module', '-e', code]);
    expect(stdout).toBe('ENOENT\n');
  });
});

import 'reflect-metadata';
import { createClient } from '@ledgerdesk/client';
import { messageOf } from '@ledgerdesk/kernel';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { settingsFrom } from '../../server/settings.js';
import { describeSandbox } from './describe-sandbox.js';
import { type EngineProcess, startEngine } from './engine-process.js';
import { SandboxCallers } from './sandbox-callers.js';
import { sandboxEnvironment } from './sandbox-environment.js';
import { SandboxFolder } from './sandbox-folder.js';
import { tellStory } from './tell-story.js';

/** Too slow for a ms to pass while the story is told: its times are the same each time. */
const STANDING = '0.0000001';

/** Recorded with each event of the story, so that they differ from those of the sandbox's users. */
const SCENARIO = 'sandbox-story';

const environment = (folder: SandboxFolder) => sandboxEnvironment(process.env, folder.path);

const callersOf = (url: string, folder: SandboxFolder): Promise<SandboxCallers> =>
  SandboxCallers.open(url, settingsFrom(environment(folder)));

const interruption = async (stopRequested: Promise<unknown>): Promise<never> => {
  await stopRequested;
  throw new Error('it was stopped before the month was recorded. The next start records it anew.');
};

const tell = async (folder: SandboxFolder, stopRequested: Promise<unknown>): Promise<void> => {
  process.stdout.write('A month of support is being recorded …\n');
  const engine = await startEngine({ ...environment(folder), CLOCK_SPEED: STANDING, SCENARIO, PORT: '0' });
  try {
    await Promise.race([tellStory(await callersOf(engine.url, folder)), interruption(stopRequested)]);
  } finally {
    await engine.stop();
  }
  folder.complete();
};

const describe = async ({ url }: EngineProcess, folder: SandboxFolder): Promise<void> => {
  const callers = await callersOf(url, folder);
  const operator = createClient({ url, token: await callers.token({ kind: 'operator' }) });
  const { data } = await operator.get('/v1/time');
  process.stdout.write(await describeSandbox({ url, now: data.now, folder: folder.path }, callers));
};

const run = async (): Promise<void> => {
  // From the beginning: whoever sees that the sandbox runs may stop it at once.
  const stopRequested = Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
  const { values } = parseArgs({ options: { fresh: { type: 'boolean', default: false } } });
  const folder = new SandboxFolder(resolve(process.env['SANDBOX_DIR'] ?? 'sandbox'));
  if (!(await folder.prepare(values))) await tell(folder, stopRequested);
  const engine = await startEngine({ ...environment(folder), PORT: process.env['PORT'] ?? '3000' });
  await describe(engine, folder);
  await Promise.race([stopRequested, engine.exited]);
  await engine.stop();
};

run().catch((error: unknown) => {
  // Pending retries of the recorded story would keep the process alive for seconds.
  process.stderr.write(`The sandbox failed: ${messageOf(error)}\n`, () => process.exit(1));
});

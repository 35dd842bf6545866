import { TicketCommandMessage } from '@ledgerdesk/application';
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createReadStream, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { createHistogram } from 'node:perf_hooks';
import { pipeline } from 'node:stream/promises';
import type { Server } from '../../apps/server/http-server.js';
import { envelope, openTicket, withFolder, withServer } from './bench-engine.js';
import { fillLog } from './big-log.js';
import { timed } from './measure.js';
import { paced } from './paced-load.js';
import { prepareTeam } from './prepared-team.js';
import { ms, printRow, ratio } from './report.js';
import { given, inSize } from './size.js';

const CLI = join(import.meta.dirname, '..', '..', 'apps', 'cli', 'main.js');
/** `BENCH_EVENTS` makes another number. */
const EVENTS = [given('BENCH_EVENTS') ?? inSize({ short: [500], standard: [100_000, 1_000_000] })].flat();
const COMMANDS_PER_SECOND = 500;
const REFERENCE_SECONDS = inSize({ short: 1, standard: 15 });
const WARM_UP_SECONDS = inSize({ short: 1, standard: 5 });

/** Runs `ledgerdesk` and resolves when it has ended. Rejects if it fails. */
const ledgerdesk = async (dataDir: string, ...options: readonly string[]): Promise<void> => {
  const child = spawn(process.execPath, [CLI, ...options], {
    env: { ...process.env, DATA_DIR: dataDir },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code !== 0) throw new Error(`ledgerdesk ${options.join(' ')} ended with ${code}.`);
};

/** Sends commands at a steady pace for some seconds. Returns the 99th percentile of all their times, in ms. */
const commandsFor = async (server: Server, seconds: number, times = createHistogram()): Promise<number> => {
  const send = (): Promise<unknown> => {
    const sent = envelope();
    const input = openTicket(sent.commandId);
    return server.commands.execute(new TicketCommandMessage(sent, input.ticketId, input));
  };
  await paced({ perSecond: COMMANDS_PER_SECOND, seconds }, send, (time) =>
    times.record(Math.max(1, Math.round(time * 1_000))),
  );
  return times.percentile(99) / 1_000;
};

/** Sends commands while `work` runs. Returns their 99th percentile, and the seconds that the work took. */
const commandsDuring = async (server: Server, work: () => Promise<void>) => {
  const times = createHistogram();
  let isDone = false;
  const working = timed(work).finally(() => {
    isDone = true;
  });
  while (!isDone) await commandsFor(server, 1, times);
  const { seconds } = await working;
  return { p99: times.percentile(99) / 1_000, seconds };
};

/** Reads and hashes all files of a folder in this thread, and does nothing else. */
const hashFiles = async (folder: string): Promise<void> => {
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true }))
    if (entry.isFile()) await pipeline(createReadStream(join(entry.parentPath, entry.name)), createHash('sha256'));
};

const measureBackup = async (folder: string, events: number): Promise<void> => {
  const [data, to, keys] = ['data', 'to', 'keys'].map((name) => join(folder, name)) as [string, string, string];
  await withServer(data, { ROLES: 'http' }, async (server, engine) => {
    await fillLog(engine.store, events);
    await prepareTeam(server);
    await commandsFor(server, WARM_UP_SECONDS);
    const without = await commandsFor(server, REFERENCE_SECONDS);
    const full = await commandsDuring(server, () => ledgerdesk(data, 'backup', to, '--keys', keys));
    const again = await commandsDuring(server, () => ledgerdesk(data, 'backup', to, '--keys', keys));
    for (const [what, { p99, seconds }] of [
      [`Backup of ${events.toLocaleString('en')} events`, full],
      ['Next backup, of what was new', again],
    ] as const)
      printRow({
        what: `${what}, during ${COMMANDS_PER_SECOND} commands/s`,
        measured: `${seconds.toFixed(1)} s, p99 ${ms(p99)}`,
        reference: `without a backup p99 ${ms(without)}`,
        ratio: ratio(p99, without),
        aim: '≤ 2',
      });
  });
  const verified = await timed(() => ledgerdesk(data, 'backup', 'verify', to, '--keys', keys));
  const erasures = join(keys, 'erasures.jsonl');
  const into = join(folder, 'into');
  const restored = await timed(() => ledgerdesk(data, 'restore', to, into, '--keys', keys, '--erasures', erasures));
  const hashed = await timed(() => hashFiles(to));
  for (const [what, { seconds }] of [
    ['Verifying both backups', verified],
    ['Restoring', restored],
  ] as const)
    printRow({
      what: `${what}, ${events.toLocaleString('en')} events`,
      measured: `${seconds.toFixed(1)} s`,
      reference: `hashing their files ${hashed.seconds.toFixed(1)} s`,
      ratio: ratio(seconds, hashed.seconds),
      aim: '–',
    });
};

/** Measures backups of an engine under load, and how long a restore takes. */
export const benchBackup = async (): Promise<void> => {
  for (const events of EVENTS) await withFolder((folder) => measureBackup(folder, events));
};

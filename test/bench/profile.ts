import 'reflect-metadata';
import { Argument, InvalidArgumentError, Option, program } from 'commander';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { withFolder, withServer } from './bench-engine.js';
import { prepareTeam } from './prepared-team.js';
import { timesOf } from './profile/hot-functions.js';
import { timesText } from './profile/print-times.js';
import { type ProcessorTime, processorTime, processorTimeSince } from './profile/processor-time.js';
import { type ThreadProfile, ThreadProfiler } from './profile/thread-profiler.js';
import { commandLoad, requestLoad } from './profile/ticket-load.js';

type LoadName = 'requests' | 'commands';

interface ProfileOptions {
  readonly callers: number;
  readonly tickets: number;
  readonly roles: string;
  readonly top: number;
  readonly out?: string;
}

/** What was measured while as many tickets were opened twice: first without, then with the profiler. */
interface Profiled {
  readonly time: ProcessorTime;
  readonly threads: readonly ThreadProfile[];
}

/** The threads that are printed: the one that answers requests, and the one that writes the log. */
const PRINTED = ['main', 'event-store-sqlite-writer'];

const count = (text: string): number => {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 1) throw new InvalidArgumentError('Use a whole number above 0.');
  return value;
};

const profileOf = (name: LoadName, { callers, tickets, roles }: ProfileOptions): Promise<Profiled> =>
  withFolder((folder) =>
    withServer(folder, { ROLES: roles, CONNECTIONS_PER_ADDRESS: '10000' }, async (server, { settings }) => {
      await prepareTeam(server);
      const load = name === 'commands' ? commandLoad(server, callers) : await requestLoad(server, settings, callers);
      try {
        // V8 compiles meanwhile what runs often.
        await load.open(tickets);
        const before = processorTime();
        await load.open(tickets);
        const time = processorTimeSince(before);
        const profiler = await ThreadProfiler.start();
        await load.open(tickets);
        return { time, threads: await profiler.stop() };
      } finally {
        load.stop();
      }
    }),
  );

const micros = (time: number | undefined, tickets: number): string =>
  time === undefined ? 'an unknown time' : `${Math.round(time / tickets)} µs`;

const write = (text: string): void => void process.stdout.write(`${text}\n\n`);

const run = async (name: LoadName, options: ProfileOptions): Promise<void> => {
  const { callers, tickets, roles } = options;
  const { time, threads } = await profileOf(name, options);
  const what = name === 'commands' ? 'OpenTicket commands' : 'POST /v1/tickets';
  write(
    `${tickets} ${what}, ${callers} at a time, roles ${roles}. ` +
      `Processor time of each: ${micros(time.main, tickets)} in the main thread, ` +
      `${micros(time.process, tickets)} in all threads.`,
  );
  const folder = resolve(options.out ?? mkdtempSync(join(tmpdir(), 'ledgerdesk-profile-')));
  mkdirSync(folder, { recursive: true });
  for (const { name: thread, profile } of threads) {
    if (PRINTED.includes(thread)) write(timesText(thread, timesOf(profile), options.top));
    writeFileSync(join(folder, `${thread}.cpuprofile`), JSON.stringify(profile));
  }
  write(`Profiles of ${threads.map((thread) => thread.name).join(', ')} are in ${folder}.`);
};

/** `npm run profile -- [requests|commands] [options]`: where an engine spends its processor time. */
await program
  .name('npm run profile --')
  .description('Shows where an engine spends its processor time while tickets are opened.')
  .addArgument(
    new Argument('[load]', 'POST /v1/tickets, or the same commands without HTTP')
      .choices(['requests', 'commands'])
      .default('requests'),
  )
  .addOption(new Option('--callers <n>', 'connections, or commands at a time').argParser(count).default(64))
  .addOption(new Option('--tickets <n>', 'tickets that are opened, three times').argParser(count).default(10_000))
  .addOption(new Option('--top <n>', 'functions in each list').argParser(count).default(20))
  .option('--roles <roles>', 'setting ROLES of the engine', 'http,projections,deadlines,processes')
  .option('--out <folder>', 'folder for the profiles (default: a new one)')
  .action(run)
  .parseAsync();

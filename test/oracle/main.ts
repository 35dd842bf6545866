import 'reflect-metadata';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { isDeepStrictEqual, parseArgs } from 'node:util';
import { createServer } from '../../apps/server/http-server.js';
import { issueToken } from '../../apps/cli/token/token.command.js';
import { openEngine, settingsFrom } from '../../apps/server/index.js';
import type { RawEvent } from './raw-log.js';
import { Recount, type PolicyFiles } from './recount.js';

const DAY_MS = 86_400_000;
const CLI = join(import.meta.dirname, '..', '..', 'apps', 'cli', 'main.js');
const {
  values: { teams, days, seed },
} = parseArgs({
  options: {
    teams: { type: 'string', default: '2000' },
    days: { type: 'string', default: '365' },
    seed: { type: 'string', default: '1' },
  },
});
const end = Math.floor(Date.now() / DAY_MS) * DAY_MS;
const start = new Date(end - Number(days) * DAY_MS).toISOString();
const until = new Date(end).toISOString();

const folder = mkdtempSync(join(tmpdir(), 'ledgerdesk-year-'));
const settings = settingsFrom({ DATA_DIR: folder, ROLES: 'http,projections', LOG_LEVEL: 'error', RATE_LIMIT: '0' });
const ledgerdesk = (args: readonly string[], stdout: 'inherit' | 'pipe') =>
  spawn(process.execPath, [CLI, ...args], {
    env: { ...process.env, DATA_DIR: folder },
    stdio: ['ignore', stdout, 'inherit'],
  });
const fileOf = <Name extends keyof PolicyFiles>(name: Name): PolicyFiles[Name] =>
  JSON.parse(readFileSync(join(settings.CONFIG_DIR, `${name}.json`), 'utf8')) as PolicyFiles[Name];

const simulate = async (): Promise<void> => {
  const [status] = (await once(
    ledgerdesk(['simulate', '--teams', teams, '--days', days, '--seed', seed, '--start', start], 'inherit'),
    'exit',
  )) as [number];
  if (status !== 0) throw new Error('The simulation failed.');
};

const recountLog = async () => {
  const files: PolicyFiles = {
    policy: fileOf('policy'),
    prices: fileOf('prices'),
    taxonomy: fileOf('taxonomy'),
    features: fileOf('features'),
  };
  const recount = new Recount(files);
  const { stdout } = ledgerdesk(['export'], 'pipe');
  if (!stdout) throw new Error('The stdout of the export is not a pipe.');
  for await (const line of createInterface({ input: stdout })) recount.apply(JSON.parse(line) as RawEvent);
  return recount.reports(until);
};

/** Reads the reports over HTTP. The scheduler is off, so that no event is added. */
const readReports = async (): Promise<Readonly<Record<string, unknown>>> => {
  const server = await createServer(await openEngine(settings));
  await server.app.listen(0, '127.0.0.1');
  const headers = {
    authorization: `Bearer ${await issueToken({ kind: 'auditor', subject: 'recount', days: 1 }, settings)}`,
  };
  const url = await server.app.getUrl();
  const reports = await Promise.all(
    ['responses', 'charges', 'digests'].map(
      async (name) => [name, await (await fetch(`${url}/v1/reports/${name}`, { headers })).json()] as const,
    ),
  );
  await server.close();
  return Object.fromEntries(reports);
};

/** `npm run year [-- --teams 2000 --days 365 --seed 1]`: compares the reports of a simulation with a recount. */
try {
  await simulate();
  const expected = await recountLog();
  const reports = await readReports();
  const differing = Object.entries(expected).filter(([name, report]) => !isDeepStrictEqual(report, reports[name]));
  for (const [name, report] of differing)
    process.stdout.write(
      `${name} differ.\nrecount: ${JSON.stringify(report)}\nengine:  ${JSON.stringify(reports[name])}\n`,
    );
  const {
    responses: {
      total: { clocks, breached },
    },
    charges,
    digests,
  } = expected;
  const counts = [charges, digests].map(({ items }) =>
    items.reduce((sum, item) => sum + ('charges' in item ? item.charges : item.teams), 0),
  );
  const totals = `${clocks} response clocks, ${breached} breaches, ${counts[0]} charges, ${counts[1]} digests`;
  const verdict = differing.length === 0 ? 'the reports are the same' : 'the reports differ';
  process.stdout.write(`Recounted from the raw log: ${totals}; ${verdict}.\n`);
  process.exitCode = differing.length === 0 ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}

import 'reflect-metadata';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
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
import type { OracleRequest } from './grouped.js';
import { writeChangingConfig } from './changing-config.js';
import { pathOf, requestsFor } from './requests.js';
import { PROMISE_REPORTS, Recount, type PolicyFiles } from './recount.js';
import { SUPPORT_REPORTS, SupportRecount } from './support-recount.js';

const DAY_MS = 86_400_000;
const CLI = join(import.meta.dirname, '..', '..', 'apps', 'cli', 'main.js');
const {
  values: { teams, days, seed, end: lastDay, keep, reports: only },
} = parseArgs({
  options: {
    teams: { type: 'string', default: '2000' },
    days: { type: 'string', default: '365' },
    seed: { type: 'string', default: '1' },
    end: { type: 'string', default: new Date().toISOString().slice(0, 10) },
    keep: { type: 'string' },
    reports: { type: 'string' },
  },
});
const named = only?.split(',');
const end = Date.parse(`${lastDay}T00:00:00Z`);
const start = new Date(end - Number(days) * DAY_MS).toISOString();
const until = new Date(end).toISOString();

const temporary = mkdtempSync(join(tmpdir(), 'ledgerdesk-year-'));
const [folder, config] = [keep ?? join(temporary, 'data'), join(temporary, 'config')];
const settings = settingsFrom({
  DATA_DIR: folder,
  CONFIG_DIR: config,
  ROLES: 'http,projections',
  LOG_LEVEL: 'error',
  RATE_LIMIT: '0',
});
/** In the middle of the time, another version of the policy comes into force. */
writeChangingConfig(settingsFrom({}).CONFIG_DIR, config, new Date(end - (Number(days) / 2) * DAY_MS).toISOString());
const ledgerdesk = (args: readonly string[], stdout: 'inherit' | 'pipe') =>
  spawn(process.execPath, [CLI, ...args], {
    env: { ...process.env, DATA_DIR: folder, CONFIG_DIR: config },
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
  const support = new SupportRecount();
  const { stdout } = ledgerdesk(['export'], 'pipe');
  if (!stdout) throw new Error('The stdout of the export is not a pipe.');
  for await (const line of createInterface({ input: stdout })) {
    const event = JSON.parse(line) as RawEvent;
    recount.apply(event);
    support.apply(event);
  }
  return { monthly: recount.reports(until), recount, support };
};

/** The rows of a report as it is sent, or the type of the problem for which it is refused. */
interface SentReport {
  readonly total?: unknown;
  readonly items?: readonly unknown[];
  readonly type?: string;
}

/** Sends a request again if its connection was closed: while this thread recounts, the server's timeouts expire. */
const sentAgain = async (send: () => Promise<Response>): Promise<Response> => {
  for (let attempt = 1; ; attempt += 1)
    try {
      return await send();
    } catch (error) {
      if (attempt === 3) throw error;
    }
};

/** Passes `use` a reader of reports over HTTP. The scheduler is off, so that no event is added. */
const withReports = async <T>(use: (read: (path: string) => Promise<SentReport>) => Promise<T>): Promise<T> => {
  const engine = await openEngine(settings);
  // The data of an earlier release may have rows of earlier versions.
  await engine.projectionProgress.waitFor(await engine.store.head(), CATCH_UP_MS);
  const server = await createServer(engine);
  await server.app.listen(0, '127.0.0.1');
  const headers = {
    authorization: `Bearer ${await issueToken({ kind: 'auditor', subject: 'recount', days: 1 }, settings)}`,
  };
  const url = await server.app.getUrl();
  try {
    return await use(async (path) => {
      const response = await sentAgain(() => fetch(`${url}${path}`, { headers }));
      const { manifest: _, ...report } = (await response.json()) as SentReport & { readonly manifest?: unknown };
      return report;
    });
  } finally {
    await server.close();
  }
};

/** Longest wait for the read models. */
const CATCH_UP_MS = 3_600_000;
const TOO_LARGE = 'urn:ledgerdesk:problem:report-too-large';
/** Items that a report has at most. */
const MAX_ITEMS = 10_000;

/** What differs between a recount and a report: the first of the items that do, or the total. */
const differenceOf = ({ total, items }: Required<Omit<SentReport, 'type'>>, sent: SentReport): string | undefined => {
  if (items.length > MAX_ITEMS) return sent.type === TOO_LARGE ? undefined : 'it should be refused';
  if (isDeepStrictEqual({ total, items }, sent)) return undefined;
  const index = items.findIndex((item, place) => !isDeepStrictEqual(item, sent.items?.[place]));
  const [counted, got] = index < 0 ? [total, sent.total ?? sent] : [items[index], sent.items?.[index] ?? sent.type];
  return `recount: ${JSON.stringify(counted)}\nengine:  ${JSON.stringify(got)}`;
};

const writeLine = (text: string): void => void process.stdout.write(`${text}\n`);

type Counted = Awaited<ReturnType<typeof recountLog>>;

/** A recount of a report. What lasts counts up to `until`, which is its end. */
const countedBy = ({ recount, support }: Counted, name: string, request: OracleRequest) => {
  const promise = Object.keys(PROMISE_REPORTS).find((one): one is keyof typeof PROMISE_REPORTS => one === name);
  if (promise) return recount.grouped(promise, request, until);
  return support.report(name as keyof typeof SUPPORT_REPORTS, request, until);
};

/** Reports of response times and charges have groups of their own without groupings and buckets. */
const ungrouped = (name: string): readonly OracleRequest[] => [
  ...(name in SUPPORT_REPORTS ? [{}] : []),
  { bucket: 'month', timeZone: 'Asia/Tokyo' },
];

/** Compares a report by every grouping and pair of them. Counts what is compared, refused and different. */
const compareReport = async (
  name: string,
  groupings: readonly string[],
  counted: Counted,
  read: (path: string) => Promise<SentReport>,
) => {
  const result = { compared: 0, refused: 0, differing: 0 };
  for (const grouped of [...ungrouped(name), ...requestsFor(groupings)]) {
    const request = { ...grouped, to: until };
    const sent = await read(pathOf(name, request));
    const difference = differenceOf(countedBy(counted, name, request), sent);
    result.compared += 1;
    if (sent.type !== undefined) result.refused += 1;
    if (difference === undefined) continue;
    result.differing += 1;
    writeLine(`${pathOf(name, request)} differs.\n${difference}`);
  }
  return result;
};

/** Compares every report, and says how each was. */
const compareGrouped = async (counted: Counted, read: (path: string) => Promise<SentReport>) => {
  const sum = { compared: 0, refused: 0, differing: 0 };
  const all = Object.entries({ ...SUPPORT_REPORTS, ...PROMISE_REPORTS });
  const unknown = named?.find((name) => !all.some(([known]) => known === name));
  if (unknown !== undefined) throw new Error(`There is no report ${unknown}.`);
  for (const [name, groupings] of all.filter(([known]) => named?.includes(known) ?? true)) {
    const { compared, refused, differing } = await compareReport(name, groupings, counted, read);
    writeLine(`${name}: ${compared} compared, of which ${refused} are too large and refused; ${differing} differ.`);
    sum.compared += compared;
    sum.refused += refused;
    sum.differing += differing;
  }
  return sum;
};

/**
 * `npm run year [-- --teams 2000 --days 365 --seed 1 --end 2026-11-30 --keep FOLDER --reports NAMES]`: compares the
 * reports of a simulation with a recount. `--keep` names the folder of the data, which then stays; one that exists is
 * not simulated again. `--reports` names the grouped reports to compare, separated by commas; by default all are.
 */
try {
  if (!existsSync(folder)) await simulate();
  const counted = await recountLog();
  const { monthly } = counted;
  const { differing, grouped } = await withReports(async (read) => ({
    differing: await Promise.all(
      Object.entries(monthly).map(async ([name, report]) => {
        const sent = await read(`/v1/reports/${name}`);
        if (isDeepStrictEqual(report, sent)) return [];
        writeLine(`${name} differ.\nrecount: ${JSON.stringify(report)}\nengine:  ${JSON.stringify(sent)}`);
        return [name];
      }),
    ),
    grouped: await compareGrouped(counted, read),
  }));
  const {
    responses: {
      total: { clocks, breached },
    },
    charges,
    digests,
  } = monthly;
  const counts = [charges, digests].map(({ items }) =>
    items.reduce((sum, item) => sum + ('charges' in item ? item.charges : item.teams), 0),
  );
  const totals = `${clocks} response clocks, ${breached} breaches, ${counts[0]} charges, ${counts[1]} digests`;
  const isSame = differing.flat().length === 0 && grouped.differing === 0;
  writeLine(`Recounted from the raw log: ${totals}; ${isSame ? 'the reports are the same' : 'the reports differ'}.`);
  writeLine(
    `Grouped reports: ${grouped.compared} compared, of which ${grouped.refused} are too large and refused; ` +
      `${grouped.differing} differ.`,
  );
  process.exitCode = isSame ? 0 : 1;
} finally {
  rmSync(temporary, { recursive: true, force: true });
}

import { decode, EngineLog, pagesOf, type ReadableLog, type StoredEvent } from '@ledgerdesk/event-store';
import { DAY, type Instant } from '@ledgerdesk/kernel';
import { unsealEvent } from '@ledgerdesk/sealing';
import { WhatIf, type WhatIfQuestion } from '@ledgerdesk/what-if';
import { simulate } from '../../apps/cli/simulate/simulation.js';
import { policiesFor, readJson, type Settings, settingsFrom } from '../../apps/server/index.js';
import { openLogForReading, storageConfigOf } from '../../apps/server/storage.js';
import { withFolder } from './bench-engine.js';
import { timed } from './measure.js';
import { printRow, rate, ratio } from './report.js';
import { givenOrInSize, inSize } from './size.js';

/** A year of fewer teams than a desk has: simulating takes most of the time. `BENCH_TEAMS` makes another number. */
const TEAMS = givenOrInSize('BENCH_TEAMS', { short: 2, standard: 100 });
const DAYS = inSize({ short: 70, standard: 365 });

const decodeClear = (stored: StoredEvent) => decode(unsealEvent(stored, 'erased'));

/** A policy with a shorter target, which pauses clocks. */
const shorter = (): unknown => ({
  ...(readJson('config/policy.json') as object),
  version: 'shorter',
  editionMinutes: { essentials: 60, enhanced: 30 },
  holdPausesClock: true,
});

/** The minimum work of any reader without keys: scan the log and parse the clear part of each event. */
const scanClear = async (log: ReadableLog): Promise<number> => {
  let count = 0;
  for await (const { events } of pagesOf(log)) for (const stored of events) count += decodeClear(stored).type ? 1 : 0;
  return count;
};

/** A simulated year of some teams, or the folder that `BENCH_FOLDER` names, such as that of `npm run year`. */
const withYear = (work: (settings: Settings) => Promise<void>): Promise<void> => {
  const given = process.env['BENCH_FOLDER'];
  if (given !== undefined) return work(settingsFrom({ DATA_DIR: given, LOG_LEVEL: 'silent' }));
  return withFolder(async (folder) => {
    const settings = settingsFrom({ DATA_DIR: folder, LOG_LEVEL: 'silent' });
    await simulate(settings, { teams: TEAMS, days: DAYS, seed: 1, start: '2026-01-01T00:00:00Z' });
    await work(settings);
  });
};

/**
 * Measures the derivation of every clock of a year under another policy, and of those of its last whole month.
 * Reference: scan and parse.
 */
export const benchWhatIf = (): Promise<void> =>
  withYear(async (settings) => {
    const log = new EngineLog(await openLogForReading(storageConfigOf(settings)));
    const bare = await timed(() => scanClear(log));
    const configured = policiesFor(settings);
    const ask = async (what: string, aim: string, period: Pick<WhatIfQuestion, 'from' | 'to'>): Promise<Instant> => {
      const whatIf = await WhatIf.ask({ log, configured }, { policy: shorter(), ...period }, await log.head());
      const derived = await timed(() => whatIf.run());
      const { total, endedAt } = derived.result;
      const memory = Math.round(process.resourceUsage().maxRSS / 1_024);
      printRow({
        what: `${what} of ${bare.result.toLocaleString('en')} events: ${total.clocks} clocks, ${total.gained} gained`,
        measured: `${derived.seconds.toFixed(1)} s, ${rate(bare.result / derived.seconds)}; memory ${memory} MiB`,
        reference: `scan, parse ${bare.seconds.toFixed(1)} s, ${rate(bare.result / bare.seconds)}`,
        ratio: ratio(derived.seconds, bare.seconds),
        aim,
      });
      return endedAt;
    };
    const endedAt = await ask('What-if of a year', '≤ 5', {});
    const to = `${endedAt.slice(0, 'yyyy-mm'.length)}-01T00:00:00.000Z`;
    const from = `${new Date(Date.parse(to) - DAY).toISOString().slice(0, 'yyyy-mm'.length)}-01T00:00:00.000Z`;
    await ask('What-if of one month', '–', { from, to });
    await log.close();
  });

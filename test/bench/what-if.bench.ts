import type { PolicyTimeline } from '@ledgerdesk/application';
import { decode, EngineLog, pagesOf, type ReadableLog, type StoredEvent } from '@ledgerdesk/event-store';
import { unsealEvent } from '@ledgerdesk/sealing';
import { WhatIf } from '@ledgerdesk/what-if';
import { simulate } from '../../apps/cli/simulate/simulation.js';
import { policiesFor, readJson, settingsFrom } from '../../apps/server/index.js';
import { openLogForReading, storageConfigOf } from '../../apps/server/storage.js';
import { withFolder } from './bench-engine.js';
import { timed } from './measure.js';
import { printRow, rate, ratio } from './report.js';

/** A year of fewer teams than a desk has: simulating takes most of the time. */
const [TEAMS, DAYS] = [100, 365];

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

/** Measures the derivation of every clock of simulated teams under another policy. Reference: scan and parse. */
export const benchWhatIf = (): Promise<void> =>
  withFolder(async (folder) => {
    const settings = settingsFrom({ DATA_DIR: folder, LOG_LEVEL: 'silent' });
    await simulate(settings, { teams: TEAMS, days: DAYS, seed: 1, start: '2026-01-01T00:00:00Z' });
    const log = new EngineLog(await openLogForReading(storageConfigOf(settings)));
    await measureWhatIf(log, policiesFor(settings));
    await log.close();
  });

const measureWhatIf = async (log: ReadableLog, configured: PolicyTimeline): Promise<void> => {
  const bare = await timed(() => scanClear(log));
  const whatIf = await WhatIf.ask({ log, configured }, { policy: shorter() }, await log.head());
  const derived = await timed(() => whatIf.run());
  const { clocks, gained } = derived.result.total;
  const events = bare.result;
  printRow({
    what: `What-if of ${events.toLocaleString('en')} simulated events: ${clocks} clocks, ${gained} breaches gained`,
    measured: rate(events / derived.seconds),
    reference: `scan, parse ${rate(events / bare.seconds)}`,
    ratio: ratio(bare.seconds, derived.seconds),
    aim: '≥ 0.2',
  });
};

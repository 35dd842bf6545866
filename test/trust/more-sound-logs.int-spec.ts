import { readEpoch, recordLoss } from '@ledgerdesk/event-store';
import { openSqliteEventStore } from '@ledgerdesk/event-store/sqlite';
import { randomBytes } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SavedCheckpoint } from '@ledgerdesk/integrity';
import { openSqliteTreeStore } from '@ledgerdesk/tree-store/sqlite';
import { reseal } from '../../apps/cli/reseal/reseal.js';
import { copy } from '../../apps/cli/copy/copy.js';
import { dataFolderAt } from '../../apps/server/data-folder.js';
import { settingsFrom } from '../../apps/server/index.js';
import { ReleaseFixture } from '../support/release-fixture.js';
import { checkFolder } from './checked-codes.js';
import { runs } from '../support/runs.js';
import { fillKeptFolder } from './kept-folder.js';
import { readLogRows } from './log-rows.js';
import { caughtUpEngine, fillSoundFolder } from './sound-folder.js';
import { verifierFindings } from './verified-export.js';

const NOW = '2026-12-02T00:00:00.000Z';

/** Fills a folder with a sound log. Returns the codes of questions that stay open although a checkpoint was saved. */
type Fill = (folder: string, seed: number) => Promise<readonly string[] | void>;

const simulated = (folder: string, seed: number) => fillSoundFolder(folder, { teams: 1, days: 1, seed });

/** The newest checkpoint of the newest epoch, and the key that signed it. */
const newestFrom = async (folder: string): Promise<SavedCheckpoint> => {
  const store = await openSqliteTreeStore(dataFolderAt(folder).ledger);
  try {
    const tree = store.tree([...(await store.origins())].sort().at(-1) ?? '');
    const [last, keys] = [await tree.lastCheckpoint(), await tree.keys()];
    return { name: 'saved', note: last?.note ?? '', vkey: keys.at(-1)?.vkey };
  } finally {
    await store.close();
  }
};

/** Lets an engine sign with another key, to which the one before hands over. */
const withOtherKey = async (folder: string): Promise<void> => {
  const before = readFileSync(join(dataFolderAt(folder).keys, 'ledger.key')).toString('base64');
  const keys = { LEDGER_KEY: randomBytes(32).toString('base64'), LEDGER_PREVIOUS_KEY: before };
  await (await caughtUpEngine(folder, keys)).close();
};

const afterLoss = async (folder: string, seed: number): Promise<readonly string[]> => {
  await simulated(folder, seed);
  const log = await openSqliteEventStore({ file: dataFolderAt(folder).events, thread: false });
  const epoch = (await readEpoch(log)) + 1;
  const lost = [{ reader: 'read model tickets', position: '1', eventId: null }];
  await recordLoss(log, { epoch, lost, reason: 'The disk was replaced.', tenant: 'main', now: NOW });
  await log.close();
  await (await caughtUpEngine(folder)).close();
  // The loss names no tree that both epochs share.
  return ['epoch-lost'];
};

/** Version 0.1.0 recorded no policies, and its events have earlier forms. */
const upgraded: Fill = async (folder) => {
  new ReleaseFixture('0.1.0').restoreFolder(folder);
  await (await caughtUpEngine(folder)).close();
  return ['fact-unknown'];
};

/** A log of version 0.1.0 whose personal data was sealed in a copy. */
const resealed: Fill = async (folder) => {
  const from = `${folder}-from`;
  mkdirSync(from);
  const open = await upgraded(from, 1);
  await reseal({ from, to: folder }, settingsFrom({ DATA_DIR: from }));
  await (await caughtUpEngine(folder)).close();
  rmSync(from, { recursive: true });
  return open;
};

/** A copy with the tree of the log that it is a copy of, before an engine starts on it. */
const copiedWithTree: Fill = async (folder, seed) => {
  const from = `${folder}-from`;
  await simulated(from, seed);
  await copy({ from, to: folder, map: `${folder}-map.csv` });
  for (const part of ['keys', 'keys.db', 'ledger.db'])
    cpSync(join(from, part), join(folder, part), { recursive: true });
  rmSync(from, { recursive: true });
  // Nobody has read through the copy.
  return ['read-audit-missing'];
};

const KINDS: Readonly<Record<string, Fill>> = {
  'that version 0.1.0 wrote, upgraded': upgraded,
  'that was resealed': resealed,
  'with erased people, dropped reads and lists of erasures': fillKeptFolder,
  'whose signing key changed': async (folder, seed) => {
    await simulated(folder, seed);
    await withOtherKey(folder);
  },
  'after an accepted loss': afterLoss,
  'that was copied with its tree': copiedWithTree,
};

/** Number of logs per kind. Logs that start from a fixture are identical. */
const COUNTS = { short: 1, long: 40 };

describe('a sound log', () => {
  let root: string;
  beforeAll(() => {
    root = mkdtempSync(join(tmpdir(), 'ledgerdesk-trust-'));
  });
  afterAll(() => rmSync(root, { recursive: true }));

  it.each(Object.entries(KINDS))('%s is found sound, by doctor and by the verifier', async (name, fill) => {
    for (let seed = 1; seed <= runs(COUNTS); seed += 1) {
      // What a fill leaves beside the folder, such as backups, is of this log alone.
      const place = mkdtempSync(join(root, 'log-'));
      const folder = join(place, name.replaceAll(/\W+/g, '-'));
      mkdirSync(folder);
      const open = (await fill(folder, seed)) ?? [];
      const saved = await newestFrom(folder);
      const { findings } = await checkFolder(folder, saved);
      const wrong = findings.filter(({ state, code }) => state !== 'note' && !open.includes(code));
      expect({ name, seed, wrong }).toEqual({ name, seed, wrong: [] });
      const found = await verifierFindings(join(root, 'log.bin'), readLogRows(dataFolderAt(folder).events), saved);
      expect({ name, seed, found }).toEqual({ name, seed, found: [] });
      rmSync(place, { recursive: true });
    }
  });
});

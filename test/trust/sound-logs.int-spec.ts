import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { backup } from '../../apps/cli/backup/backup.js';
import { verifyBackups } from '../../apps/cli/backup/verify-backups.js';
import { copy } from '../../apps/cli/copy/copy.js';
import { rotateKeys } from '../../apps/cli/keys/rotate-keys.js';
import { restore } from '../../apps/cli/restore/restore.js';
import { settingsFrom } from '../../apps/server/index.js';
import { checkFolder } from './checked-codes.js';
import { runs } from '../support/runs.js';
import { recordOneMore, savedFrom } from './signed-folder.js';
import { fillSoundFolder } from './sound-folder.js';

const NOW = '2026-12-02T00:00:00.000Z';

/** Makes another sound log of a sound one, in a folder beside it. Returns the folder. */
type Derive = (folder: string) => Promise<string>;

const restored: Derive = async (folder) => {
  const settings = settingsFrom({ DATA_DIR: folder });
  const [data, keys, into] = [`${folder}-backup`, `${folder}-keys`, `${folder}-restored`];
  await backup(settings, { to: data, keys, now: NOW, pause: async () => undefined });
  const { backups, keyProblems } = await verifyBackups(settings, { place: data, keys });
  expect([backups.flatMap(({ problems }) => problems), keyProblems]).toEqual([[], []]);
  await restore(settings, { from: data, keys, erasures: join(keys, 'erasures.jsonl'), into, reason: null, now: NOW });
  return into;
};

const copied: Derive = async (folder) => {
  const to = `${folder}-copied`;
  await copy({ from: folder, to, map: `${folder}-map.csv` });
  cpSync(join(folder, 'keys'), join(to, 'keys'), { recursive: true });
  cpSync(join(folder, 'keys.db'), join(to, 'keys.db'));
  return to;
};

const KINDS: Readonly<Record<string, Derive>> = {
  'of one engine': async (folder) => folder,
  'of two engines, one after the other': async (folder) => {
    await recordOneMore(folder, 'Another engine.');
    return folder;
  },
  'that was copied': copied,
  'that was restored': restored,
  'whose master key was changed': async (folder) => {
    await rotateKeys(settingsFrom({ DATA_DIR: folder }));
    return folder;
  },
};

describe('a sound log', () => {
  let root: string;
  /** Sound logs by the seeds of their histories. Each is made once, and copied for each kind. */
  const histories = new Map<number, string>();
  beforeAll(() => {
    root = mkdtempSync(join(tmpdir(), 'ledgerdesk-trust-'));
  });
  afterAll(() => rmSync(root, { recursive: true }));

  const historyOf = async (seed: number): Promise<string> => {
    const known = histories.get(seed) ?? join(root, `history-${seed}`);
    if (!histories.has(seed)) await fillSoundFolder(known, { teams: 1, days: 1, seed });
    histories.set(seed, known);
    return known;
  };

  const seeds = Array.from({ length: runs({ short: 2, long: 120 }) }, (_, index) => index + 1);

  it.each(Object.entries(KINDS))('%s is found sound', async (name, derive) => {
    for (const seed of seeds) {
      const history = join(root, 'copies', String(seed));
      cpSync(await historyOf(seed), history, { recursive: true });
      const saved = await savedFrom(history);
      const { findings } = await checkFolder(await derive(history), saved);
      const wrong = findings.filter(({ state }) => state !== 'note');
      expect({ name, seed, wrong }).toEqual({ name, seed, wrong: [] });
      rmSync(join(root, 'copies'), { recursive: true });
    }
  });
});

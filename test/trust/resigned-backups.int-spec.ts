import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { backup } from '../../apps/cli/backup/backup.js';
import { verifyBackups } from '../../apps/cli/backup/verify-backups.js';
import { restore } from '../../apps/cli/restore/restore.js';
import { dataFolderAt } from '../../apps/server/data-folder.js';
import { settingsFrom } from '../../apps/server/index.js';
import type { SavedCheckpoint } from '@ledgerdesk/integrity';
import { checkFolder } from './checked-codes.js';
import { eachKind, tamperingRuns } from './counts.js';
import { SIGNED_TAMPERINGS } from './event-tamperings.js';
import { Choices } from './random.js';
import { readLogRows } from './log-rows.js';
import { savedFrom } from './signed-folder.js';
import { fillSoundFolder } from './sound-folder.js';
import type { Tampering } from './tampering.js';

/** Each case takes and restores a backup. */
const MAX_CASES = 20;
const NOW = '2026-12-02T00:00:00.000Z';

/** Changes of the log by somebody who has its key, and signs a backup of the changed log. */
const KINDS = SIGNED_TAMPERINGS.filter(({ name }) => name.endsWith(', signed again') && !/epoch|fork/.test(name));

describe('backups that are signed again with the key of their log', () => {
  let root: string;
  let base: string;
  let saved: SavedCheckpoint;
  beforeAll(async () => {
    root = mkdtempSync(join(tmpdir(), 'ledgerdesk-trust-'));
    // A history in which a target is missed: one of the changes removes that ticket.
    for (let seed = 1, isFound = false; !isFound; seed += 1) {
      base = join(root, `base-${seed}`);
      await fillSoundFolder(base, { teams: 1, days: 3, seed });
      isFound = readLogRows(dataFolderAt(base).events).some(({ type }) => type === 'ResponseTargetBreached');
    }
    saved = await savedFrom(base);
  });
  afterAll(() => rmSync(root, { recursive: true }));

  const expectFound = async ({ name, apply }: Tampering): Promise<void> => {
    let changed = 0;
    for (let seed = 1; seed <= Math.min(tamperingRuns({ short: 1, long: 20 }), MAX_CASES); seed += 1) {
      const [folder, data, keys, into] = ['folder', 'data', 'keys', 'into'].map((part) => join(root, 'case', part));
      if (!folder || !data || !keys || !into) throw new Error('Four folders have names.');
      cpSync(base, folder, { recursive: true });
      const settings = settingsFrom({ DATA_DIR: folder });
      if ((await apply(dataFolderAt(folder), new Choices(seed))) === false) {
        rmSync(join(root, 'case'), { recursive: true });
        continue;
      }
      changed += 1;
      await backup(settings, { to: data, keys, now: NOW, pause: async () => undefined });
      const { backups, keyProblems } = await verifyBackups(settings, { place: data, keys });
      // The backup is what its key has signed.
      expect([name, seed, backups.flatMap(({ problems }) => problems), keyProblems]).toEqual([name, seed, [], []]);
      const erasures = join(keys, 'erasures.jsonl');
      await restore(settings, { from: data, keys, erasures, into, reason: null, now: NOW });
      const { damage } = await checkFolder(into, saved);
      expect([name, seed, damage.has('history-differs') || damage.has('history-cut')]).toEqual([name, seed, true]);
      rmSync(join(root, 'case'), { recursive: true });
    }
    expect([name, changed > 0]).toEqual([name, true]);
  };

  eachKind('are found by a saved checkpoint: %s', KINDS, expectFound);
});

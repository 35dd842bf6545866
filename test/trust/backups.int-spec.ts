import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { backup } from '../../apps/cli/backup/backup.js';
import { verifyBackups } from '../../apps/cli/backup/verify-backups.js';
import { restore } from '../../apps/cli/restore/restore.js';
import { type Settings, settingsFrom } from '../../apps/server/index.js';
import { BACKUP_TAMPERINGS, type BackupFolders, type BackupTampering } from './backup-tamperings.js';
import { checkFolder } from './checked-codes.js';
import { eachKind, tamperingRuns } from './counts.js';
import { Choices } from './random.js';
import { fillServedFolder } from './served-folder.js';
import { recordOneMore, savedFrom } from './signed-folder.js';
import { WorkingCopy } from './working-copy.js';

const NOW = '2026-12-02T00:00:00.000Z';

describe('the verification of changed backups', () => {
  let root: string;
  let settings: Settings;
  let base: BackupFolders;
  let copy: WorkingCopy;

  const take = (to: string) =>
    backup(settings, { to: join(to, 'data'), keys: join(to, 'keys'), now: NOW, pause: async () => undefined });
  const problemsOf = async ({ data, keys }: BackupFolders): Promise<readonly string[]> => {
    const { backups, keyProblems } = await verifyBackups(settings, { place: data, keys });
    return [...backups.flatMap(({ problems }) => problems), ...keyProblems];
  };

  beforeAll(async () => {
    root = mkdtempSync(join(tmpdir(), 'ledgerdesk-trust-'));
    const folder = join(root, 'folder');
    await fillServedFolder(folder);
    settings = settingsFrom({ DATA_DIR: folder });
    base = { data: join(root, 'base', 'data'), keys: join(root, 'base', 'keys') };
    await take(join(root, 'base'));
    await recordOneMore(folder, 'Saved.');
    await take(join(root, 'base'));
    copy = new WorkingCopy(join(root, 'base'), join(root, 'copy'));
  });
  afterAll(() => rmSync(root, { recursive: true }));

  const expectFound = async ({ apply, found }: BackupTampering): Promise<void> => {
    const folders = { data: join(copy.path, 'data'), keys: join(copy.path, 'keys') };
    for (let seed = 1; seed <= tamperingRuns(); seed += 1) {
      copy.restore();
      apply(folders, new Choices(seed));
      expect({ seed, problems: (await problemsOf(folders)).join('\n') }).toEqual({
        seed,
        problems: expect.stringMatching(found) as string,
      });
    }
  };

  it('finds nothing in the backups as they were', async () => expect(await problemsOf(base)).toEqual([]));

  eachKind('finds %s', BACKUP_TAMPERINGS, expectFound);

  it('leaves it to a saved checkpoint that an older backup was restored', async () => {
    const saved = await savedFrom(settings.DATA_DIR);
    const [snapshot] = (await verifyBackups(settings, { place: base.data })).backups.map(({ id }) => id);
    const into = join(root, 'older');
    const { data: from, keys } = base;
    const erasures = join(keys, 'erasures.jsonl');
    await restore(settings, { from, keys, erasures, into, snapshot, reason: null, now: NOW });
    expect([...(await checkFolder(into, saved)).damage]).toEqual(['history-cut']);
    const { damage, open } = await checkFolder(into);
    expect([[...damage], open.has('history-unproven')]).toEqual([[], true]);
  });
});

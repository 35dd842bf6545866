import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDataFolder, requireDataFolder } from '../../server/data-folder.js';
import { TargetFolder } from './target-folder.js';

describe('the folder that a backup is restored into', () => {
  let folder: string;
  const into = (): string => join(folder, 'into');
  const filled = (): TargetFolder => {
    const target = new TargetFolder(into());
    for (const name of ['events.db', 'outbox.db', 'keys.db']) writeFileSync(join(target.draft, name), name);
    mkdirSync(join(target.draft, 'attachments'));
    writeFileSync(join(target.draft, 'attachments', 'file'), 'file');
    return target;
  };

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'ledgerdesk-target-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('is whole or refused after a crash at any step, and the next restore begins anew', () => {
    const { length } = filled().steps();
    for (let crash = 0; crash <= length; crash += 1) {
      rmSync(into(), { recursive: true, force: true });
      for (const step of filled().steps().slice(0, crash)) step();
      const isWhole = !existsSync(join(into(), 'restore.unfinished')) && !existsSync(join(into(), 'restore.moving'));
      expect(isWhole).toBe(crash >= length - 1);
      if (isWhole) {
        expect(readdirSync(into()).toSorted()).toEqual(['attachments', 'events.db', 'keys.db', 'outbox.db']);
        expect(() => new TargetFolder(into())).toThrow(/is not empty \(attachments, events\.db, keys\.db\)/);
        createDataFolder(into());
        continue;
      }
      const unfinished = expect.objectContaining({ code: 'restore-unfinished' }) as Error;
      expect(() => createDataFolder(into())).toThrow(unfinished);
      expect(() => requireDataFolder({ DATA_DIR: into(), EVENTSTORE_URL: undefined })).toThrow(unfinished);
      filled().finish();
      createDataFolder(into());
    }
  });

  it('is empty after an error while files are moved, and files of others are never deleted', () => {
    const target = filled();
    for (const step of target.steps().slice(0, 3)) step();
    target.discard();
    expect(readdirSync(into())).toEqual([]);
    writeFileSync(join(into(), 'restore.moving'), '["../beside.txt", "..", "events.db"]');
    writeFileSync(join(folder, 'beside.txt'), '');
    writeFileSync(join(into(), 'letter.txt'), 'Dear reader');
    expect(() => new TargetFolder(into())).toThrow(/letter\.txt/);
    rmSync(join(into(), 'letter.txt'));
    new TargetFolder(into()).discard();
    expect([readdirSync(into()), existsSync(join(folder, 'beside.txt'))]).toEqual([[], true]);
  });
});

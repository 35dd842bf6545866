import Database from 'better-sqlite3';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { aRead } from '../../../libs/read-audit/contract/samples.js';
import { ReleaseFixture } from '../../../test/support/release-fixture.js';
import { caughtUpEngine, fillSoundFolder } from '../../../test/trust/sound-folder.js';
import { settingsFrom } from '../settings.js';
import { embeddedStorage, openLogForWriting, openReadAudit, storageConfigOf } from '../storage.js';
import { runDeepChecks } from './deep-checks.js';

const check = (folder: string) => {
  const settings = settingsFrom({ DATA_DIR: folder });
  return runDeepChecks(settings, storageConfigOf(settings), { whole: true });
};

describe('the deep checks', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'ledgerdesk-integrity-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('find nothing in a simulated log', async () => {
    await fillSoundFolder(folder, { seed: 3 });
    const { findings, events, rows, sample } = await check(folder);
    expect(findings.all.map(({ code }) => code)).toEqual(['history-unproven']);
    expect([events > 50, rows > 50, sample.of]).toEqual([true, true, 1]);
  });

  it('find what was changed in the tables of every database', async () => {
    await fillSoundFolder(folder, { seed: 3 });
    const databases = readdirSync(folder).filter((name) => name.endsWith('.db'));
    expect(databases.length).toBeGreaterThan(6);
    for (const name of databases) {
      const db = new Database(join(folder, name));
      db.exec('CREATE TABLE strange (one INTEGER)');
      db.close();
    }
    const { findings } = await check(folder);
    const changed = findings.all.filter(({ code }) => code === 'schema-changed');
    expect(changed.map(({ place }) => place).toSorted()).toEqual(databases.map((name) => `file ${name}`).toSorted());
  });

  it('find tiles that are missing, and positions that are others', async () => {
    await fillSoundFolder(folder, { seed: 3 });
    const db = new Database(join(folder, 'ledger.db'));
    db.exec('DELETE FROM ledger_tile; UPDATE ledger_position SET positions = randomblob(length(positions))');
    db.close();
    const found = (await check(folder)).findings.all.filter(({ code }) => code === 'tree-differs');
    expect(found.map(({ place }) => place)).toEqual(['tile 0 of level 0', 'positions of tile 0']);
  });

  it('find a record of reads that was changed', async () => {
    const audit = await openReadAudit(embeddedStorage(folder), false);
    await audit.record(aRead(1));
    await audit.close();
    const db = new Database(join(folder, 'reads.db'));
    db.exec(`UPDATE read_audit SET record = replace(record, 'mia', 'kenji')`);
    db.close();
    await (await openLogForWriting(embeddedStorage(folder), { thread: false, onWarning: () => undefined })).close();
    expect((await check(folder)).findings.all).toContainEqual({
      code: 'read-audit',
      state: 'damage',
      place: 'read audit, record 0',
      detail: 'It was changed after it was recorded',
    });
  });

  it('find nothing in stores of version 0.1.0, before and after their migration', async () => {
    new ReleaseFixture('0.1.0').restoreFolder(folder);
    const states = async () => (await check(folder)).findings.all.filter(({ state }) => state === 'damage');
    expect(await states()).toEqual([]);
    await (await caughtUpEngine(folder)).close();
    expect(await states()).toEqual([]);
  });
});

import { formatCheckpoint, signerFromSeed, signNote } from '@ledgerdesk/ledger';
import Database from 'better-sqlite3';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkReadAudit } from './check-tree.js';
import { readVerifiers } from './checkpoint-keys.js';
import { aRead, T } from './contract/samples.js';
import type { RecordedDrop } from './dropped-records.js';
import type { ReadAudit } from './port.js';
import { openSqliteReadAudit } from './sqlite/index.js';

const SEED = Buffer.alloc(32, 7);

describe('the check of the read audit', () => {
  let folder: string;
  let audit: ReadAudit;
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'ledgerdesk-'));
    audit = await openSqliteReadAudit(join(folder, 'reads.db'), { thread: false });
    for (let second = 0; second < 7; second += 1) await audit.record(aRead(second));
  });
  afterEach(async () => {
    await audit.close();
    rmSync(folder, { recursive: true });
  });

  const sql = (statement: string): void => {
    const db = new Database(join(folder, 'reads.db'));
    db.exec(statement);
    db.close();
  };
  const verifiers = readVerifiers([signerFromSeed('ledgerdesk/default/1', SEED).vkey]);
  /** A checkpoint of the tree as it is. */
  const checkpoint = async (seed: Uint8Array = SEED, log = 'ledgerdesk/default/reads'): Promise<string> => {
    const { id, size, root } = await audit.tree();
    const signer = signerFromSeed(`${log}/${id}`, seed);
    return signNote(formatCheckpoint({ origin: signer.name, size, root, extensions: [] }), signer);
  };
  const placesOf = async (...saved: readonly string[]) =>
    (await checkReadAudit(audit, { verifiers, saved })).findings.map(({ place }) => place);

  it('finds nothing in a sound one, of which some records were dropped', async () => {
    const before = await checkpoint();
    await audit.saveCheckpoint({ size: 7, at: T(7), note: before });
    await audit.record(aRead(8));
    await audit.drop(T(3), 9);
    expect(await placesOf(before, await checkpoint())).toEqual([]);
  });

  it.each([
    [
      'a record that was changed',
      `UPDATE read_audit SET record = replace(record, 'mia', 'kenji') WHERE leaf = 2`,
      ['record 2'],
    ],
    ['a leaf that was changed', `UPDATE read_audit_leaf SET hash = zeroblob(32) WHERE leaf = 2`, ['record 2', 'tree']],
    ['a leaf that was removed', `DELETE FROM read_audit_leaf WHERE leaf = 3`, ['record 3']],
    ['a tree that was cut', `DELETE FROM read_audit_leaf WHERE leaf > 3`, ['record 4']],
  ])('finds %s', async (_, statement, places) => {
    sql(statement);
    expect(await placesOf()).toEqual(places);
  });

  const dropOf = async (firstLeaf: number, lastLeaf: number): Promise<RecordedDrop> => ({
    place: `retention of ${firstLeaf}`,
    count: lastLeaf - firstLeaf + 1,
    firstLeaf,
    lastLeaf,
    tree: await audit.tree(),
  });
  const kindsWith = async (...drops: readonly RecordedDrop[]) =>
    (await checkReadAudit(audit, { drops: async () => drops })).findings.map(({ kind, place }) => [kind, place]);

  it('finds records whose text was deleted beyond what the retention dropped', async () => {
    const recorded = await dropOf(0, 2);
    await audit.drop(T(3), 9);
    expect(await kindsWith(recorded)).toEqual([]);
    expect(await kindsWith()).toEqual([['deleted', 'records 0 to 2']]);
    sql('DELETE FROM read_audit WHERE leaf = 5; DELETE FROM read_audit_shown WHERE leaf = 5');
    expect(await kindsWith(recorded)).toEqual([['deleted', 'record 5']]);
    expect(await kindsWith(recorded, { ...recorded, place: 'elsewhere', tree: { ...recorded.tree, id: 'o' } })).toEqual(
      [['deleted', 'record 5']],
    );
  });

  it('believes drops of the tree before a restore, which has another id, and finds another root', async () => {
    const { tree, ...drop } = await dropOf(0, 2);
    const other = Buffer.alloc(32);
    await audit.drop(T(3), 9);
    expect(await kindsWith({ ...drop, tree: { ...tree, id: 'before' } })).toEqual([]);
    expect(await kindsWith({ ...drop, tree: { ...tree, id: 'before', root: other } })).toEqual([
      ['deleted', 'records 0 to 2'],
    ]);
    expect(await kindsWith({ ...drop, tree: { ...tree, root: other } })).toEqual([['tree', 'retention of 0']]);
  });

  it.each([
    [`UPDATE read_audit SET caller = 'agent:kenji' WHERE leaf = 2`],
    [`UPDATE read_audit SET at = '2020-01-01T00:00:00.000Z' WHERE leaf = 2`],
    [`DELETE FROM read_audit_shown WHERE leaf = 2 AND item LIKE 'member:%'`],
    [`INSERT INTO read_audit_shown (item, leaf) VALUES ('member:acme.bob', 2)`],
    [`DELETE FROM read_audit WHERE leaf = 2`],
  ])('finds what queries do not find by %s', async (statement) => {
    sql(statement);
    expect((await checkReadAudit(audit)).findings.map(({ kind, place }) => [kind, place])).toEqual([
      ['index', 'record 2'],
    ]);
  });

  it('finds what was rewritten with its hashes by the checkpoint that an auditor has saved', async () => {
    const saved = await checkpoint();
    const other = await openSqliteReadAudit(join(folder, 'other.db'), { thread: false });
    for (let second = 0; second < 7; second += 1) await other.record(aRead(second, { status: second ? 200 : 304 }));
    const { id } = await audit.tree();
    await other.close();
    const db = new Database(join(folder, 'other.db'));
    db.exec(`UPDATE read_audit_tree SET id = '${id}'`);
    db.close();
    const rewritten = await openSqliteReadAudit(join(folder, 'other.db'), { thread: false });
    expect((await checkReadAudit(rewritten, { verifiers })).findings).toEqual([]);
    expect((await checkReadAudit(rewritten, { verifiers, saved: [saved] })).findings).toEqual([
      { kind: 'tree', place: 'saved checkpoint 1', meaning: expect.stringContaining('some were changed') as string },
    ]);
    await rewritten.close();
  });

  it('finds a saved checkpoint of a larger tree, of another tree, by another key, and one that is none', async () => {
    await audit.record(aRead(9));
    const larger = await checkpoint();
    sql(`DELETE FROM read_audit WHERE leaf = 7; DELETE FROM read_audit_leaf WHERE leaf = 7`);
    sql(`UPDATE read_audit_tree SET size = 7`);
    expect(await placesOf(larger)).toContain('saved checkpoint 1');
    const foreign = (await checkpoint()).replaceAll(/reads\/\w+/g, 'reads/other');
    const forged = await checkpoint(Buffer.alloc(32, 8));
    expect((await placesOf(foreign, forged, 'no note')).filter((place) => place.startsWith('saved'))).toEqual(
      [1, 2, 3].map((n) => `saved checkpoint ${n}`),
    );
  });
});

import { parseCheckpoint, signerFromSeed, splitNote } from '@ledgerdesk/ledger';
import { LEDGER_KEY_STREAM } from '@ledgerdesk/events';
import { announcedKeys } from '@ledgerdesk/tree-signing';
import Database from 'better-sqlite3';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runDeepChecks } from '../../apps/server/integrity/deep-checks.js';
import { storageConfigOf } from '../../apps/server/storage.js';
import { TICKET, withAcme } from '../support/http/acme-fixture.js';
import { TestEngine } from '../support/http/test-engine.js';

const NOW = '2026-11-27T07:30:00.000Z';
const ROOT = join(__dirname, '..', '..');
const ORIGIN = 'ledgerdesk/main/0';

/** The settings of a start with a key, and of the start that changes to it from the one before. */
const seedOf = (number: number): string => Buffer.alloc(32, `key ${number}`).toString('base64');
const keyOf = (number: number): string => signerFromSeed(ORIGIN, Buffer.from(seedOf(number), 'base64')).vkey;
const withKey = (number: number) => ({ LEDGER_KEY: seedOf(number) });
const changingTo = (number: number) => ({ ...withKey(number), LEDGER_PREVIOUS_KEY: seedOf(number - 1) });

const sizeOf = (note: Uint8Array): number => parseCheckpoint(splitNote(note).text).size;

describe('a log whose key changes several times in an hour', () => {
  const folder = mkdtempSync(join(tmpdir(), 'ledgerdesk-'));
  let engine: TestEngine;

  const save = async (name: string, path: string): Promise<void> => {
    const auditor = await engine.as({ kind: 'auditor' });
    const { body } = await auditor.get(path);
    writeFileSync(join(folder, name), typeof body['text'] === 'string' ? body['text'] : JSON.stringify(body));
  };
  const verify = (...args: readonly string[]) => {
    const all = ['ledgerdesk-verify.mjs', 'consistency', '--saved', 'saved', '--checkpoint', 'new', '--json', ...args];
    const { stdout } = spawnSync('node', all, { cwd: folder, encoding: 'utf8' });
    const { findings, proven } = JSON.parse(stdout) as {
      readonly findings: readonly { readonly kind: string }[];
      readonly proven: readonly string[];
    };
    return { kinds: findings.map(({ kind }) => kind), proven };
  };

  beforeAll(async () => {
    spawnSync('node', [join(ROOT, 'scripts/build/verifier.mjs'), folder]);
    engine = await TestEngine.open(NOW, withKey(1));
  });
  afterAll(async () => {
    await engine.close();
    rmSync(folder, { recursive: true });
  });

  it('leads an auditor who has only the first key, and an old checkpoint, to the last key', async () => {
    const { aiko } = await withAcme(engine);
    await engine.signed();
    await save('saved', '/v1/ledger/checkpoint');
    const savedSize = sizeOf(readFileSync(join(folder, 'saved')));
    for (const number of [2, 3, 4]) {
      await engine.restart(NOW, undefined, changingTo(number));
      await engine.signed();
      await engine.restart(NOW, undefined, withKey(number));
    }
    await aiko.post('/v1/tickets', TICKET);
    await engine.signed();
    const auditor = await engine.as({ kind: 'auditor' });
    const { items } = (await auditor.get('/v1/ledger/keys')).body as { items: readonly { readonly vkey: string }[] };
    expect(items.map(({ vkey }) => vkey)).toEqual([1, 2, 3, 4].map(keyOf));
    await save('keys.json', '/v1/ledger/keys');
    await save('new', '/v1/ledger/checkpoint');
    await save('proof.json', `/v1/ledger/proofs/consistency?from=${savedSize}`);
    const proof = ['--proof', 'proof.json'];
    expect(verify('--key', keyOf(1), ...proof).kinds).toEqual(['not-signed']);
    const followed = verify('--key', keyOf(1), '--handovers', 'keys.json', ...proof);
    expect(followed.kinds).toEqual([]);
    expect(followed.proven.filter((text) => text.includes('handed over'))).toHaveLength(3);
    // Others do not hand over to the first one.
    expect(verify('--key', keyOf(9), '--handovers', 'keys.json', ...proof).kinds).toEqual(['not-signed', 'not-signed']);
  }, 60_000);

  it('announces each key with an event that the tree has before the key signs', async () => {
    const { log, settings, trees } = engine.engine;
    const changes = await announcedKeys(log);
    expect(changes.map(({ previousVkey, vkey }) => [previousVkey, vkey])).toEqual(
      [2, 3, 4].map((number) => [keyOf(number - 1), keyOf(number)]),
    );
    const tree = trees.tree(ORIGIN);
    const events = await log.readStream(LEDGER_KEY_STREAM);
    const leaves = await Promise.all(events.map(({ position }) => tree.indexOf(position)));
    const handovers = await tree.handovers();
    expect(handovers).toHaveLength(3);
    handovers.forEach(({ size }, at) => expect(leaves[at]).toBeLessThan(size));
    const { findings } = await runDeepChecks(settings, storageConfigOf(settings), { whole: true });
    expect(findings.all.filter(({ state }) => state === 'damage')).toEqual([]);
  }, 60_000);

  it('is found by a doctor to be signed by a key that it does not announce', async () => {
    const { settings } = engine.engine;
    const database = new Database(join(settings.DATA_DIR, 'ledger.db'));
    database.prepare("INSERT INTO ledger_key VALUES (?, ?, 9999, '')").run(ORIGIN, keyOf(9));
    database.close();
    const { findings } = await runDeepChecks(settings, storageConfigOf(settings), { whole: true });
    const found = findings.all.filter(({ code }) => code === 'key-unannounced');
    expect(found).toEqual([expect.objectContaining({ state: 'damage', place: `key ${keyOf(9)}` })]);
  });
});

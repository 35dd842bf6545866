import Database from 'better-sqlite3';
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { canonicalJson, encode } from '@ledgerdesk/event-store';
import { newTiles, parseCheckpoint, splitNote, tilePath } from '@ledgerdesk/ledger';
import { dataFolderAt } from '../../apps/server/data-folder.js';
import { TICKET, withAcme } from '../support/http/acme-fixture.js';
import type { Caller } from '../support/http/caller.js';
import { TestEngine } from '../support/http/test-engine.js';
import { writeFiles } from '../support/ledger/sample-ledger.js';

const DIST = join(__dirname, '..', '..', 'dist');
const NOW = '2026-11-27T07:30:00.000Z';
const EVENTS = 1_000;

const hexOf = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Records versions of a policy file: events that are as good as any for a log to grow by. */
const growBy = async ({ engine: { store } }: TestEngine, count: number): Promise<void> => {
  const events = Array.from({ length: count }, (_, at) => {
    const text = `{"version":"v${at}"}`;
    const data = { name: 'features', policyVersion: `v${at}`, sha256: hexOf(text), text };
    const metadata = canonicalJson({ actor: { kind: 'engine', id: 'policies' }, commandId: `c${at}`, tenant: 'main' });
    const id = `00000000-0000-4000-8000-${String(at).padStart(12, '0')}`;
    return encode({ type: 'PolicyVersionUsed', data }, { id, occurredAt: NOW, recordedAt: NOW, metadata });
  });
  for (let at = 0; at < count; at += 100) await store.append('policy-features', 'any', events.slice(at, at + 100));
};

/** Changes one byte of an event in the database of the operator, who can drop what forbids it. */
const changeOneByte = (file: string, stream: string): void => {
  const db = new Database(file);
  const triggers = db
    .prepare<[], { name: string; sql: string }>("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
    .all();
  for (const { name } of triggers) db.exec(`DROP TRIGGER ${name}`);
  const changed = db
    .prepare("UPDATE events SET occurred_at = replace(occurred_at, '2026', '2025') WHERE stream = ? AND revision = 0")
    .run(stream);
  expect(changed.changes).toBe(1);
  for (const { sql } of triggers) db.exec(sql);
  db.close();
};

describe("an outsider's day", () => {
  const folder = mkdtempSync(join(tmpdir(), 'ledgerdesk-outsider-'));
  const file = (name: string): string => join(folder, name);
  let engine: TestEngine;
  let auditor: Caller;

  const save = async (name: string, path: string): Promise<void> => {
    const response = await fetch(auditor.address(path), { headers: { authorization: `Bearer ${auditor.token}` } });
    writeFiles(folder, new Map([[name, new Uint8Array(await response.arrayBuffer())]]));
  };
  const verify = (...args: readonly string[]) => {
    const all = [join(DIST, 'ledgerdesk-verify.mjs'), ...args, '--key', file('key'), '--json'];
    const { status, stdout } = spawnSync('node', all, { cwd: folder, encoding: 'utf8' });
    const { findings } = JSON.parse(stdout) as { findings: readonly { kind: string; place: string }[] };
    return { status, findings: findings.map(({ kind, place }) => `${kind}: ${place}`) };
  };

  beforeAll(async () => {
    engine = await TestEngine.open(NOW);
    auditor = await engine.as({ kind: 'auditor' });
  });
  afterAll(async () => {
    await engine.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('finds one changed byte of one event after 1,000 more, and that an untouched ticket is proven', async () => {
    const { aiko } = await withAcme(engine);
    const [touched, untouched] = [
      String((await aiko.post('/v1/tickets', TICKET)).body['ticketId']),
      String((await aiko.post('/v1/tickets', TICKET)).body['ticketId']),
    ];
    await engine.settled();
    await engine.signed();

    // The first visit: the key, a checkpoint, and the hashes of all events.
    const [{ vkey }] = (await auditor.get('/v1/ledger/keys')).body['items'] as [{ vkey: string }];
    writeFiles(folder, new Map([['key', vkey]]));
    await save('saved', '/v1/ledger/checkpoint');
    const { size } = parseCheckpoint(splitNote(String((await auditor.get('/v1/ledger/checkpoint')).body['text'])).text);
    for (const tile of newTiles(0, size)) await save(join('tiles', tilePath(tile)), `/v1/ledger/${tilePath(tile)}`);

    await growBy(engine, EVENTS);
    await engine.signed();
    const { DATA_DIR } = engine.engine.settings;
    await engine.restart(NOW, () => changeOneByte(dataFolderAt(DATA_DIR).events, `ticket-${touched}`));
    await engine.signed();

    // The next visit.
    await save('new', '/v1/ledger/checkpoint');
    await save('proof.json', `/v1/ledger/proofs/consistency?from=${size}`);
    await save('touched.json', `/v1/tickets/${touched}/proof?from=${size}`);
    await save('untouched.json', `/v1/tickets/${untouched}/proof?from=${size}`);
    const exported = spawnSync('node', [join(DIST, 'apps/cli/main.js'), 'export', '--envelopes'], {
      env: { ...process.env, DATA_DIR },
      maxBuffer: 64 * 1024 * 1024,
    });
    expect({ status: exported.status, stderr: exported.stderr.toString('utf8') }).toEqual({ status: 0, stderr: '' });
    writeFiles(folder, new Map([['log.bin', exported.stdout]]));

    // The operator changed an event, not the tree: the checkpoints fit, and the event does not.
    const saved = ['--saved', 'saved'];
    const both = [...saved, '--checkpoint', 'new'];
    expect(verify('consistency', ...both, '--proof', 'proof.json')).toEqual({ status: 0, findings: [] });
    expect(verify('bundle', ...saved, 'untouched.json')).toEqual({ status: 0, findings: [] });
    const place = expect.stringMatching(
      new RegExp(`^event-changed: leaf \\d+ .ticket-${touched} revision 0.$`),
    ) as string;
    expect(verify('bundle', ...saved, 'touched.json')).toEqual({ status: 1, findings: [place] });
    expect(verify('log', ...both, '--tiles', 'tiles', 'log.bin')).toEqual({
      status: 1,
      findings: ['event-changed: log.bin', place],
    });
  }, 120_000);
});

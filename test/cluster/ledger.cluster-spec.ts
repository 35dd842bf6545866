import { leafOf, pagesOf, type ReadableLog } from '@ledgerdesk/event-store';
import { openSqliteLog } from '@ledgerdesk/event-store/sqlite';
import {
  followHandovers,
  parseCheckpoint,
  parseConsistency,
  parseProof,
  parseVerifierKey,
  signerFromSeed,
  splitNote,
  type TreeCheckpoint,
  verifyBundle,
  verifyConsistency,
  verifyInclusion,
} from '@ledgerdesk/ledger';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { copy } from '../../apps/cli/copy/copy.js';
import { dataFolderAt } from '../../apps/server/data-folder.js';
import { OpenResources } from '../../apps/server/open-resources.js';
import { serverVersion } from '../support/eventstoredb/installed-server.js';
import { EventStoreDbServers } from '../support/eventstoredb/servers.js';
import { TICKET, withAcme } from '../support/http/acme-fixture.js';
import { TestEngine } from '../support/http/test-engine.js';
import { until } from '../support/http/until.js';
import { referenceRoot } from '../support/ledger/reference-tree.js';
import { PostgresServer } from '../support/postgres/server.js';

const NOW = '2026-11-27T07:30:00.000Z';
const seedOf = (number: number): string => Buffer.alloc(32, `key ${number}`).toString('base64');
const keyOf = (number: number): string =>
  signerFromSeed('ledgerdesk/main/0', Buffer.from(seedOf(number), 'base64')).vkey;

const rootOf = async (log: ReadableLog): Promise<Buffer> => {
  const leaves: Uint8Array[] = [];
  for await (const { events } of pagesOf(log.all ?? log))
    leaves.push(...events.flatMap((event) => leafOf(event) ?? []));
  return referenceRoot(leaves);
};

describe(`the tree of a log on EventStoreDB ${serverVersion()}, with PostgreSQL`, () => {
  const folder = mkdtempSync(join(tmpdir(), 'ledgerdesk-'));
  const resources = new OpenResources();
  let settings: Readonly<Record<string, string>>;
  let copyUrl: string;
  let engine: TestEngine;
  let ticketId: string;
  /** What an auditor has saved. */
  let saved: TreeCheckpoint;

  beforeAll(async () => {
    const [servers, others, postgres] = await Promise.all([
      EventStoreDbServers.startOne(),
      EventStoreDbServers.startOne(),
      PostgresServer.start(),
    ]);
    resources.add(servers);
    resources.add(others);
    resources.add({ close: () => postgres.stop() });
    copyUrl = others.url;
    settings = {
      EVENTSTORE_URL: servers.url,
      DATABASE_URL: postgres.url,
      KEYS_URL: pathToFileURL(folder).href,
      MASTER_KEY: Buffer.alloc(32, 'm').toString('base64'),
      LEDGER_KEY: seedOf(1),
    };
    engine = await TestEngine.open(NOW, settings);
    const { aiko } = await withAcme(engine);
    ticketId = String((await aiko.post('/v1/tickets', TICKET)).body['ticketId']);
    await engine.settled();
    await engine.signed();
  });
  afterAll(async () => {
    await engine.close();
    await resources.close();
    rmSync(folder, { recursive: true });
  });

  const get = async (path: string): Promise<Readonly<Record<string, unknown>>> =>
    (await (await engine.as({ kind: 'auditor' })).get(path)).body;
  const checkpoint = async (): Promise<TreeCheckpoint> =>
    parseCheckpoint(splitNote(String((await get('/v1/ledger/checkpoint'))['text'])).text);
  /** Records one more event, and returns the checkpoint that has it. */
  const grown = async (): Promise<TreeCheckpoint> => {
    const aiko = await engine.member('acme', 'aiko');
    expect((await aiko.post('/v1/tickets', TICKET)).status).toBe(201);
    await engine.signed();
    return checkpoint();
  };
  /** Requires that the log begins with what the auditor has saved, whose tree the newer checkpoint then replaces. */
  const expectExtended = async (next: TreeCheckpoint): Promise<void> => {
    const document = await get(`/v1/ledger/proofs/consistency?from=${saved.size}&to=${next.size}`);
    expect(verifyConsistency(saved, next, parseConsistency(document)?.proof ?? [])).toBe(true);
    expect(next.size).toBeGreaterThan(saved.size);
    saved = next;
  };

  it('is that of its events, and proves them', async () => {
    saved = await checkpoint();
    expect(Buffer.from(saved.root)).toEqual(await rootOf(engine.engine.log));
    const [opened] = await engine.engine.log.readStream(`ticket-${ticketId}`);
    const { index, leaf, proof } = await get(`/v1/ledger/proofs/inclusion?position=${opened?.position ?? ''}`);
    const hash = Buffer.from(String(leaf), 'base64');
    expect(hash).toEqual(Buffer.from((opened && leafOf(opened)) ?? []));
    expect(verifyInclusion(hash, Number(index), saved, parseProof(proof) ?? [])).toBe(true);
    const bundle = verifyBundle(await get(`/v1/tickets/${ticketId}/proof?from=${saved.size}`), {
      keys: [parseVerifierKey(keyOf(1))],
      saved: { ...saved, signedBy: [], cosignatures: [] },
    });
    expect([bundle.findings, bundle.events.length > 0]).toEqual([[], true]);
  });

  it('goes on after restarts, and changes of its key', async () => {
    await engine.restart(NOW);
    await expectExtended(await grown());
    await engine.restart(NOW, undefined, { ...settings, LEDGER_KEY: seedOf(2), LEDGER_PREVIOUS_KEY: seedOf(1) });
    settings = { ...settings, LEDGER_KEY: seedOf(2) };
    await expectExtended(await grown());
    const handovers = (await get('/v1/ledger/keys'))['handovers'] as readonly string[];
    const [handover] = followHandovers([parseVerifierKey(keyOf(1))], handovers);
    expect(handover?.to.keyId).toBe(parseVerifierKey(keyOf(2)).keyId);
  });

  it('is signed by one of two engines, and by the other one when that ends', async () => {
    await engine.restart(NOW, undefined, settings);
    const first = engine;
    const other = await TestEngine.open(NOW, settings);
    const signs = ({ engine: { workers } }: TestEngine): boolean => workers.treeStatus()?.state === 'running';
    await until(async () => signs(first));
    expect([signs(first), other.engine.workers.treeStatus()]).toEqual([true, null]);
    await expectExtended(await grown());
    engine = other;
    await first.close();
    await until(async () => signs(other));
    const last = await grown();
    await expectExtended(last);
    expect(Buffer.from(last.root)).toEqual(await rootOf(other.engine.log));
  });

  it('has the root of the embedded log that was copied into it, and the engine goes on there', async () => {
    let from = '';
    const moving = await TestEngine.open(NOW, {}, async (path) => void (from = path));
    const { aiko } = await withAcme(moving);
    await moving.signed();
    const map = join(folder, 'map.csv');
    await moving.restart(
      NOW,
      async () => {
        const source = openSqliteLog({ file: dataFolderAt(from).events });
        const kept = await source.leaves?.tree();
        await source.close();
        const copied = await copy({ from, to: copyUrl, map });
        const root = Buffer.from(kept?.root ?? []).toString('base64');
        expect([copied.leaves, copied.root]).toEqual([kept?.size, root]);
        expect((await copy({ from, to: copyUrl, map })).root).toBe(root);
      },
      { EVENTSTORE_URL: copyUrl },
    );
    await aiko.post('/v1/tickets', TICKET);
    await moving.signed();
    const { origin, root } = parseCheckpoint(splitNote(readFileSync(dataFolderAt(from).checkpoint)).text);
    expect([origin, Buffer.from(root)]).toEqual(['ledgerdesk/main/0', await rootOf(moving.engine.log)]);
    await moving.close();
  });
});

import { leafOf, pagesOf } from '@ledgerdesk/event-store';
import {
  decodeTile,
  openNote,
  parseCheckpoint,
  parseProof,
  parseVerifierKey,
  type ProvenEvent,
  tilePath,
  tileWidth,
  type TreeCheckpoint,
  verifyBundle,
  verifyConsistency,
  verifyInclusion,
} from '@ledgerdesk/ledger';
import { TICKET, withAcme } from '../support/http/acme-fixture.js';
import { Caller, type Reply } from '../support/http/caller.js';
import { expectProblem } from '../support/http/expect-problem.js';
import { TestEngine } from '../support/http/test-engine.js';
import { TEST_STORES, type TestStores } from '../support/http/test-stores.js';
import { referenceRoot } from '../support/ledger/reference-tree.js';

/** Leaf hashes of the log, computed from its events. */
const leavesOf = async ({ log }: TestEngine['engine']): Promise<readonly Uint8Array[]> => {
  const leaves: Uint8Array[] = [];
  for await (const { events } of pagesOf(log)) leaves.push(...events.flatMap((event) => leafOf(event) ?? []));
  return leaves;
};

const expectRefusal = async (reply: Promise<Reply>, status: number): Promise<void> => {
  const refused = await reply;
  expectProblem(refused);
  expect(refused.status).toBe(status);
};

const bytesFrom = async (caller: Caller, path: string): Promise<Buffer> => {
  const response = await fetch(caller.address(path), { headers: { authorization: `Bearer ${caller.token}` } });
  return Buffer.from(await response.arrayBuffer());
};

describe.each(TEST_STORES)('the tree of the log on %s', (_, openStores) => {
  let stores: TestStores;
  let engine: TestEngine;
  let auditor: Caller;
  let aiko: Caller;
  let ben: Caller;
  let kenji: Caller;
  let ticketId: string;
  let vkey: string;

  beforeAll(async () => {
    stores = await openStores();
    engine = await TestEngine.open(undefined, stores.settings);
    ({ aiko, ben, kenji } = await withAcme(engine));
    auditor = await engine.as({ kind: 'auditor' });
    await (
      await engine.as({ kind: 'operator' })
    ).post('/v1/desk/agents', {
      agentId: 'kenji',
      name: 'Kenji',
      languages: ['en'],
      products: ['dropbox'],
    });
    ticketId = String((await aiko.post('/v1/tickets', TICKET)).body['ticketId']);
    await kenji.post(`/v1/desk/tickets/${ticketId}/notes`, { body: 'Looks like the proxy.' });
    await kenji.post(`/v1/desk/tickets/${ticketId}/replies`, { body: 'Which version is it?' });
    await engine.settled();
    await engine.signed();
    [{ vkey }] = (await auditor.get('/v1/ledger/keys')).body['items'] as [{ vkey: string }];
  });
  afterAll(async () => {
    await engine.close();
    await stores.close();
  });

  const checkpoint = async (): Promise<TreeCheckpoint> => {
    const note = String((await auditor.get('/v1/ledger/checkpoint')).body['text']);
    return parseCheckpoint(openNote(note, [parseVerifierKey(vkey)]).text);
  };
  it('is signed with the root of the events, a moment after they are recorded', async () => {
    await aiko.post(`/v1/tickets/${ticketId}/replies`, { body: '1.2.3' });
    await engine.signed();
    const leaves = await leavesOf(engine.engine);
    const { origin, size, root } = await checkpoint();
    expect([origin, size]).toEqual(['ledgerdesk/main/0', leaves.length]);
    expect(Buffer.from(root)).toEqual(referenceRoot(leaves));
    expect(await engine.metrics()).toContain(`ledgerdesk_ledger_signed_leaves ${size}`);
  });

  it('serves tiles that never change, from which anyone computes the root', async () => {
    const { size, root } = await checkpoint();
    const tile = { level: 0, index: 0 };
    const width = tileWidth(tile, size);
    const path = `/v1/ledger/${tilePath({ ...tile, width })}`;
    const hashes = decodeTile(await bytesFrom(auditor, path), width) ?? [];
    expect(referenceRoot(hashes)).toEqual(Buffer.from(root));
    const { headers } = await auditor.get(path);
    expect([headers.get('content-type'), headers.get('cache-control')]).toEqual([
      'application/octet-stream',
      'private, max-age=31536000, immutable',
    ]);
    expect(await bytesFrom(auditor, '/v1/ledger/tile/0/000.p/2')).toHaveLength(64);
    for (const none of ['0/000', '0/000.p/255', '0/x000/000', '0/000.p/0', '1/000.p/1', 'entries/000', '0/../000.p/1'])
      await expectRefusal(auditor.get(`/v1/ledger/tile/${none}`), 404);
  });

  it('proves that it has an event, and that a checkpoint extends another', async () => {
    const head = await checkpoint();
    const stream = await engine.engine.log.readStream(`ticket-${ticketId}`);
    const position = stream[0]?.position ?? '';
    const { body } = await auditor.get(`/v1/ledger/proofs/inclusion?position=${position}`);
    const leaf = Buffer.from(String(body['leaf']), 'base64');
    expect(leaf).toEqual(Buffer.from((stream[0] && leafOf(stream[0])) ?? []));
    expect(verifyInclusion(leaf, Number(body['index']), head, parseProof(body['proof']) ?? [])).toBe(true);
    const byIndex = await auditor.get(`/v1/ledger/proofs/inclusion?index=${String(body['index'])}&size=${head.size}`);
    expect(byIndex.body).toEqual(body);
    const older = { size: 3, root: referenceRoot((await leavesOf(engine.engine)).slice(0, 3)) };
    const proof = parseProof((await auditor.get('/v1/ledger/proofs/consistency?from=3')).body['proof']);
    expect(verifyConsistency(older, head, proof ?? [])).toBe(true);
  });

  it('refuses proofs of what was not signed', async () => {
    const { size } = await checkpoint();
    for (const [path, status] of [
      [`inclusion?index=${size}`, 404],
      ['inclusion?position=9999999', 404],
      [`inclusion?index=0&size=${size + 1}`, 422],
      ['inclusion', 400],
      ['inclusion?index=0&position=1', 400],
      [`consistency?from=${size + 1}`, 422],
      [`consistency?from=1&to=${size + 1}`, 422],
      ['consistency', 400],
    ] as const)
      await expectRefusal(auditor.get(`/v1/ledger/proofs/${path}`), status);
  });

  it('takes sizes of any length, each written in one way only', async () => {
    const { size } = await checkpoint();
    const largest = String(Number.MAX_SAFE_INTEGER);
    for (const [path, status] of [
      ['consistency?from=0', 200],
      ['consistency?from=1&to=1', 200],
      [`consistency?from=${size}`, 200],
      ['consistency?from=0&to=0', 400],
      [`consistency?from=${largest}`, 422],
      [`inclusion?index=${largest}`, 404],
      [`inclusion?index=0&size=${largest}`, 422],
      ['inclusion?index=9007199254740992', 400],
      [`inclusion?index=${'9'.repeat(400)}`, 400],
      ...['01', '+1', '1.0', '1e0', '0x1', ' 1', '-0', '1,2', '', '١'].map(
        (number) => [`consistency?from=${encodeURIComponent(number)}`, 400] as const,
      ),
      ['consistency?from=1&from=2', 400],
      ['inclusion?position=01', 400],
    ] as const) {
      const reply = await auditor.get(`/v1/ledger/proofs/${path}`);
      expect([path, reply.status]).toEqual([path, status]);
    }
  });

  it('has no tile under another path, and answers HEAD without a body', async () => {
    const tile = '/v1/ledger/tile/0/000.p/2';
    for (const none of [
      '0/%30%30%30.p/2',
      '0/000.p/02',
      '0/000.p/2/',
      '00/000.p/2',
      '0//000.p/2',
      `0/${'x000/'.repeat(99)}000`,
    ])
      await expectRefusal(auditor.get(`/v1/ledger/tile/${none}`), 404);
    const headers = { authorization: `Bearer ${auditor.token}` };
    const head = await fetch(auditor.address(tile), { method: 'HEAD', headers });
    expect([head.status, head.headers.get('content-length'), (await head.arrayBuffer()).byteLength]).toEqual([
      200,
      '64',
      0,
    ]);
    expect((await auditor.get('/v1/ledger/checkpoint')).headers.get('cache-control')).toBe('no-store');
  });

  it('answers other requests while many proofs are made at once', async () => {
    const proofs = Array.from({ length: 200 }, (_, at) => auditor.get(`/v1/ledger/proofs/inclusion?index=${at % 9}`));
    const health = await auditor.get('/health/ready');
    expect([health.status, ...new Set((await Promise.all(proofs)).map(({ status }) => status))]).toEqual([200, 200]);
  });

  it('V4 proves a ticket to auditors in whole, and to its requester what they may see', async () => {
    const trust = { keys: [parseVerifierKey(vkey)] };
    const saved = { ...(await checkpoint()), signedBy: [], cosignatures: [] };
    await aiko.post(`/v1/tickets/${ticketId}/replies`, { body: 'It works again.' });
    await engine.signed();
    const path = `/v1/tickets/${ticketId}/proof?from=${saved.size}`;
    const [whole, own] = [await auditor.get(path), await aiko.get(path)];
    expect([whole.status, own.status]).toEqual([200, 200]);
    const [all, visible] = [whole, own].map(({ body }) => verifyBundle(body, { ...trust, saved }));
    expect([all?.findings, visible?.findings]).toEqual([[], []]);
    const types = (all?.events ?? []).map(({ event: { type } }) => type);
    expect(types).toEqual((await engine.engine.log.readStream(`ticket-${ticketId}`)).map(({ type }) => type));
    expect((all?.policies ?? []).length).toBeGreaterThan(0);
    expect(visible?.scope).toBe('public');
    const disclosed = (events: readonly ProvenEvent[] = []) => events.flatMap(({ fields }) => (fields ? [fields] : []));
    expect(disclosed(visible?.events)).toContainEqual(expect.objectContaining({ body: 'It works again.' }));
    expect(disclosed(all?.events)).toContainEqual(expect.objectContaining({ body: 'Looks like the proxy.' }));
    const { body: reads } = await auditor.get(`/v1/audit/reads?resource=ticket:${ticketId}`);
    expect(reads['items']).toContainEqual(
      expect.objectContaining({ route: '/v1/tickets/:ticketId/proof', subjects: ['member:acme.aiko'] }),
    );
    expect([...(all?.events ?? []), ...(visible?.events ?? [])].filter(({ isSealed }) => isSealed)).toEqual([]);
    expect(JSON.stringify(own.body)).not.toContain('Looks like the proxy.');
    await expectRefusal(ben.get(path), 404);
    await expectRefusal(auditor.get('/v1/tickets/none/proof'), 404);
    await expectRefusal(auditor.get(`/v1/tickets/${ticketId}/proof?from=999999`), 422);
  });

  it('extends what was signed before a restart', async () => {
    const before = await checkpoint();
    await engine.restart('2026-11-27T09:00:00.000Z');
    await aiko.post(`/v1/tickets/${ticketId}/replies`, { body: 'Thanks.' });
    await engine.signed();
    const proof = parseProof((await auditor.get(`/v1/ledger/proofs/consistency?from=${before.size}`)).body['proof']);
    expect(verifyConsistency(before, await checkpoint(), proof ?? [])).toBe(true);
  });
});

describe('the tree of the log with LEDGER_PUBLIC', () => {
  let engine: TestEngine;
  beforeAll(async () => {
    engine = await TestEngine.open(undefined, { LEDGER_PUBLIC: 'true' });
    await withAcme(engine);
    await engine.signed();
  });
  afterAll(() => engine.close());

  it('is shown to everyone, with any token or without, but no ticket is', async () => {
    const callers = [await engine.as(), await engine.member('acme', 'ben'), await engine.as({ kind: 'analyst' })];
    const paths = ['checkpoint', 'keys', 'tile/0/000.p/1', 'proofs/inclusion?index=0', 'proofs/consistency?from=1'];
    for (const caller of callers)
      for (const path of paths) expect((await caller.get(`/v1/ledger/${path}`)).status).toBe(200);
    await expectRefusal((await engine.as()).get('/v1/tickets/t-1/proof'), 401);
    await expectRefusal(new Caller(() => engine.url, 'x.y.z').get('/v1/ledger/checkpoint'), 401);
  });
});

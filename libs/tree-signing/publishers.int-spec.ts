import {
  addSignatures,
  COSIGNATURE_V1,
  cosign,
  cosignaturesOf,
  formatVerifierKey,
  openNote,
  parseAddCheckpoint,
  parseCheckpoint,
  parseVerifierKey,
  signerFromSeed,
  splitNote,
  verifyConsistency,
} from '@ledgerdesk/ledger';
import { createPrivateKey, createPublicKey } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSqliteTreeStore } from '@ledgerdesk/tree-store/sqlite';
import type { SignedCheckpoint, StoredTree, TreeStore } from '@ledgerdesk/tree-store';
import { scriptedLeaf } from '../../test/support/ledger/scripted-feed.js';
import { CheckpointSigner } from './checkpoint-signer.js';
import { ManualTime } from '../../test/support/manual-time.js';
import { Publication } from './publication.js';
import { publishToFile, publishToFolder } from './publish-to-file.js';
import { publishToWebhook } from './publish-to-webhook.js';
import { WitnessPublisher } from './publish-to-witness.js';
import { TreeBuilder } from './tree-builder.js';

const ORIGIN = 'ledgerdesk/main/0';

const SEED = new Uint8Array(32).fill(7);
const PKCS8 = Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), SEED]);
const PUBLIC = createPublicKey(createPrivateKey({ key: PKCS8, format: 'der', type: 'pkcs8' }))
  .export({ format: 'der', type: 'spki' })
  .subarray(12);
const WITNESS = parseVerifierKey(formatVerifierKey('witness.example', PUBLIC, COSIGNATURE_V1));

const GOES_ON = new AbortController().signal;

interface Answer {
  readonly status: number;
  readonly body?: string;
}

describe('publishing checkpoints', () => {
  const folder = mkdtempSync(join(tmpdir(), 'ledgerdesk-'));
  let store: TreeStore;
  let tree: StoredTree;
  let trees = 0;
  let server: Server;
  let url: string;
  let answer: (path: string, body: string) => Answer;
  let signer: CheckpointSigner;

  beforeAll(async () => {
    store = await openSqliteTreeStore(join(folder, 'ledger.db'));
    server = createServer((request, response) => {
      void text(request).then((body) => {
        const { status, body: reply = '' } = answer(request.url ?? '', body);
        response.writeHead(status).end(reply);
      });
    });
    await once(server.listen(0, '127.0.0.1'), 'listening');
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(async () => {
    server.close();
    await store.close();
    rmSync(folder, { recursive: true });
  });
  beforeEach(() => {
    tree = store.tree(ORIGIN.replace(/\d+$/, String((trees += 1))));
    signer = new CheckpointSigner({
      tree,
      keys: { current: signerFromSeed(tree.origin, new Uint8Array(32).fill(1)) },
      clock: { now: () => '2026-11-30T08:15:00.000Z' },
      known: async () => undefined,
    });
  });

  const signedAt = async (size: number): Promise<SignedCheckpoint> => {
    const builder = await TreeBuilder.load(tree);
    const from = builder.size;
    const leaves = Array.from({ length: size - from }, (_, index) => scriptedLeaf(from + index));
    for (const { hash } of leaves) builder.add(hash);
    const position = String(10 * size);
    const positions = leaves.map((leaf) => leaf.position);
    await tree.grow({ from, size, position, tiles: builder.takeTiles(), positions });
    const checkpoint = await signer.sign(builder, { size, position, isAtEnd: true });
    if (!checkpoint) throw new Error('Nothing was signed.');
    return checkpoint;
  };
  /** A witness that cosigns what extends the last checkpoint that it has seen (C2SP tlog-witness). */
  const witness = (others = '') => {
    let seen: ReturnType<typeof parseCheckpoint> | undefined;
    answer = (path, body) => {
      if (path !== '/add-checkpoint') return { status: 404 };
      const { oldSize, proof, checkpoint } = parseAddCheckpoint(body);
      if (oldSize !== (seen?.size ?? 0)) return { status: 409, body: `${seen?.size ?? 0}\n` };
      const { text: signed } = splitNote(checkpoint);
      const next = parseCheckpoint(signed);
      if (seen && !verifyConsistency(seen, next, proof)) return { status: 422, body: 'inconsistent' };
      seen = next;
      const { name, keyId, signature } = cosign(signed, 'witness.example', SEED, 1_764_489_600);
      const id = Buffer.alloc(4);
      id.writeUInt32BE(keyId);
      return { status: 200, body: `— ${name} ${Buffer.concat([id, signature]).toString('base64')}\n${others}` };
    };
  };
  const publisher = (): WitnessPublisher => new WitnessPublisher({ url, key: WITNESS }, tree);

  it('keeps the newest in a file, and of each hour in a folder', async () => {
    const checkpoint = await signedAt(3);
    const file = join(folder, 'checkpoint');
    await publishToFile(file).publish(checkpoint, GOES_ON);
    expect(readFileSync(file, 'utf8')).toBe(checkpoint.note);
    const copies = join(folder, 'copies');
    await publishToFolder(copies).publish(checkpoint, GOES_ON);
    expect(readdirSync(copies).sort()).toEqual(['2026-11-30T08', 'checkpoint']);
    expect(readFileSync(join(copies, '2026-11-30T08'), 'utf8')).toBe(checkpoint.note);
    await expect(publishToFile(join(folder, 'none', 'checkpoint')).publish(checkpoint, GOES_ON)).rejects.toThrow();
    expect(existsSync(join(folder, 'none'))).toBe(false);
  });

  it('posts them to a webhook, which may refuse', async () => {
    const checkpoint = await signedAt(3);
    const received: string[] = [];
    answer = (_, body) => {
      received.push(body);
      return received.length === 1 ? { status: 204 } : { status: 503, body: 'Closed\n' };
    };
    await publishToWebhook(`${url}/hook`).publish(checkpoint, GOES_ON);
    expect(received).toEqual([checkpoint.note]);
    await expect(publishToWebhook(`${url}/hook`).publish(checkpoint, GOES_ON)).rejects.toThrow(
      `${url} replied 503: Closed.`,
    );
  });

  it('stores the verified cosignature of a witness, also of one that has seen another checkpoint last', async () => {
    witness();
    await publisher().publish(await signedAt(3), GOES_ON);
    // A new process does not know what the witness has seen.
    const later = await signedAt(300);
    await publisher().publish(later, GOES_ON);
    const note = (await tree.lastCheckpoint())?.note ?? '';
    expect(cosignaturesOf(note, [WITNESS])).toEqual([{ witness: WITNESS, time: 1_764_489_600 }]);
    const key = parseVerifierKey(signerFromSeed(tree.origin, new Uint8Array(32).fill(1)).vkey);
    expect(openNote(note, [key]).text).toBe(splitNote(later.note).text);
  });

  it('stores the lines of the witness alone', async () => {
    witness(`— other.example ${Buffer.alloc(76, 1).toString('base64')}\n— witness.example AAAAAAAA\n`);
    const checkpoint = await signedAt(3);
    await publisher().publish(checkpoint, GOES_ON);
    const { signatures } = splitNote((await tree.lastCheckpoint())?.note ?? '');
    const [own] = splitNote(checkpoint.note).signatures;
    expect(signatures.map(({ keyId }) => keyId)).toEqual([own?.keyId, WITNESS.keyId]);
  });

  it.each<[string, (cosignature: string) => Answer, RegExp]>([
    ['signs something else', () => ({ status: 200, body: '— witness.example AAAAAAAA\n' }), /./],
    ['answers without signatures', () => ({ status: 200, body: '' }), /signatures/],
    ['has seen a larger tree', () => ({ status: 409, body: '999\n' }), /has cosigned a tree of 999 leaves/],
    ['refuses', () => ({ status: 403, body: 'unknown log' }), /replied 403: unknown log/],
  ])('fails, and stores nothing, if the witness %s', async (_, reply, message) => {
    const checkpoint = await signedAt(3);
    answer = () => reply('');
    await expect(publisher().publish(checkpoint, GOES_ON)).rejects.toThrow(message);
    expect((await tree.lastCheckpoint())?.note).toBe(checkpoint.note);
  });

  it('keeps the signatures that were added to a checkpoint meanwhile, and adds none to another text', async () => {
    witness();
    const checkpoint = await signedAt(3);
    const [own] = splitNote(checkpoint.note).signatures;
    const other = cosign(splitNote(checkpoint.note).text, 'other.example', new Uint8Array(32).fill(8), 1);
    const cosigned = addSignatures(checkpoint.note, [other]);
    await tree.replaceNote(3, checkpoint.note, cosigned);
    await publisher().publish(checkpoint, GOES_ON);
    const { signatures } = splitNote((await tree.lastCheckpoint())?.note ?? '');
    expect(signatures.map(({ keyId }) => keyId)).toEqual([own?.keyId, other.keyId, WITNESS.keyId]);
    const replaced = checkpoint.note.replace('since ', 'until ');
    await tree.replaceNote(3, (await tree.lastCheckpoint())?.note ?? '', replaced);
    witness();
    await publisher().publish(checkpoint, GOES_ON);
    expect((await tree.lastCheckpoint())?.note).toBe(replaced);
  });

  it('stops at once, and reports nothing, while a server does not answer', async () => {
    const silent = createServer(() => undefined);
    await once(silent.listen(0, '127.0.0.1'), 'listening');
    const reports: unknown[] = [];
    const webhook = publishToWebhook(`http://127.0.0.1:${(silent.address() as AddressInfo).port}/hook`);
    const publication = new Publication(webhook, new ManualTime('2026-11-30T08:00:00.000Z'), () => reports.push(1));
    publication.offer(await signedAt(3));
    await once(silent, 'request');
    await publication.stop();
    expect(reports).toEqual([]);
    silent.closeAllConnections();
    await new Promise((resolve) => silent.close(resolve));
    await expect(webhook.publish(await signedAt(4), GOES_ON)).rejects.toMatchObject({
      code: 'no-reply',
      message: expect.stringMatching(/^http:..127.0.0.1:\d+ cannot be reached: .+\.$/) as string,
    });
  });
});

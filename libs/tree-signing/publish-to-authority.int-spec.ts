import { readTimeStamp, signerFromSeed, stampedText } from '@ledgerdesk/ledger';
import type { SignedCheckpoint, StoredTree, TreeStore } from '@ledgerdesk/tree-store';
import { openSqliteTreeStore } from '@ledgerdesk/tree-store/sqlite';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { scriptedLeaf } from '../../test/support/ledger/scripted-feed.js';
import { readRequest, testAuthority } from '../../test/support/ledger/time-stamp-authority.js';
import { ManualTime } from '../../test/support/manual-time.js';
import { CheckpointSigner } from './checkpoint-signer.js';
import { Publication } from './publication.js';
import { type TimeStampAuthority, TimeStampPublisher } from './publish-to-authority.js';
import { TreeBuilder } from './tree-builder.js';

const AT = '2026-11-30T08:15:00.500Z';
const GOES_ON = new AbortController().signal;
const HOUR_MS = 3_600_000;

describe('time stamps of checkpoints', () => {
  const folder = mkdtempSync(join(tmpdir(), 'ledgerdesk-'));
  const authority = testAuthority();
  let store: TreeStore;
  let tree: StoredTree;
  let trees = 0;
  let server: Server;
  let url: string;
  let now = '2026-11-30T08:15:00.000Z';
  let requests: Buffer[];
  let answer: (request: Buffer, response: ServerResponse) => void;
  const clock = { now: () => now };

  const reply = (body: Uint8Array, type = 'application/timestamp-reply', status = 200): typeof answer => {
    return (_, response) => void response.writeHead(status, { 'content-type': type }).end(body);
  };
  const honest: typeof answer = (request, response) => {
    const { imprint, nonce } = readRequest(request);
    reply(authority.stamp(imprint, AT, { nonce }))(request, response);
  };

  beforeAll(async () => {
    store = await openSqliteTreeStore(join(folder, 'ledger.db'));
    server = createServer((request, response) => {
      void buffer(request).then((body) => {
        requests.push(body);
        answer(body, response);
      });
    });
    await once(server.listen(0, '127.0.0.1'), 'listening');
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/tsr`;
  });
  afterAll(async () => {
    server.closeAllConnections();
    server.close();
    await store.close();
    rmSync(folder, { recursive: true });
  });
  beforeEach(() => {
    tree = store.tree(`ledgerdesk/main/${(trees += 1)}`);
    requests = [];
    answer = honest;
    now = '2026-11-30T08:15:00.000Z';
  });

  const signed = async (): Promise<SignedCheckpoint> => {
    const builder = await TreeBuilder.load(tree);
    const leaves = [0, 1, 2].map((index) => scriptedLeaf(index));
    for (const { hash } of leaves) builder.add(hash);
    const positions = leaves.map(({ position }) => position);
    await tree.grow({ from: 0, size: 3, position: '30', tiles: builder.takeTiles(), positions });
    const keys = { current: signerFromSeed(tree.origin, new Uint8Array(32).fill(1)) };
    const signer = new CheckpointSigner({ tree, keys, clock, known: async () => undefined });
    const checkpoint = await signer.sign(builder, { size: 3, position: '30', isAtEnd: true });
    if (!checkpoint) throw new Error('Nothing was signed.');
    return checkpoint;
  };
  const publisher = (options: Partial<TimeStampAuthority> = {}): TimeStampPublisher =>
    new TimeStampPublisher({ url, everyMs: HOUR_MS, certificates: authority.root.pem, ...options }, tree, clock);

  it('are verified, and stored with their checkpoint', async () => {
    const checkpoint = await signed();
    await publisher().publish(checkpoint, GOES_ON);
    const stored = await tree.timeStampUpTo(3);
    expect(stored).toMatchObject({ size: 3, note: checkpoint.note, time: AT, askedAt: now });
    const stamp = readTimeStamp(stored?.response ?? Buffer.alloc(0), {
      text: stampedText(checkpoint.note),
      trusted: [],
    });
    expect(stamp.time).toBe(Date.parse(AT));
  });

  it('are asked for with a nonce of their own', async () => {
    const checkpoint = await signed();
    await publisher().publish(checkpoint, GOES_ON);
    await publisher().publish(checkpoint, GOES_ON);
    const [first, second] = requests.map((request) => readRequest(request));
    expect(first?.imprint).toEqual(second?.imprint);
    expect(first?.nonce).not.toEqual(second?.nonce);
  });

  it.each<[string, () => typeof answer, string]>([
    ['refuses', () => reply(Buffer.from('closed'), 'text/plain', 503), 'publication-refused'],
    ['sends a page', () => reply(Buffer.from('<html></html>'), 'text/html'), 'publication-refused'],
    ['says that it is a time stamp', () => reply(Buffer.from('<html></html>')), 'time-stamp-malformed'],
    [
      'stamps something else',
      () => (request, response) =>
        reply(authority.stamp(Buffer.alloc(32), AT, { nonce: readRequest(request).nonce }))(request, response),
      'time-stamp-other-text',
    ],
    [
      'answers an earlier request',
      () => (request, response) =>
        reply(authority.stamp(readRequest(request).imprint, AT, { nonce: Buffer.from('020101', 'hex') }))(
          request,
          response,
        ),
      'time-stamp-other-nonce',
    ],
    [
      'is another one',
      () => (request, response) => {
        const { imprint, nonce } = readRequest(request);
        reply(testAuthority().stamp(imprint, AT, { nonce }))(request, response);
      },
      'time-stamp-untrusted',
    ],
    [
      'does not grant it',
      () => (request, response) =>
        reply(authority.stamp(readRequest(request).imprint, AT, { status: 2 }))(request, response),
      'time-stamp-not-granted',
    ],
  ])('are not stored if the authority %s', async (_, lie, code) => {
    const checkpoint = await signed();
    answer = lie();
    await expect(publisher().publish(checkpoint, GOES_ON)).rejects.toMatchObject({ code });
    expect(await tree.timeStampUpTo(3)).toBeUndefined();
  });

  it.each<[string, () => typeof answer]>([
    ['answers without an end', () => reply(Buffer.alloc(200_000))],
    ['sends elsewhere', () => (_, response) => void response.writeHead(302, { location: url }).end()],
    ['hangs up', () => (_, response) => void response.destroy()],
  ])('are not stored if the authority %s', async (_, lie) => {
    const checkpoint = await signed();
    answer = lie();
    await expect(publisher().publish(checkpoint, GOES_ON)).rejects.toThrow();
    expect(requests).toHaveLength(1);
    expect(await tree.timeStampUpTo(3)).toBeUndefined();
  });

  it('say why they failed, and are tried again', async () => {
    const time = new ManualTime('2026-11-30T08:00:00.000Z');
    const checkpoint = await signed();
    answer = reply(Buffer.from('<html></html>'));
    let changed: () => void = () => undefined;
    const publication = new Publication(publisher(), time, () => changed());
    const next = (): Promise<void> => new Promise((resolve) => (changed = resolve));
    let reported = next();
    publication.offer(checkpoint);
    await reported;
    expect(publication.status).toMatchObject({ target: 'timestamp', size: null, code: 'time-stamp-malformed' });
    answer = honest;
    reported = next();
    await time.advance(1_000);
    await reported;
    expect(publication.status).toEqual({ target: 'timestamp', size: 3 });
    await publication.stop();
  });

  it('delay neither the end of the process nor the next one if the authority does not answer', async () => {
    const checkpoint = await signed();
    let asked: () => void = () => undefined;
    const isAsked = new Promise<void>((resolve) => (asked = resolve));
    answer = () => asked();
    const interrupted = new Publication(publisher(), new ManualTime('2026-11-30T08:00:00.000Z'), () => undefined);
    interrupted.offer(checkpoint);
    await isAsked;
    await interrupted.stop();
    expect(await tree.timeStampUpTo(3)).toBeUndefined();
    answer = honest;
    expect(await publisher().dueInMs()).toBe(0);
    await publisher().publish(checkpoint, GOES_ON);
    expect(await tree.timeStampUpTo(3)).toMatchObject({ size: 3, time: AT });
  });

  it('are not asked for again before they are due, also after a restart', async () => {
    const checkpoint = await signed();
    expect(await publisher().dueInMs()).toBe(0);
    await publisher().publish(checkpoint, GOES_ON);
    now = '2026-11-30T08:55:00.000Z';
    expect(await publisher().dueInMs()).toBe(20 * 60_000);
    const publication = new Publication(publisher(), new ManualTime('2026-11-30T08:00:00.000Z'), () => undefined);
    publication.offer(checkpoint);
    await publication.stop();
    expect(requests).toHaveLength(1);
    now = '2026-11-30T09:15:00.000Z';
    expect(await publisher().dueInMs()).toBe(0);
    // A clock that was set back does not delay them.
    now = '2026-11-29T09:15:00.000Z';
    expect(await publisher().dueInMs()).toBe(0);
  });
});

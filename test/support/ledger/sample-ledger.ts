import {
  BUNDLE_FORMAT,
  type BundleEvent,
  canonicalJson,
  commitmentOf,
  consistencyProof,
  encodeTile,
  envelopeFrame,
  envelopeOf,
  exportEnd,
  exportHeader,
  formatCheckpoint,
  Frontier,
  type Hash,
  inclusionProof,
  type Json,
  leafHash,
  newTiles,
  type NodeReader,
  type NoteSigner,
  type Opening,
  signerFromSeed,
  signNote,
  type StoredFields,
  subtreeRoot,
  type TicketBundle,
  tilePath,
} from '@ledgerdesk/ledger';
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const sha256 = (text: string): Buffer => createHash('sha256').update(text).digest();
const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');

/** An event of a sample ledger, and what its sealed box holds. */
export interface SampleEvent extends StoredFields {
  readonly opening?: Opening;
}

/** What a ledger is made of. Equal options give equal bytes. */
export interface SampleOptions {
  readonly origin?: string;
  readonly seed?: number;
  readonly tickets?: number;
}

/** A signing key made from a number. */
export const signerOf = (origin: string, seed = 1): NoteSigner => signerFromSeed(origin, sha256(`key ${seed}`));

const POLICY = '{"responseHours":8,"version":"2026-11"}';

const timeOf = (at: number): string => new Date(Date.UTC(2026, 10, 1) + at * 60_000).toISOString();

const metadataOf = (at: number): string =>
  canonicalJson({
    actor: { id: 'kenji', kind: 'agent' },
    commandId: `command-${at}`,
    tenant: 'default',
    versions: { policy: '2026-11' },
  });

/** The events of a log: one policy, then those of a number of tickets in turn, with sealed texts. */
export const sampleEvents = (count: number, { seed = 1, tickets = 5 }: SampleOptions = {}): readonly SampleEvent[] =>
  Array.from({ length: count }, (_, at) => (at === 0 ? policyEvent() : ticketEvent(at, seed, tickets)));

const policyEvent = (): SampleEvent => ({
  stream: 'policy-policy',
  revision: 0,
  id: 'policy-0',
  type: 'PolicyVersionUsed',
  version: 1,
  occurredAt: timeOf(0),
  recordedAt: timeOf(0),
  data: canonicalJson({
    name: 'policy',
    policyVersion: '2026-11',
    sha256: sha256(POLICY).toString('hex'),
    text: POLICY,
  }),
  metadata: '{"actor":{"id":"policies","kind":"engine"},"tenant":"default"}',
});

const ticketEvent = (at: number, seed: number, tickets: number): SampleEvent => {
  const fields: Readonly<Record<string, Json>> = { body: `Text ${at} of ${seed}: 注文が届きません` };
  const opening = { fields, salt: sha256(`salt ${seed} ${at}`).toString('base64url') };
  const sealed = {
    alg: 'A256GCM',
    box: sha256(`box ${seed} ${at}`).toString('base64url'),
    commitment: commitmentOf(opening) ?? '',
    key: 'key-1',
  };
  const [stream, revision] = [`ticket-${(at - 1) % tickets}`, Math.floor((at - 1) / tickets)];
  return {
    stream,
    revision,
    id: `event-${seed}-${at}`,
    type: revision === 0 ? 'TicketOpened' : 'ReplyAdded',
    version: 1,
    occurredAt: timeOf(at),
    recordedAt: timeOf(at),
    data: canonicalJson({ $sealed: sealed, priority: revision % 3 }),
    metadata: metadataOf(at),
    opening,
  };
};

/** A log with its tree, as an engine would keep it: for tests of what outsiders verify. */
export class SampleLedger {
  readonly envelopes: readonly Uint8Array[];
  readonly leaves: readonly Hash[];
  readonly nodes: NodeReader = ({ level, index }) =>
    subtreeRoot(this.leaves.slice(index * 2 ** level, (index + 1) * 2 ** level));

  constructor(
    readonly events: readonly SampleEvent[],
    readonly origin = 'support.example.com/default/1',
    readonly signer: NoteSigner = signerOf(origin),
  ) {
    this.envelopes = events.map(envelopeOf);
    this.leaves = this.envelopes.map(leafHash);
  }

  get size(): number {
    return this.events.length;
  }

  /** The root of the tree of the first `size` events. */
  root(size = this.size): Hash {
    const frontier = new Frontier();
    for (const leaf of this.leaves.slice(0, size)) frontier.append(leaf);
    return frontier.root();
  }

  /** The signed checkpoint of the first `size` events. */
  checkpoint(size = this.size, signer = this.signer): string {
    const head = { origin: this.origin, size, root: this.root(size), extensions: [`since ${timeOf(0)} 0`] };
    return signNote(formatCheckpoint(head), signer);
  }

  async consistency(from: number, to = this.size) {
    const proof = await consistencyProof(this.nodes, from, to);
    return { from, to, fromRoot: base64(this.root(from)), proof: proof.map(base64) };
  }

  /** The bundle of a ticket; `disclose`: with the fields of its sealed boxes. */
  async bundle(ticket: string, { size = this.size, disclose = true } = {}): Promise<TicketBundle> {
    const entries = this.events.slice(0, size).map((event, index) => ({ event, index }));
    const entryOf = async ({ event, index }: (typeof entries)[number]): Promise<BundleEvent> => ({
      index,
      envelope: Buffer.from(this.envelopes[index] ?? []).toString('utf8'),
      inclusion: (await inclusionProof(this.nodes, index, size)).map(base64),
      ...(disclose && event.opening && { disclosed: event.opening }),
    });
    const [events, policies] = await Promise.all(
      [`ticket-${ticket}`, 'policy-policy'].map((stream) =>
        Promise.all(entries.filter(({ event }) => event.stream === stream).map(entryOf)),
      ),
    );
    return {
      format: BUNDLE_FORMAT,
      ticket,
      scope: 'all',
      checkpoint: this.checkpoint(size),
      events: events ?? [],
      policies: policies ?? [],
    };
  }

  /** The bytes of `ledgerdesk export --envelopes`. */
  export(first = 0, to = this.size): Buffer {
    const frames = this.envelopes.slice(first, to).map(envelopeFrame);
    return Buffer.concat([exportHeader({ origin: this.origin, first }), ...frames, exportEnd(frames.length)]);
  }

  /** The tiles by their paths. */
  tiles(size = this.size): ReadonlyMap<string, Uint8Array> {
    return new Map(
      [...newTiles(0, size)].map((tile) => {
        const width = 256 ** tile.level;
        const first = tile.index * 256;
        const hashes = Array.from({ length: tile.width }, (_, at) =>
          subtreeRoot(this.leaves.slice((first + at) * width, (first + at + 1) * width)),
        );
        return [tilePath(tile), encodeTile(hashes)];
      }),
    );
  }
}

/** Writes files into a folder, by their paths. */
export const writeFiles = (folder: string, files: ReadonlyMap<string, Uint8Array | string>): void => {
  for (const [path, content] of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
};

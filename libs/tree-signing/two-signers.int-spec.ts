import type { LeafPage } from '@ledgerdesk/event-store';
import { type NoteSigner, parseCheckpoint, signerFromSeed, splitNote } from '@ledgerdesk/ledger';
import { openSqliteTreeStore } from '@ledgerdesk/tree-store/sqlite';
import type { SignedCheckpoint, StoredTree, TreeStore } from '@ledgerdesk/tree-store';
import fc from 'fast-check';
import { mkdtempSync, rmSync } from 'node:fs';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { scriptedLeaf } from '../../test/support/ledger/scripted-feed.js';
import { ManualTime } from '../../test/support/manual-time.js';
import { runs } from '../../test/support/runs.js';
import type { KnownCheckpoint } from './known-checkpoint.js';
import type { LeafFeed } from './leaf-feed.js';
import { storedRoot } from './tree-nodes.js';
import { TreeSigner } from './tree-signer.js';

const LEAVES_PER_PAGE = 7;

/** Lets calls pass one at a time, when the test says so. */
class Gate {
  #isOpen = false;
  readonly #waiting: (() => void)[] = [];

  /** Waits before the call, and before its result is returned. */
  async through<T>(call: () => Promise<T>): Promise<T> {
    await this.#pass();
    const result = await call();
    await this.#pass();
    return result;
  }

  letOne(): void {
    this.#waiting.shift()?.();
  }

  open(): void {
    this.#isOpen = true;
    for (const pass of this.#waiting.splice(0)) pass();
  }

  async #pass(): Promise<void> {
    if (!this.#isOpen) await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }
}

/** A process that signs, as long as it lives, and what it keeps when it crashes. */
class Signing {
  gate = new Gate();
  signer: TreeSigner | undefined;
  /** What it has in the file beside the database. */
  file: KnownCheckpoint | undefined;
  readonly published: SignedCheckpoint[] = [];
  readonly saved: SignedCheckpoint[] = [];

  constructor(
    private readonly tree: StoredTree,
    private readonly key: { readonly current: NoteSigner; readonly previous?: NoteSigner },
    private readonly leafAt: (index: number) => Uint8Array,
    private readonly logSize: () => number,
    private readonly time: ManualTime,
    private readonly onSaved: (checkpoint: SignedCheckpoint) => void,
  ) {}

  /** Begins anew. What ran before is abandoned wherever it was, as when a process is killed. */
  start(): void {
    const gate = (this.gate = new Gate());
    this.signer = new TreeSigner({
      tree: this.#gatedTree(gate),
      keys: this.key,
      openFeed: () => this.#feed(gate),
      recordedTree: async () => undefined,
      clock: this.time,
      timers: this.time,
      known: async () => this.file,
      publishers: [{ target: 'file', everyMs: 0, publish: (checkpoint) => this.#publish(gate, checkpoint) }],
      onStatus: () => undefined,
    });
    this.signer.start();
  }

  async #publish(gate: Gate, checkpoint: SignedCheckpoint): Promise<void> {
    await gate.through(async () => {
      this.published.push(checkpoint);
      this.file = { ...checkpoint, origin: this.tree.origin };
    });
  }

  #gatedTree(gate: Gate): StoredTree {
    const { tree, onSaved } = this;
    return {
      origin: tree.origin,
      state: () => gate.through(() => tree.state()),
      tile: (level, index) => gate.through(() => tree.tile(level, index)),
      indexOf: (position) => gate.through(() => tree.indexOf(position)),
      positionOf: (index) => gate.through(() => tree.positionOf(index)),
      relocate: (...change) => gate.through(() => tree.relocate(...change)),
      positions: (tile) => gate.through(() => tree.positions(tile)),
      grow: (growth) => gate.through(() => tree.grow(growth)),
      lastCheckpoint: () => gate.through(() => tree.lastCheckpoint()),
      checkpointUpTo: (size) => gate.through(() => tree.checkpointUpTo(size)),
      replaceNote: (...change) => gate.through(() => tree.replaceNote(...change)),
      saveTimeStamp: (stamped) => gate.through(() => tree.saveTimeStamp(stamped)),
      timeStampUpTo: (size) => gate.through(() => tree.timeStampUpTo(size)),
      keys: () => gate.through(() => tree.keys()),
      handovers: () => gate.through(() => tree.handovers()),
      saveCheckpoint: (checkpoint, ...rest) =>
        gate.through(async () => {
          await tree.saveCheckpoint(checkpoint, ...rest);
          onSaved(checkpoint);
        }),
    };
  }

  /** Reads the log as it is then, which may end before that of the other process. */
  #feed(gate: Gate): LeafFeed {
    const page = async (after: string): Promise<LeafPage> => {
      const from = Number(after) / 10;
      const to = Math.min(from + LEAVES_PER_PAGE, this.logSize());
      const leaves = Array.from({ length: Math.max(0, to - from) }, (_, at) => ({
        position: String(10 * (from + at + 1)),
        hash: this.leafAt(from + at),
      }));
      return { leaves, scannedTo: leaves.at(-1)?.position ?? after, end: to >= this.logSize() };
    };
    return { next: (after) => gate.through(() => page(after)), close: () => undefined };
  }
}

const KEYS = [1, 2].map((seed) => new Uint8Array(32).fill(seed)) as [Uint8Array, Uint8Array];

const steps = fc.array(
  fc.oneof(
    { weight: 12, arbitrary: fc.record({ kind: fc.constant('pass' as const), who: fc.nat(1), count: fc.nat(9) }) },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant('append' as const), who: fc.nat(1), count: fc.nat(9) }) },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant('time' as const), who: fc.nat(1), count: fc.nat(9) }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('crash' as const), who: fc.nat(1), count: fc.nat(9) }) },
  ),
  { minLength: 20, maxLength: 120 },
);

describe('two processes that sign one tree at the same time', () => {
  const folder = mkdtempSync(join(tmpdir(), 'ledgerdesk-'));
  let store: TreeStore;
  let trees = 0;

  beforeAll(async () => void (store = await openSqliteTreeStore(join(folder, 'ledger.db'))));
  afterAll(async () => {
    await store.close();
    rmSync(folder, { recursive: true });
  });

  it.each([
    ['with one key', false, Infinity],
    ['each with a key that follows that of the other', true, Infinity],
    ['of which one reads another history', false, 12],
  ])('%s never sign two checkpoints that contradict each other', async (_, hasTwoKeys, forkedFrom) => {
    let signed = 0;
    await fc.assert(
      fc.asyncProperty(steps, async (plan) => {
        const tree = store.tree(`ledgerdesk/two/${(trees += 1)}`);
        const time = new ManualTime('2026-11-30T08:00:00.000Z');
        const [one, two] = KEYS.map((seed) => signerFromSeed(tree.origin, seed)) as [NoteSigner, NoteSigner];
        const saved: SignedCheckpoint[] = [];
        let size = 5;
        const keys = hasTwoKeys
          ? [
              { current: one, previous: two },
              { current: two, previous: one },
            ]
          : [{ current: one }, { current: one }];
        const processes = keys.map(
          (key, at) =>
            new Signing(
              tree,
              key,
              (index) => scriptedLeaf(index, at === 1 && index >= forkedFrom ? `other ${index}` : undefined).hash,
              () => size,
              time,
              (checkpoint) => void saved.push(checkpoint),
            ),
        );
        for (const process of processes) process.start();
        for (const { kind, who, count } of plan) {
          const process = processes[who];
          if (kind === 'append') size += count;
          else if (kind === 'time') await time.advance(100 * count);
          else if (kind === 'crash') process?.start();
          else
            for (let left = count; left >= 0; left -= 1) {
              process?.gate.letOne();
              await nextTurn();
            }
        }
        for (const { gate } of processes) gate.open();
        // In the same turn: a signer whose feed never waits would keep the other from ending.
        await Promise.all(processes.flatMap(({ signer }) => (signer ? [signer.stop()] : [])));

        const sizes = saved.map((checkpoint) => checkpoint.size);
        expect(sizes).toEqual(sizes.toSorted((a, b) => a - b));
        for (const { size: at, root, note } of saved) {
          expect(Buffer.from(root)).toEqual(Buffer.from(await storedRoot(tree, at)));
          expect(Buffer.from(parseCheckpoint(splitNote(note).text).root)).toEqual(Buffer.from(root));
        }
        const notes = new Set(saved.map(({ note }) => note));
        for (const { note } of processes.flatMap(({ published }) => published)) expect(notes).toContain(note);
        signed += saved.length;
      }),
      { numRuns: runs({ short: 15, long: 1_000 }) },
    );
    expect(signed).toBeGreaterThan(0);
  });
});

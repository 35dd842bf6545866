import type { LeafPage, RecordedTree } from '@ledgerdesk/event-store';
import {
  comparePositions,
  errorCodeOf,
  messageOf,
  Pause,
  type Clock,
  type Position,
  type Timers,
} from '@ledgerdesk/kernel';
import type { StoredTree } from '@ledgerdesk/tree-store';
import { CheckpointSigner, type SigningKeys } from './checkpoint-signer.js';
import { TreeContradicted } from './errors.js';
import type { KnownCheckpoint } from './known-checkpoint.js';
import type { LeafFeed } from './leaf-feed.js';
import { type CheckpointPublisher, Publication } from './publication.js';
import type { TreeStatus } from './status.js';
import { TreeBuilder } from './tree-builder.js';

export interface TreeSignerOptions {
  readonly tree: StoredTree;
  readonly keys: SigningKeys;
  /** Opens the leaves of the log, each time the signer begins. */
  readonly openFeed: () => LeafFeed;
  /** The tree that the log itself keeps; resolves to undefined if it keeps none. */
  readonly recordedTree: () => Promise<RecordedTree | undefined>;
  /** Real time. */
  readonly clock: Clock;
  readonly timers: Timers;
  /** A checkpoint that is kept outside of the store. */
  readonly known: () => Promise<KnownCheckpoint | undefined>;
  /** The note of the last checkpoint of the epoch before; absent if there was none. */
  readonly noteBefore?: () => Promise<string | undefined>;
  readonly publishers: readonly CheckpointPublisher[];
  /** Called after each change. */
  readonly onStatus: (status: TreeStatus) => void;
}

/** Shortest time between two checkpoints, in ms. */
const SIGN_EVERY_MS = 500;
const FIRST_RETRY_MS = 1_000;
const LONGEST_RETRY_MS = 30_000;
/** Errors that only an operator can settle. */
const FINAL_CODES: ReadonlySet<string> = new Set(['tree-contradicted', 'signed-by-another-key']);

/**
 * Follows a log, adds its leaves to a stored tree, and signs a checkpoint at most a second after a commit. One process
 * at a time may do so for a tree: it runs under a leader lock, and the store refuses what contradicts a checkpoint.
 *
 * @example
 * const signer = new TreeSigner({ tree: store.tree(origin), keys, openFeed, … });
 * signer.start();
 * await signer.stop();
 */
export class TreeSigner {
  readonly #signer: CheckpointSigner;
  readonly #publications: readonly Publication[];
  readonly #pause: Pause;
  #feed: LeafFeed | undefined;
  #running: Promise<void> = Promise.resolve();
  #isStopped = false;
  #isCurrent = false;
  #signedAt = -Infinity;
  /** The position after which the log says that its tree began. */
  #since: Position | undefined;
  /** Size of the tree when it was last found that no checkpoint is due. */
  #settledSize: number | undefined;
  #status: TreeStatus;

  constructor(private readonly options: TreeSignerOptions) {
    const { tree, timers, publishers } = options;
    this.#signer = new CheckpointSigner(options);
    this.#pause = new Pause(timers);
    this.#publications = publishers.map((one) => new Publication(one, timers, () => this.#report({})));
    const { origin } = tree;
    this.#status = { origin, state: 'catching-up', size: 0, position: '0', checkpoint: null, publications: [] };
  }

  get status(): TreeStatus {
    return this.#status;
  }

  start(): void {
    this.#running = this.#run();
  }

  /** Resolves when nothing is running. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    this.#pause.end();
    this.#feed?.close();
    await this.#running;
    await Promise.all(this.#publications.map((publication) => publication.stop()));
  }

  async #run(): Promise<void> {
    for (let failures = 0; !this.#isStopped;) {
      const before = this.#status.position;
      try {
        await this.#follow();
      } catch (error) {
        const isFinal = FINAL_CODES.has(errorCodeOf(error) ?? '');
        this.#report({ state: isFinal ? 'stopped' : 'failing', message: messageOf(error) });
        if (isFinal || this.#isStopped) return;
        failures = this.#status.position === before ? failures + 1 : 1;
        await this.#pause.for(Math.min(FIRST_RETRY_MS * 2 ** (failures - 1), LONGEST_RETRY_MS));
      } finally {
        this.#feed?.close();
      }
    }
  }

  async #follow(): Promise<void> {
    const { tree, openFeed } = this.options;
    const { size, position: after } = await tree.state();
    const builder = await TreeBuilder.load(tree, size);
    let position = after;
    const feed = (this.#feed = openFeed());
    while (!this.#isStopped) {
      const page = await feed.next(position);
      if (this.#isStopped) return;
      await this.#grow(builder, page, position);
      position = page.scannedTo;
      if (page.end) await this.#compare(builder, position);
      await this.#sign(builder, position, page.end);
      this.#settle(builder, position);
    }
  }

  async #grow(builder: TreeBuilder, { leaves, scannedTo }: LeafPage, after: Position): Promise<void> {
    if (leaves.length === 0 && scannedTo === after) return;
    const from = builder.size;
    for (const { hash } of leaves) builder.add(hash);
    // Positions without leaves are skipped again after a restart.
    if (leaves.length === 0) return;
    await this.options.tree.grow({
      from,
      size: builder.size,
      position: scannedTo,
      tiles: builder.takeTiles(),
      positions: leaves.map(({ position }) => position),
    });
  }

  /**
   * Compares the tree with the one that the log keeps, if both have the same events. While the leaves of an older log
   * are added, the tree is not current.
   */
  async #compare(builder: TreeBuilder, position: Position): Promise<void> {
    const recorded = await this.options.recordedTree();
    this.#requireSame(recorded);
    if (recorded && (recorded.position !== position || comparePositions(position, recorded.since) < 0)) return;
    if (recorded && Buffer.compare(recorded.root, builder.root()) !== 0)
      throw new TreeContradicted(
        this.options.tree.origin,
        `the log records a tree of ${recorded.size} leaves with another root at position ${position}`,
      );
    this.#isCurrent = true;
  }

  /** When the log began to keep a tree does not change. */
  #requireSame(recorded: RecordedTree | undefined): void {
    if (recorded && recorded.since !== (this.#since ??= recorded.since))
      throw new TreeContradicted(
        this.options.tree.origin,
        `the log said that its tree began after position ${this.#since}, and now after ${recorded.since}`,
      );
  }

  async #sign(builder: TreeBuilder, position: Position, isAtEnd: boolean): Promise<void> {
    const now = this.options.timers.elapsed();
    const { size } = builder;
    if (!this.#isCurrent || size === this.#settledSize || now - this.#signedAt < SIGN_EVERY_MS) return;
    const isFirst = this.#signer.last === undefined;
    const signed = await this.#signer.sign(builder, { size, position, isAtEnd });
    const checkpoint = signed ?? (isFirst ? this.#signer.last : undefined);
    if (signed || isAtEnd) this.#settledSize = size;
    if (!checkpoint) return;
    this.#signedAt = now;
    for (const publication of this.#publications) publication.offer(checkpoint);
  }

  #settle(builder: TreeBuilder, position: Position): void {
    const { last } = this.#signer;
    const checkpoint = last ? { size: last.size, signedAt: last.signedAt } : null;
    const state = this.#isCurrent ? 'running' : 'catching-up';
    const isSame =
      this.#status.position === position &&
      this.#status.state === state &&
      this.#status.checkpoint?.size === checkpoint?.size;
    if (!isSame) this.#report({ state, size: builder.size, position, checkpoint });
  }

  #report(change: Partial<TreeStatus>): void {
    const { message, ...before } = this.#status;
    // A message is that of a state.
    const kept = change.state === undefined && message !== undefined ? { message } : {};
    this.#status = { ...before, ...kept, ...change, publications: this.#publications.map(({ status }) => status) };
    this.options.onStatus(this.#status);
  }
}

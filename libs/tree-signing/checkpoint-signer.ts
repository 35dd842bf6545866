import {
  formatCheckpoint,
  keyForOrigin,
  nextKeyLine,
  type NoteSigner,
  openNote,
  parseCheckpoint,
  parseVerifierKey,
  signNote,
  splitNote,
  type TreeCheckpoint,
  vouchedSince,
  vouchedSinceLine,
} from '@ledgerdesk/ledger';
import type { Clock } from '@ledgerdesk/kernel';
import { type SignedCheckpoint, type StoredTree, type TreeState, TreeConflict } from '@ledgerdesk/tree-store';
import { newestCheckpoint } from './compare-log.js';
import { SignedByAnotherKey, TreeContradicted } from './errors.js';
import type { KnownCheckpoint } from './known-checkpoint.js';
import type { TreeBuilder } from './tree-builder.js';
import { storedRoot } from './tree-nodes.js';

/** The key that signs, and the one before it while both sign. */
export interface SigningKeys {
  readonly current: NoteSigner;
  readonly previous?: NoteSigner | undefined;
}

interface CheckpointSignerOptions {
  readonly tree: StoredTree;
  readonly keys: SigningKeys;
  /** Real time. */
  readonly clock: Clock;
  /** The last checkpoint that is known from outside of the store, such as the file beside it. */
  readonly known: () => Promise<KnownCheckpoint | undefined>;
  /** The note of the last checkpoint of the epoch before, whose key must hand over too. Default: none. */
  readonly noteBefore?: (() => Promise<string | undefined>) | undefined;
}

const sameRoot = (a: Uint8Array, b: Uint8Array): boolean => Buffer.compare(a, b) === 0;

/** Signs the checkpoints of one tree, each of which extends the one before. */
export class CheckpointSigner {
  /** The newest checkpoint that the tree is known to extend. */
  #last: SignedCheckpoint | undefined;
  #isFirst = true;

  constructor(private readonly options: CheckpointSignerOptions) {}

  get last(): SignedCheckpoint | undefined {
    return this.#last;
  }

  /**
   * Signs the tree if it has grown since the last checkpoint, or if another key signed that. Reads it first: another
   * engine may have signed. Returns the new checkpoint; undefined if none is due, or if the tree does not reach the
   * last one yet. `isAtEnd`: the log has no more leaves now.
   * @throws TreeConflict if another engine has added leaves meanwhile
   * @throws TreeContradicted if the tree does not extend the last checkpoint
   * @throws SignedByAnotherKey if a key that is not among `keys` signed it
   */
  async sign(builder: TreeBuilder, { size, position, isAtEnd }: SignableTree): Promise<SignedCheckpoint | undefined> {
    const { tree, keys, clock } = this.options;
    const stored = await tree.lastCheckpoint();
    const last = this.#isFirst ? await newestCheckpoint(tree, await this.options.known()) : stored;
    if (last && last.size > size) {
      if (!isAtEnd) return undefined;
      if ((await tree.state()).size > size) throw new TreeConflict(tree.origin, 'another engine has added leaves');
      throw this.#contradicted(`it has ${size} leaves, the checkpoint ${last.size}`);
    }
    await this.#requireExtension(last);
    this.#isFirst = false;
    const before = last?.note ?? (await this.options.noteBefore?.());
    if (!last) this.#requireKey(before);
    const isSigned = before === undefined || isSignedBy(keys.current, before);
    if (size === 0 || (isSigned && stored?.size === size)) return undefined;
    const signedAt = clock.now();
    const since = last ? vouchedSince(parseCheckpoint(splitNote(last.note).text)) : undefined;
    const root = builder.root();
    const isHandover = !isSigned;
    const note = this.#signed(
      { origin: tree.origin, size, root, extensions: [vouchedSinceLine(since ?? { at: signedAt, size })] },
      isHandover,
    );
    const checkpoint = { size, root, note, position, signedAt };
    await tree.saveCheckpoint(checkpoint, stored?.size, { vkey: keys.current.vkey, isHandover });
    return (this.#last = checkpoint);
  }

  /** Compares the tree with a checkpoint once. */
  async #requireExtension(last: SignedCheckpoint | undefined): Promise<void> {
    if (!last || last.note === this.#last?.note) return;
    const { tree } = this.options;
    this.#requireKey(last.note);
    if (last.size !== this.#last?.size && !sameRoot(await storedRoot(tree, last.size), last.root))
      throw this.#contradicted(`its first ${last.size} leaves have another root than the checkpoint of that size`);
    this.#last = last;
  }

  /** Requires that a key that this engine has signed a note. */
  #requireKey(note: string | undefined): void {
    const { tree, keys } = this.options;
    const signers = [keys.current, ...(keys.previous ? [keys.previous] : [])];
    if (note !== undefined && !signers.some((signer) => isSignedBy(signer, note)))
      throw new SignedByAnotherKey(tree.origin, signersOf(note));
  }

  /** With a new key, the key before signs too, and the text names the new one: anyone can add a signature to a note. */
  #signed(checkpoint: TreeCheckpoint, isHandover: boolean): string {
    const { current, previous } = this.options.keys;
    if (!isHandover || !previous) return signNote(formatCheckpoint(checkpoint), current);
    const extensions = [...checkpoint.extensions, nextKeyLine(current.vkey)];
    return signNote(formatCheckpoint({ ...checkpoint, extensions }), current, previous);
  }

  #contradicted(reason: string): TreeContradicted {
    return new TreeContradicted(this.options.tree.origin, reason);
  }
}

/** A tree to be signed. */
interface SignableTree extends TreeState {
  readonly isAtEnd: boolean;
}

/** Names and ids of the keys that signed a note. */
const signersOf = (note: string): string =>
  splitNote(note)
    .signatures.map(({ name, keyId }) => `${name}+${keyId.toString(16).padStart(8, '0')}`)
    .join(', ');

/** Returns true if a key signed a checkpoint, of whichever epoch of its log. */
export const isSignedBy = ({ vkey }: NoteSigner, note: string): boolean => {
  try {
    const { origin } = parseCheckpoint(splitNote(note).text);
    return openNote(note, [keyForOrigin(parseVerifierKey(vkey), origin)]).verified.length > 0;
  } catch {
    return false;
  }
};

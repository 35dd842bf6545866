import {
  addSignatures,
  consistencyProof,
  cosignaturesOf,
  formatAddCheckpoint,
  type NoteVerifier,
  parseCosignatures,
  parseWitnessSize,
  splitNote,
} from '@ledgerdesk/ledger';
import type { SignedCheckpoint, StoredTree } from '@ledgerdesk/tree-store';
import { detailOf, post, type PostedReply, Refused } from './post.js';
import type { CheckpointPublisher } from './publication.js';
import { nodesOf } from './tree-nodes.js';

export interface Witness {
  /** Its submission prefix: checkpoints are posted to `<url>/add-checkpoint`. */
  readonly url: string;
  /** Its public key, which its cosignatures are verified with. */
  readonly key: NoteVerifier;
}

/** The witness has seen a larger tree than there is, so that one of the two has another history. */
class WitnessIsAhead extends Error {
  readonly code = 'witness-ahead';
  constructor(witness: string, seen: number, size: number) {
    super(
      `The witness ${witness} has cosigned a tree of ${seen} leaves, but the log has ${size}. If the log was ` +
        'restored from a backup, run "ledgerdesk accept-loss", which opens a new epoch.',
    );
  }
}

const EVERY_MS = 10_000;
const CONFLICT = 409;

/**
 * Has each checkpoint cosigned by a witness (C2SP tlog-witness), which refuses trees that do not extend those it has
 * seen. Its cosignature is verified and added to the stored note.
 */
export class WitnessPublisher implements CheckpointPublisher {
  readonly target = 'witness';
  readonly everyMs = EVERY_MS;
  /** Size of the last checkpoint that the witness has cosigned, as far as is known. It says so if that is wrong. */
  #seen = 0;

  constructor(
    private readonly witness: Witness,
    private readonly tree: StoredTree,
  ) {}

  async publish(checkpoint: SignedCheckpoint, signal: AbortSignal): Promise<void> {
    let reply = await this.#add(checkpoint, signal);
    if (reply.status === CONFLICT) {
      this.#seen = this.#sizeIn(reply, checkpoint);
      reply = await this.#add(checkpoint, signal);
    }
    if (reply.status !== 200) throw new Refused(this.witness.url, reply.status, detailOf(reply));
    await this.#keep(checkpoint, Buffer.from(reply.body).toString('utf8'));
    this.#seen = checkpoint.size;
  }

  async #add({ size, note }: SignedCheckpoint, signal: AbortSignal): Promise<PostedReply> {
    const proof = await consistencyProof(nodesOf(this.tree, size), this.#seen, size);
    const body = formatAddCheckpoint({ oldSize: this.#seen, proof, checkpoint: note });
    const url = `${this.witness.url.replace(/\/$/, '')}/add-checkpoint`;
    return post(url, { contentType: 'text/plain; charset=utf-8', body, signal });
  }

  /** The size in the reply of a witness that has seen another checkpoint last. */
  #sizeIn(reply: PostedReply, { size }: SignedCheckpoint): number {
    const seen = parseWitnessSize(Buffer.from(reply.body).toString('utf8'));
    if (seen === undefined) throw new Refused(this.witness.url, reply.status, detailOf(reply));
    if (seen > size) throw new WitnessIsAhead(this.witness.key.name, seen, size);
    return seen;
  }

  async #keep({ size, note }: SignedCheckpoint, body: string): Promise<void> {
    const { key } = this.witness;
    // Lines of other keys are not verified here, and would fail for readers who trust those.
    const own = parseCosignatures(body).filter(({ name, keyId }) => name === key.name && keyId === key.keyId);
    // Throws if the witness did not sign, or something else.
    cosignaturesOf(addSignatures(note, own), [key]);
    const { text } = splitNote(note);
    for (let isKept = false; !isKept;) {
      // Others may have signed it meanwhile. With another text, a new key has replaced it: that is published next.
      const stored = await this.tree.checkpointUpTo(size);
      if (stored?.size !== size || splitNote(stored.note).text !== text) return;
      isKept = await this.tree.replaceNote(size, stored.note, addSignatures(stored.note, own));
    }
  }
}

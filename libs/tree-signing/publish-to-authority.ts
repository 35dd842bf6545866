import type { Clock } from '@ledgerdesk/kernel';
import {
  type Certificate,
  NONCE_BYTES,
  parsePem,
  readTimeStamp,
  stampedText,
  timeStampRequest,
} from '@ledgerdesk/ledger';
import type { SignedCheckpoint, StoredTree } from '@ledgerdesk/tree-store';
import { randomBytes } from 'node:crypto';
import { detailOf, post, Refused } from './post.js';
import type { CheckpointPublisher } from './publication.js';

/** A time-stamp authority (RFC 3161 over HTTP). */
export interface TimeStampAuthority {
  readonly url: string;
  /** Certificates in PEM that its answers must lead to. Default: only their form and signature are checked. */
  readonly certificates?: string;
  /** Shortest time between two time stamps, in ms. */
  readonly everyMs: number;
}

const REQUEST = 'application/timestamp-query';
const RESPONSE = 'application/timestamp-reply';

/** A number that nobody can foresee: positive, and as long in DER as it is here. */
const newNonce = (): Buffer => {
  const nonce = randomBytes(NONCE_BYTES);
  nonce[0] = ((nonce[0] ?? 0) & 0x7f) | 1;
  return nonce;
};

/**
 * Has checkpoints stamped by an authority. Its answer is verified, and stored with the checkpoint: what does not prove
 * that this checkpoint existed is refused.
 */
export class TimeStampPublisher implements CheckpointPublisher {
  readonly target = 'timestamp';
  readonly everyMs: number;
  readonly #trusted: readonly Certificate[];

  constructor(
    private readonly authority: TimeStampAuthority,
    private readonly tree: StoredTree,
    /** Real time. */
    private readonly clock: Clock,
  ) {
    this.everyMs = authority.everyMs;
    this.#trusted = authority.certificates === undefined ? [] : parsePem(authority.certificates);
  }

  /** A restart does not make the next one due. */
  async dueInMs(): Promise<number> {
    const last = await this.tree.timeStampUpTo(Number.MAX_SAFE_INTEGER);
    if (!last) return 0;
    const age = Date.parse(this.clock.now()) - Date.parse(last.askedAt);
    return age < 0 ? 0 : Math.max(0, this.everyMs - age);
  }

  async publish({ size, note }: SignedCheckpoint, signal: AbortSignal): Promise<void> {
    const { url } = this.authority;
    const [text, nonce, askedAt] = [stampedText(note), newNonce(), this.clock.now()];
    const reply = await post(url, { contentType: REQUEST, body: timeStampRequest(text, nonce), signal });
    const type = reply.contentType.split(';')[0]?.trim().toLowerCase() ?? '';
    if (reply.status !== 200) throw new Refused(url, reply.status, detailOf(reply));
    if (type !== RESPONSE) throw new Refused(url, reply.status, `${type || 'no content type'}, not ${RESPONSE}`);
    const { time } = readTimeStamp(reply.body, { text, nonce, trusted: this.#trusted });
    const stamped = { size, note, response: reply.body, time: new Date(time).toISOString(), askedAt };
    await this.tree.saveTimeStamp(stamped);
  }
}

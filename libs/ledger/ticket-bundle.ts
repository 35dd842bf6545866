import type { ConsistencyDocument } from './proof-documents.js';
import type { Opening } from './sealed-fields.js';

/** Names the format, so that a verifier refuses what it does not know. */
export const BUNDLE_FORMAT = 'ledgerdesk-ticket-bundle/v1';

/** An event of a bundle with the proof that the log has it. */
export interface BundleEvent {
  /** Index of its leaf, from 0: its place in the log. */
  readonly index: number;
  /** The envelope: the text whose UTF-8 bytes the leaf covers. */
  readonly envelope: string;
  /** Inclusion proof at the size of the bundle's checkpoint: hashes as base64, the lowest first. */
  readonly inclusion: readonly string[];
  /** The personal fields that the reader of the bundle may see, with their salt. Absent: sealed, erased or none. */
  readonly disclosed?: Opening;
}

/**
 * Everything that proves what a log says about one ticket, to be verified offline with the log's public key.
 * JSON; made by `GET /v1/tickets/{id}/proof`.
 */
export interface TicketBundle {
  readonly format: typeof BUNDLE_FORMAT;
  readonly ticket: string;
  /**
   * `all`: every event of the ticket up to the checkpoint. `public`: the events that its requester may see; the bundle
   * does not claim to be complete, and revisions show gaps.
   */
  readonly scope: 'all' | 'public';
  /** The signed checkpoint that the inclusion proofs lead to. */
  readonly checkpoint: string;
  /** The ticket's events by revision. */
  readonly events: readonly BundleEvent[];
  /** The recorded versions of the policy files that these events used. */
  readonly policies: readonly BundleEvent[];
  /** Proof that the checkpoint extends one that the reader saved before, if they asked for it. */
  readonly consistency?: ConsistencyDocument;
}

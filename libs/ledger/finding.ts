/**
 * What a verifier can find. The names are part of the verifier's output: add to them, do not rename.
 *
 * - `malformed`: a file is not of its format
 * - `not-signed`: no trusted key signed the checkpoint
 * - `bad-signature`: a trusted key's signature does not match
 * - `other-log`, `other-epoch`: a checkpoint, bundle or export belongs to another log, or to another epoch of it
 * - `rollback`: the new checkpoint covers fewer events than the saved one
 * - `fork`: the log does not contain what the saved checkpoint covers
 * - `bad-proof`: a proof does not lead to the checkpoint
 * - `bad-tile`: a tile does not lead to the checkpoint
 * - `event-changed`: an event is not the one that the log has at its place
 * - `events-missing`: the log has more events than the export or bundle, or the checkpoint covers none of the export
 * - `not-canonical`: an event's envelope is not canonical JSON with exactly the fields of an envelope
 * - `wrong-stream`, `wrong-order`: an event does not belong to the bundle's ticket, or not at its place
 * - `bad-opening`: disclosed fields are not those that the event commits to
 * - `bad-policy`: the text of a policy does not have the recorded hash
 * - `no-saved-checkpoint`: without one, a rewritten history cannot be told from the true one
 * - `no-proof`: no proof links the saved checkpoint to the new one
 * - `no-policy`: the recorded text of a policy that an event used is not there
 * - `no-cosignature`: no trusted witness cosigned the checkpoint
 * - `key-unannounced`: a key signs the log that the log does not announce as its key
 * - `bad-time-stamp`: a time stamp is not one of the checkpoint, or what it says is not what was signed
 * - `time-stamp-untrusted`: the certificates that are trusted do not vouch for who signed a time stamp
 * - `time-stamp-unsupported`: a time stamp uses an algorithm or a key that is not accepted
 * - `no-tsa-certificate`: without a trusted certificate, it cannot be known who made a time stamp
 */
export type FindingKind =
  | 'malformed'
  | 'not-signed'
  | 'bad-signature'
  | 'other-log'
  | 'other-epoch'
  | 'rollback'
  | 'fork'
  | 'bad-proof'
  | 'bad-tile'
  | 'event-changed'
  | 'events-missing'
  | 'not-canonical'
  | 'wrong-stream'
  | 'wrong-order'
  | 'bad-opening'
  | 'bad-policy'
  | 'no-saved-checkpoint'
  | 'no-proof'
  | 'no-policy'
  | 'no-cosignature'
  | 'key-unannounced'
  | 'bad-time-stamp'
  | 'time-stamp-untrusted'
  | 'time-stamp-unsupported'
  | 'no-tsa-certificate';

/** Something that a verifier found. */
export interface Finding {
  readonly kind: FindingKind;
  /** `damage`: something is wrong. `unknown`: it cannot be known from what the verifier was given. */
  readonly outcome: 'damage' | 'unknown';
  /** Where: a file, a leaf, a field. */
  readonly place: string;
  /** What it means, and what to do. */
  readonly meaning: string;
}

export const damage = (kind: FindingKind, place: string, meaning: string): Finding => ({
  kind,
  outcome: 'damage',
  place,
  meaning,
});

export const unknown = (kind: FindingKind, place: string, meaning: string): Finding => ({
  kind,
  outcome: 'unknown',
  place,
  meaning,
});

/** Exit codes of the verifier: 0 sound, 1 damage, 2 cannot be known. */
export const outcomeOf = (findings: readonly Finding[]): 0 | 1 | 2 => {
  if (findings.some(({ outcome }) => outcome === 'damage')) return 1;
  return findings.length > 0 ? 2 : 0;
};

/** What cannot be known about a log without an earlier or witnessed checkpoint. */
export const NO_SAVED_CHECKPOINT = unknown(
  'no-saved-checkpoint',
  'the history before this checkpoint',
  'Without a checkpoint that you saved earlier, or one that a witness you trust has cosigned, it cannot be known ' +
    'whether the log was rewritten before this checkpoint was signed: whether events were changed, removed, ' +
    'reordered or inserted, or whether you are shown another log than others are. Save this checkpoint, and compare ' +
    'the next one with it.',
);

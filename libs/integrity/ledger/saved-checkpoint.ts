import {
  keyForOrigin,
  type NoteVerifier,
  openNote,
  parseCheckpoint,
  parseVerifierKey,
  splitNote,
} from '@ledgerdesk/ledger';
import { messageOf } from '@ledgerdesk/kernel';
import { type Finding, unknown } from '../finding.js';
import { type ExpectedRoot, savedRoot } from './expected-root.js';

/** A checkpoint that somebody saved outside these stores, and the key of the log that they trust. */
export interface SavedCheckpoint {
  /** Where it comes from, for findings: the name of its file. */
  readonly name: string;
  /** The signed note. */
  readonly note: string;
  /** The verifier key of the log, `<origin>+<key id>+<base64>`. Undefined: nobody vouches for the signature. */
  readonly vkey?: string | undefined;
}

/** What follows from a saved checkpoint. */
export interface OpenedSavedCheckpoint {
  /** The root that the log must have; undefined if the checkpoint cannot be used. */
  readonly root: ExpectedRoot | undefined;
  readonly origin: string | undefined;
  /** The trusted key, under the name of the checkpoint's origin. */
  readonly key: NoteVerifier | undefined;
  /** Why it cannot be used, or not be trusted. */
  readonly findings: readonly Finding[];
}

const UNTRUSTED =
  'its signature was not verified, because no key was given: it proves that the log goes on from it only if you ' +
  'know that the log signed it';

/** Opens a saved checkpoint with the key that its owner trusts. */
export const openSavedCheckpoint = ({ name, note, vkey }: SavedCheckpoint): OpenedSavedCheckpoint => {
  const place = `saved checkpoint ${name}`;
  try {
    const head = parseCheckpoint(splitNote(note).text);
    const { origin } = head;
    const key = vkey === undefined ? undefined : keyForOrigin(parseVerifierKey(vkey.trim()), origin);
    if (key) openNote(note, [key]);
    return {
      root: savedRoot(head, place),
      origin,
      key,
      findings: key ? [] : [unknown('history-unproven', place, UNTRUSTED)],
    };
  } catch (error) {
    return {
      root: undefined,
      origin: undefined,
      key: undefined,
      findings: [unknown('saved-checkpoint', place, `it cannot be used: ${messageOf(error)}`)],
    };
  }
};

/** Without a saved checkpoint: what these stores cannot tell, because whoever holds them can make all of them agree. */
export const WITHOUT_SAVED_CHECKPOINT: Finding = unknown(
  'history-unproven',
  'log',
  'without a checkpoint that was saved elsewhere, it cannot be known whether the log was cut, put back to an older ' +
    'copy, or rewritten, and then signed again, whether others were shown another history (a fork), and whether the ' +
    'key that signs is the right one; pass one with --checkpoint FILE --key VKEY',
);

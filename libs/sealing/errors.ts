import type { SubjectRef } from '@ledgerdesk/events';

/** The subject was erased. Nothing personal about it is recorded any more. */
export class SubjectErased extends Error {
  readonly code = 'subject-erased';
  constructor(readonly subject: SubjectRef) {
    super(
      `The personal data of this ${subject.kind} was erased. Nothing personal can be recorded about them any more.`,
    );
  }
}

/** The store has keys that none of the given master keys wraps. */
export class MasterKeyNotSet extends Error {
  readonly code = 'master-key-not-set';
  constructor(
    readonly masterKeyId: string,
    readonly keys: number,
  ) {
    super(
      `The master key ${masterKeyId}, which wraps ${keys} keys of data subjects, is not set. Set MASTER_KEY or ` +
        'MASTER_KEY_FILE to it, or restore keys/master.key in the data folder from a backup. Nothing is sealed with ' +
        'another master key meanwhile.',
    );
  }
}

/** A key is stored, but the master key does not unwrap it. */
export class KeyUnusable extends Error {
  readonly code = 'key-unusable';
  constructor(
    readonly keyId: string,
    readonly masterKeyId: string,
    cause?: unknown,
  ) {
    super(
      `The key ${keyId} cannot be unwrapped: it is damaged, or the master key ${masterKeyId} is not set. ` +
        'Set MASTER_KEY to the key that wraps it, or restore the key store from a backup.',
      { cause },
    );
  }
}

/** The secret that hashes requests is stored, and the master key that wrapped it is at hand, but it is damaged. */
export class RequestKeyDamaged extends Error {
  readonly code = 'key-unusable';
  constructor(
    readonly keyId: string,
    cause?: unknown,
  ) {
    super(
      `The secret ${keyId} of the key store, which hashes requests that changed nothing, is damaged: repeats of such ` +
        'requests are refused. Restore the key store from a backup, or stop every engine and run ' +
        '`ledgerdesk keys accept`, which makes a new secret.',
      { cause },
    );
  }
}

/** The current master key was replaced: no new key is wrapped by it. */
export class MasterKeyRetired extends Error {
  readonly code = 'master-key-retired';
  constructor(readonly masterKeyId: string) {
    super(
      `The master key ${masterKeyId} was replaced by a rotation, and wraps no new keys. Set MASTER_KEY or ` +
        'MASTER_KEY_FILE to the one that `ledgerdesk keys rotate` named, and restart this engine.',
    );
  }
}

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

import type { StoredEvent } from './port.js';

/** The first bytes of the data of a sealed event: in canonical JSON, `$` sorts before the names of all other fields. */
const PREFIX = '{"$sealed":{';

/** Returns true if the personal fields of an event are in a sealed box. Costs one comparison of a few bytes. */
export const isSealed = ({ data }: Pick<StoredEvent, 'data'>): boolean => data.startsWith(PREFIX);

type Place = Pick<StoredEvent, 'id' | 'stream' | 'revision'>;

const at = ({ id, stream, revision }: Place): string => `event ${id} at revision ${revision} of ${stream}`;

/**
 * The key of a sealed event is not in the key store, and its subject was not erased: a damage. No new key takes its
 * place.
 */
export class KeyMissing extends Error {
  readonly code = 'key-missing';
  constructor(
    readonly event: Place,
    readonly keyId?: string,
  ) {
    const key = keyId === undefined ? 'The key' : `The key ${keyId}`;
    super(
      `${key} of ${at(event)} is missing in the key store, and its subject was not erased. ` +
        'Restore the key store from a backup.',
    );
  }
}

/** The box of a sealed event does not open with its key, or not to what its commitment names: the event was changed. */
export class SealBroken extends Error {
  readonly code = 'seal-broken';
  constructor(
    readonly event: Place,
    reason: string,
    cause?: unknown,
  ) {
    super(`The sealed box of ${at(event)} is damaged: ${reason}. Restore the log from a backup.`, { cause });
  }
}

const failures = new WeakMap<StoredEvent, Error>();

/** Keeps why an event could not be unsealed. Whoever decodes that event gets the error; others can go on. */
export const noteUnsealFailure = (event: StoredEvent, error: Error): void => {
  failures.set(event, error);
};

/** Returns why an event that is still sealed cannot be decoded. */
export const unsealFailureOf = (event: StoredEvent): Error => failures.get(event) ?? new KeyMissing(event);

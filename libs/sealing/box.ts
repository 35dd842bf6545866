import { definitionOf, withErasedFields } from '@ledgerdesk/events';
import {
  associatedData,
  BOX_CIPHER,
  canonicalJson,
  isSealed,
  IV_BYTES,
  SealBroken,
  type SealedPlace,
  sealedData,
  type StoredEvent,
  TAG_BYTES,
  type UnsealedData,
  withSealed,
} from '@ledgerdesk/event-store';
import type { DomainEvent } from '@ledgerdesk/kernel';
import { isRecord } from '@ledgerdesk/kernel';
import { createDecipheriv, timingSafeEqual } from 'node:crypto';
import { areSecretsOf, hasSecrets, setSecretsApart } from './box-secrets.js';
import { keyedDigest } from './keyed-digest.js';
import type { SubjectKey } from './port.js';
import { prefixedHash } from './prefixed-hash.js';

/** AES-256-GCM with a random IV of 96 bits, by its name in JOSE (RFC 7518). */
export const SEAL_ALGORITHM = 'A256GCM';
/** The same of a box that holds secrets beside its fields, and commits to the SHA-256 of each. */
export const SECRETS_ALGORITHM = 'A256GCM-S256';

type Fields = Readonly<Record<string, unknown>>;

/** What stands at `$sealed` in the data of a sealed event. */
export interface SealedBox {
  readonly alg: typeof SEAL_ALGORITHM | typeof SECRETS_ALGORITHM;
  /**
   * IV, ciphertext and tag, base64url. The plaintext is the canonical JSON of `{fields, salt}`, or of
   * `{fields, salt, secrets}`.
   */
  readonly box: string;
  /** SHA-256 of the salt and the canonical JSON of the fields, base64url. */
  readonly commitment: string;
  /** ID of the subject's key. */
  readonly key: string;
}

/** The contents of a box: what a proof discloses in place of a key. */
export interface BoxContents {
  readonly fields: Fields;
  /** 32 bytes, base64url. */
  readonly salt: string;
}

/** All that lies in a box. */
interface OpenedBox extends BoxContents {
  /** Fields that replace those of the same name, which hold their hashes. */
  readonly secrets?: Fields;
}

/** Data that is ready to be sealed, once the ID of its event is known. */
export interface SealableData {
  /** The clear part of the data with the commitment: what IDs may derive from. */
  readonly committed: string;
  /** Returns the data for a store that seals it as it appends the event. */
  readonly unsealed: (tenant: string) => UnsealedData;
  /** Returns the sealed data as canonical JSON. */
  readonly seal: (place: SealedPlace) => string;
}

/** The commitment to the fields of a box: SHA-256(salt ‖ canonical JSON of the fields), base64url. */
export const commitmentOf = ({ fields, salt }: BoxContents): string => commitmentTo(salt, canonicalJson(fields));

const commitmentTo = (salt: string, fields: string): string =>
  prefixedHash('sha256', Buffer.from(salt, 'base64url'), fields, 'base64url');

/**
 * The salt of a box: unpredictable without the subject's key, and equal for equal contents under the same seed, so that
 * a repeated command records equal IDs.
 */
const saltOf = (key: SubjectKey, seed: string, fields: string): string =>
  keyedDigest(key.secret, `salt ${JSON.stringify(seed)}${fields}`);

/** The plaintext of a box. `beside`: its secrets, if it has some. */
const plaintextOf = (fields: string, salt: string, beside: string): string =>
  `{"fields":${fields},"salt":"${salt}"${beside}}`;

/** The parts of the data of an event. */
interface SplitData {
  /** Canonical JSON of the fields that stay in clear. */
  readonly clear: string;
  /** The personal fields to seal, in the order of canonical JSON. */
  readonly personal: Fields;
}

/** Splits data into its clear part and the fields to seal, in one pass. Null stays in clear: absent is not erased. */
const splitFields = ({ type, data }: DomainEvent): SplitData => {
  const names = definitionOf(type)?.personal ?? [];
  const [clear, personal]: [Record<string, unknown>, Record<string, unknown>] = [{}, {}];
  // In the order of canonical JSON, which is then faster to write.
  for (const name of Object.keys(data).sort()) {
    const value: unknown = Reflect.get(data, name);
    const part = value !== null && names.includes(name) ? personal : clear;
    if (value !== undefined) part[name] = value;
  }
  return { clear: canonicalJson(clear), personal };
};

/** Returns true if an event has personal fields to seal: declared as such, and not null. */
export const hasPersonalFields = ({ type, data }: DomainEvent): boolean => {
  for (const name of definitionOf(type)?.personal ?? []) {
    const value: unknown = Reflect.get(data, name);
    if (value !== null && value !== undefined) return true;
  }
  return false;
};

const latin1 = ({ buffer, byteOffset, byteLength }: Uint8Array): string =>
  Buffer.from(buffer, byteOffset, byteLength).toString('latin1');

/**
 * Prepares the data of an event for sealing. `seed` distinguishes equal contents, for example the ID of the command and
 * the index of the event; the same seed, contents and key give the same commitment.
 *
 * @example
 * const sealable = prepareSealing({ type: 'TicketReplied', data }, key, commandId);
 * const id = derivedId(sealable.committed);
 * await store.append('ticket-1', 4, [{ ...event, id, data: sealable.unsealed('main') }]);
 */
export const prepareSealing = (event: DomainEvent, key: SubjectKey, seed: string): SealableData => {
  const { clear, personal } = splitFields(event);
  const { committed, secrets } = setSecretsApart(event.type, personal);
  const fields = canonicalJson(committed);
  const salt = saltOf(key, seed, fields);
  const commitment = commitmentTo(salt, fields);
  const unsealed = (tenant: string): UnsealedData => ({
    alg: secrets ? SECRETS_ALGORITHM : SEAL_ALGORITHM,
    clear,
    commitment,
    contents: plaintextOf(fields, salt, secrets ? `,"secrets":${canonicalJson(secrets)}` : ''),
    key: key.id,
    secret: latin1(key.secret),
    tenant,
  });
  return {
    committed: withSealed(`{"commitment":"${commitment}"}`, clear),
    unsealed,
    seal: (place) => sealedData(unsealed(place.tenant), place),
  };
};

const isBox = (value: unknown): value is SealedBox =>
  isRecord(value) &&
  [SEAL_ALGORITHM, SECRETS_ALGORITHM].some((name) => name === value['alg']) &&
  ['box', 'commitment', 'key'].every((name) => typeof value[name] === 'string');

/** The parts of sealed data. */
export interface SealedData {
  readonly box: SealedBox;
  readonly clear: Fields;
}

/**
 * Parses the data of a sealed event; undefined if it is not sealed.
 * @throws SealBroken if it has the form of sealed data only in part, or another algorithm
 */
export const parseSealed = (event: StoredEvent): SealedData | undefined => {
  if (!isSealed(event)) return undefined;
  const { $sealed: box, ...clear } = JSON.parse(event.data) as Fields;
  if (!isBox(box)) throw incomplete(event);
  return { box, clear };
};

const incomplete = (event: StoredEvent): SealBroken =>
  new SealBroken(event, 'it is incomplete, or sealed by an algorithm that this version lacks');

/** Returns the key ID in the data of a sealed event, without parsing it all. Undefined if it is not found. */
export const sealingKeyOf = ({ data }: Pick<StoredEvent, 'data'>): string | undefined => KEY_ID.exec(data)?.[1];
const KEY_ID = /^\{"\$sealed":\{"alg":"[^"]*","box":"[^"]*","commitment":"[^"]*","key":"([^"]*)"\}/;

const tenantOf = ({ metadata }: StoredEvent): string => String((JSON.parse(metadata) as Fields)['tenant']);

const decrypt = (event: StoredEvent, { box }: SealedBox, { secret }: SubjectKey, tenant = tenantOf(event)): string => {
  const bytes = Buffer.from(box, 'base64url');
  const end = bytes.length - TAG_BYTES;
  if (end < IV_BYTES) throw new SealBroken(event, 'it is cut off');
  const place = { tenant, stream: event.stream, id: event.id, type: event.type };
  const decipher = createDecipheriv(BOX_CIPHER, secret, bytes.subarray(0, IV_BYTES), { authTagLength: TAG_BYTES })
    .setAAD(associatedData(place))
    .setAuthTag(bytes.subarray(end));
  try {
    return decipher.update(bytes.subarray(IV_BYTES, end), undefined, 'utf8') + decipher.final('utf8');
  } catch (error) {
    throw new SealBroken(event, 'it does not open with its key at this place', error);
  }
};

const OTHER_CONTENTS = 'it has other contents';
const SALT = /^[\w-]{43}$/;

const parsed = (event: StoredEvent, text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new SealBroken(event, OTHER_CONTENTS, error);
  }
};

/** The contents of a box, which have one form only: a box that can be read in two ways is refused. */
const contentsOf = (
  event: StoredEvent,
  { alg }: SealedBox,
  text: string,
): OpenedBox & { readonly fieldsText: string } => {
  const contents = parsed(event, text);
  const { fields, salt, secrets } = isRecord(contents) ? contents : {};
  if (!isRecord(fields) || typeof salt !== 'string' || !SALT.test(salt)) throw new SealBroken(event, OTHER_CONTENTS);
  const fieldsText = canonicalJson(fields);
  const beside = isRecord(secrets) ? `,"secrets":${canonicalJson(secrets)}` : '';
  if (isRecord(secrets) !== (alg === SECRETS_ALGORITHM) || plaintextOf(fieldsText, salt, beside) !== text)
    throw new SealBroken(event, OTHER_CONTENTS);
  if (isRecord(secrets) && !areSecretsOf(fields, secrets))
    throw new SealBroken(event, 'its secrets are not those that the commitment covers');
  return { fields, salt, ...(isRecord(secrets) && { secrets }), fieldsText };
};

const isSame = (one: string, other: string): boolean =>
  one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other));

const open = (event: StoredEvent, box: SealedBox, key: SubjectKey, tenant?: string): OpenedBox => {
  const { fieldsText, ...contents } = contentsOf(event, box, decrypt(event, box, key, tenant));
  if (!isSame(commitmentTo(contents.salt, fieldsText), box.commitment))
    throw new SealBroken(event, 'its contents are not those that the commitment names');
  return contents;
};

/**
 * Opens the box of an event, and checks its contents against the commitment. Returns what may be disclosed: secrets
 * are hashes. Undefined if a box of an earlier version commits to secrets as they are.
 * @throws SealBroken
 */
export const openBox = (event: StoredEvent, box: SealedBox, key: SubjectKey): BoxContents | undefined => {
  const { fields, salt } = open(event, box, key);
  return box.alg === SEAL_ALGORITHM && hasSecrets(event.type, fields) ? undefined : { fields, salt };
};

/** @throws SealBroken if the box has a field that the clear part has too: nobody could say which of them counts */
const joined = (event: StoredEvent, clear: Fields, { fields, secrets }: OpenedBox): Fields => {
  if (Object.keys(fields).some((name) => Object.hasOwn(clear, name)))
    throw new SealBroken(event, 'it has a field that stands in the clear too');
  return { ...clear, ...fields, ...secrets };
};

/**
 * Returns the data of a sealed event with its personal fields in clear, or with empty ones if its subject was erased.
 * `data`, `tenant`: as the caller has parsed them. Data that is not sealed is returned as it is.
 * @throws SealBroken
 */
export const unsealData = (
  event: StoredEvent,
  { data, tenant }: { readonly data: Fields; readonly tenant: string },
  key: SubjectKey | 'erased',
): Fields => {
  if (!isSealed(event)) return data;
  const { $sealed: box, ...clear } = data;
  if (!isBox(box)) throw incomplete(event);
  return key === 'erased' ? withErasedFields(event.type, clear) : joined(event, clear, open(event, box, key, tenant));
};

/**
 * Returns a sealed event with its personal fields in clear, or with empty ones if its subject was erased. Other events
 * are returned as they are.
 * @throws SealBroken
 */
export const unsealEvent = (event: StoredEvent, key: SubjectKey | 'erased'): StoredEvent => {
  const sealed = parseSealed(event);
  if (!sealed) return event;
  const { box, clear } = sealed;
  const data = key === 'erased' ? withErasedFields(event.type, clear) : joined(event, clear, open(event, box, key));
  return { ...event, data: canonicalJson(data) };
};

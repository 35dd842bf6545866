import { readDigest } from './algorithms.js';
import { contextTag, DerReader, MalformedDer, primitiveTag, smallOf, TAG } from './der.js';

/** What an authority states (TSTInfo, RFC 3161 §2.4.2). */
export interface TimeStampInfo {
  /** The digest of what existed: SHA-256 unless `digest` says otherwise. */
  readonly imprint: Uint8Array;
  readonly digest: string;
  /** In ms since 1970. */
  readonly time: number;
  /** The true time differs by at most this many ms; undefined if the authority does not say. */
  readonly accuracyMs: number | undefined;
  /** Octets of the nonce of the request; undefined if it has none. */
  readonly nonce: Uint8Array | undefined;
  /** Serial number, in hex. */
  readonly serial: string;
  /** Identifier of the policy of the authority. */
  readonly policy: string;
}

const TIME = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(?:\.(\d{0,8}[1-9]))?Z$/;

/** GeneralizedTime in DER: UTC, with seconds, without trailing zeros. Fractions of a millisecond are dropped. */
const timeOf = (content: Uint8Array): number => {
  const [, year, month, day, hour, minute, second, fraction = ''] =
    TIME.exec(Buffer.from(content).toString('latin1')) ?? [];
  const milliseconds = fraction.slice(0, 3).padEnd(3, '0');
  const text = `${year}-${month}-${day}T${hour}:${minute}:${second}.${milliseconds}Z`;
  const time = Date.parse(text);
  // A leap second or the 30th of February would become another time.
  if (Number.isNaN(time) || new Date(time).toISOString() !== text) throw new MalformedDer('A time is none.');
  return time;
};

const MICROSECONDS = 1_000;

/** The accuracy in ms: seconds, [0] milliseconds, [1] microseconds. */
const accuracyOf = (reader: DerReader): number => {
  const seconds = reader.optional(TAG.integer);
  const [millis, micros] = [reader.optional(primitiveTag(0)), reader.optional(primitiveTag(1))];
  reader.end();
  const part = (value: typeof millis): number => {
    const number = value ? smallOf(value.content) : 0;
    if (value && (number < 1 || number > 999)) throw new MalformedDer('An accuracy is out of range.');
    return number;
  };
  return (seconds ? smallOf(seconds.content) : 0) * 1_000 + part(millis) + part(micros) / MICROSECONDS;
};

/** Reads a TSTInfo. @throws MalformedDer */
export const parseTimeStampInfo = (bytes: Uint8Array): TimeStampInfo => {
  const whole = new DerReader(bytes);
  const info = whole.inside(TAG.sequence);
  whole.end();
  if (info.small() !== 1) throw new MalformedDer('The version of the time stamp is not 1.');
  const policy = info.oid();
  const imprintReader = info.inside(TAG.sequence);
  const digest = readDigest(imprintReader);
  const imprint = imprintReader.read(TAG.octetString).content;
  imprintReader.end();
  const serial = Buffer.from(info.integer()).toString('hex');
  const time = timeOf(info.read(TAG.generalizedTime).content);
  const accuracy = info.optional(TAG.sequence);
  requireTrue(info.optional(TAG.boolean)?.content);
  const nonce = info.isAtEnd ? undefined : info.optional(TAG.integer)?.content;
  info.optional(contextTag(0));
  refuseCritical(info.optional(contextTag(1))?.content);
  info.end();
  const accuracyMs = accuracy && accuracyOf(new DerReader(accuracy.content));
  return { imprint, digest, time, accuracyMs, nonce, serial, policy };
};

/** A boolean whose default is false is left out, or true. */
export const requireTrue = (content: Uint8Array | undefined): boolean => {
  if (content === undefined) return false;
  if (content.length !== 1 || content[0] !== 0xff) throw new MalformedDer('A boolean is not in its shortest form.');
  return true;
};

/** Extensions of a time stamp: none is known, so none may be critical. */
const refuseCritical = (content: Uint8Array | undefined): void => {
  for (const { tag, content: inside } of content === undefined ? [] : new DerReader(content).rest()) {
    const extension = new DerReader(inside);
    const oid = extension.oid();
    const isCritical = requireTrue(extension.optional(TAG.boolean)?.content);
    if (tag !== TAG.sequence || isCritical) throw new MalformedDer(`The extension ${oid} is not known.`);
  }
};

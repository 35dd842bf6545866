/** Thrown for bytes that are not strict DER, or not what is expected at their place. */
export class MalformedDer extends Error {
  override readonly name = 'MalformedDer';
}

/** One value of DER (X.690): its tag, and where it lies in the bytes that were parsed. */
export interface DerValue {
  /** The identifier octet. */
  readonly tag: number;
  /** Identifier, length and content. */
  readonly bytes: Uint8Array;
  readonly content: Uint8Array;
}

/** Identifier octets. */
export const TAG = {
  boolean: 0x01,
  integer: 0x02,
  octetString: 0x04,
  oid: 0x06,
  generalizedTime: 0x18,
  sequence: 0x30,
  set: 0x31,
} as const;

/** The identifier octet of `[number]`, explicit or a constructed implicit one. */
export const contextTag = (number: number): number => 0xa0 + number;
/** The identifier octet of an implicit `[number]` of a primitive type. */
export const primitiveTag = (number: number): number => 0x80 + number;

/** No length is written in more octets. */
const MAX_LENGTH_OCTETS = 3;
const LONG_FORM = 0x80;
const HIGH_TAG = 0x1f;

const lengthAt = (bytes: Uint8Array, at: number): { readonly length: number; readonly from: number } => {
  const first = bytes[at] ?? 0;
  if (first < LONG_FORM) return { length: first, from: at + 1 };
  const octets = first - LONG_FORM;
  if (octets === 0) throw new MalformedDer('A length is indefinite.');
  if (octets > MAX_LENGTH_OCTETS) throw new MalformedDer('A length is too large.');
  let length = 0;
  for (let index = 1; index <= octets; index += 1) length = length * 256 + (bytes[at + index] ?? 0);
  if (length < LONG_FORM || length < 256 ** (octets - 1))
    throw new MalformedDer('A length is not in its shortest form.');
  return { length, from: at + 1 + octets };
};

/** The value that begins at `at`. */
const valueAt = (bytes: Uint8Array, at: number): DerValue => {
  const tag = bytes[at] ?? 0;
  if ((tag & HIGH_TAG) === HIGH_TAG) throw new MalformedDer('A tag has more than one octet.');
  if (at + 2 > bytes.length) throw new MalformedDer('A value is cut off.');
  const { length, from } = lengthAt(bytes, at + 1);
  if (from + length > bytes.length) throw new MalformedDer('A value is longer than what contains it.');
  return { tag, bytes: bytes.subarray(at, from + length), content: bytes.subarray(from, from + length) };
};

/** Reads the values in some bytes, one after another. It goes into a value only where its caller does. */
export class DerReader {
  #at = 0;

  constructor(private readonly bytes: Uint8Array) {}

  get isAtEnd(): boolean {
    return this.#at === this.bytes.length;
  }

  /** The next value, of any tag. */
  any(): DerValue {
    if (this.isAtEnd) throw new MalformedDer('A value is missing.');
    const value = valueAt(this.bytes, this.#at);
    this.#at += value.bytes.length;
    return value;
  }

  /** The next value, which has this tag. */
  read(tag: number): DerValue {
    const value = this.any();
    if (value.tag !== tag)
      throw new MalformedDer(`A value has the tag 0x${value.tag.toString(16)} in place of 0x${tag.toString(16)}.`);
    return value;
  }

  /** Returns true if the next value has this tag. */
  isNext(tag: number): boolean {
    return !this.isAtEnd && this.bytes[this.#at] === tag;
  }

  /** The next value if it has this tag. */
  optional(tag: number): DerValue | undefined {
    return this.isNext(tag) ? this.any() : undefined;
  }

  /** A reader of what is in the next value. */
  inside(tag: number): DerReader {
    return new DerReader(this.read(tag).content);
  }

  /** Requires that nothing follows. */
  end(): void {
    if (!this.isAtEnd) throw new MalformedDer('More follows than belongs there.');
  }

  /** All values that follow. */
  rest(): readonly DerValue[] {
    const values: DerValue[] = [];
    while (!this.isAtEnd) values.push(this.any());
    return values;
  }

  /** An object identifier in dotted form. */
  oid(): string {
    return oidOf(this.read(TAG.oid).content);
  }

  /** The octets of an integer in two's complement, in the shortest form. */
  integer(): Uint8Array {
    return integerOf(this.read(TAG.integer).content);
  }

  /** An integer of at most four octets that is not negative. */
  small(): number {
    return smallOf(this.read(TAG.integer).content);
  }
}

/** Checks the octets of an integer. */
const integerOf = (content: Uint8Array): Uint8Array => {
  const [first, second = 0] = content;
  const isPadded = content.length > 1 && ((first === 0 && second < 0x80) || (first === 0xff && second >= 0x80));
  if (first === undefined || isPadded) throw new MalformedDer('An integer is not in its shortest form.');
  return content;
};

/** The number of an integer of at most four octets that is not negative. */
export const smallOf = (content: Uint8Array): number => {
  const octets = integerOf(content);
  if (octets.length > 4 || (octets[0] ?? 0) >= 0x80) throw new MalformedDer('A number is negative or too large.');
  return octets.reduce((number, octet) => number * 256 + octet, 0);
};

const MAX_OID_BYTES = 64;

const oidOf = (content: Uint8Array): string => {
  if (content.length === 0 || content.length > MAX_OID_BYTES || (content.at(-1) ?? 0) >= 0x80)
    throw new MalformedDer('An object identifier is none.');
  const arcs: bigint[] = [];
  let arc = 0n;
  let isFirst = true;
  for (const octet of content) {
    if (isFirst && octet === 0x80) throw new MalformedDer('An object identifier is not in its shortest form.');
    arc = arc * 128n + BigInt(octet & 0x7f);
    isFirst = octet < 0x80;
    if (!isFirst) continue;
    arcs.push(arc);
    arc = 0n;
  }
  const [root = 0n, ...others] = arcs;
  const top = root < 80n ? root / 40n : 2n;
  return [top, root - 40n * top, ...others].join('.');
};

/** Writes a DER value. */
export const der = (tag: number, ...parts: readonly Uint8Array[]): Buffer => {
  const content = Buffer.concat(parts);
  const octets: number[] = [];
  for (let rest = content.length; rest > 0; rest = Math.floor(rest / 256)) octets.unshift(rest % 256);
  const length = content.length < 128 ? [content.length] : [128 + octets.length, ...octets];
  return Buffer.concat([Buffer.from([tag, ...length]), content]);
};

export const sequence = (...parts: readonly Uint8Array[]): Buffer => der(0x30, ...parts);
export const set = (...parts: readonly Uint8Array[]): Buffer => der(0x31, ...parts);
export const octets = (bytes: Uint8Array): Buffer => der(0x04, bytes);
export const boolean = (value: boolean): Buffer => der(0x01, Buffer.from([value ? 0xff : 0]));
export const bits = (bytes: Uint8Array): Buffer => der(0x03, Buffer.from([0]), bytes);

/** An integer that is not negative. */
export const integer = (value: bigint | number): Buffer => {
  const hex = value.toString(16);
  const bytes = Buffer.from(hex.padStart(hex.length + (hex.length % 2), '0'), 'hex');
  return (bytes[0] ?? 0) < 128 ? der(0x02, bytes) : der(0x02, Buffer.from([0]), bytes);
};

const arc = (value: number): readonly number[] =>
  value < 128 ? [value] : [...arc(Math.floor(value / 128)).map((octet) => octet | 0x80), value % 128];

/** An object identifier in dotted form. */
export const oid = (dotted: string): Buffer => {
  const [first = 0, second = 0, ...others] = dotted.split('.').map(Number);
  return der(0x06, Buffer.from([40 * first + second, ...others.flatMap(arc)]));
};

/** A GeneralizedTime of an instant. */
export const generalizedTime = (at: string): Buffer =>
  der(0x18, Buffer.from(at.replaceAll(/[-:T]/g, '').replace(/\.?0*Z$/, 'Z'), 'latin1'));

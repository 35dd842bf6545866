import type { Position } from '@ledgerdesk/kernel';
import { readFileSync, statSync } from 'node:fs';
import { replaceOutputFile, writeOutputFile } from '../terminal/output-file.js';

/** The positions of an event in the source and in the target. */
export type PositionPair = readonly [from: Position, to: Position];

const HEAD = 'from,to\n';

const text = (pairs: readonly PositionPair[]): string => pairs.map((pair) => `${pair.join(',')}\n`).join('');

/** Thrown before a file is replaced that the copy did not write. */
class NotTheMap extends Error {
  readonly code = 'not-the-map';
  constructor(file: string, reason: string) {
    super(`${file} ${reason}. Name another file with --map, or delete this one.`);
  }
}

/** CSV file of position pairs. */
export class PositionMap {
  constructor(private readonly file: string) {}

  /**
   * Creates the file if it does not exist.
   * @param copied the pairs of what the target has
   * @throws NotTheMap if the file is something else, or the map of another copy.
   */
  create(copied: readonly PositionPair[]): void {
    const file = statSync(this.file, { throwIfNoEntry: false });
    if (file?.isDirectory()) throw new NotTheMap(this.file, 'is a folder');
    if (!file) writeOutputFile(this.file, HEAD);
    // Devices and pipes are not read.
    const content = file?.isFile() ? readFileSync(this.file, 'utf8') : HEAD;
    if (content !== '' && !content.startsWith(HEAD)) throw new NotTheMap(this.file, 'is not a map of positions');
    // An earlier version, if interrupted, left the last line incomplete.
    const last = content.split('\n').slice(1, -1).at(-1);
    if (last !== undefined && !copied.some((pair) => pair.join(',') === last))
      throw new NotTheMap(this.file, 'is the map of another copy');
  }

  /** Replaces the file with the complete map, atomically. */
  replace(pairs: readonly PositionPair[]): void {
    replaceOutputFile(this.file, HEAD + text(pairs));
  }
}

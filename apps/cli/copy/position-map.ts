import type { Position } from '@ledgerdesk/kernel';
import { START } from '@ledgerdesk/event-store';
import { existsSync, readFileSync } from 'node:fs';
import { appendToOutputFile, replaceOutputFile, writeOutputFile } from '../terminal/output-file.js';

/** The positions of an event in the source and in the target. */
export type PositionPair = readonly [from: Position, to: Position];

const HEAD = 'from,to\n';

const text = (pairs: readonly PositionPair[]): string => pairs.map((pair) => `${pair.join(',')}\n`).join('');

/** CSV file of position pairs. During a copy it records the progress. */
export class PositionMap {
  constructor(private readonly file: string) {}

  /** Returns the last source position that the target has acknowledged. Ignores an incomplete last line. */
  lastCopied(): Position {
    if (!existsSync(this.file)) return START;
    const lastLine = readFileSync(this.file, 'utf8').split('\n').slice(1, -1).at(-1);
    return lastLine?.split(',')[0] ?? START;
  }

  /** Creates the file if it does not exist. */
  create(): void {
    if (!existsSync(this.file)) writeOutputFile(this.file, HEAD);
  }

  add(pairs: readonly PositionPair[]): void {
    appendToOutputFile(this.file, text(pairs));
  }

  /** Replaces the file with the complete map, atomically. */
  replace(pairs: readonly PositionPair[]): void {
    replaceOutputFile(this.file, HEAD + text(pairs));
  }
}

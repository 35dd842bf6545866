import type { Position } from '@ledgerdesk/kernel';
import { START } from '@ledgerdesk/event-store';
import { appendFileSync, existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';

/** The position of an event in the log it was copied from, and in the one it was copied to. */
export type PositionPair = readonly [from: Position, to: Position];

const HEAD = 'from,to\n';

const text = (pairs: readonly PositionPair[]): string => pairs.map((pair) => `${pair.join(',')}\n`).join('');

/** Which position became which, as CSV. While a copy runs it says how far it has come. */
export class PositionMap {
  constructor(private readonly file: string) {}

  /** Position in the source up to which everything was acknowledged by the target. */
  reached(): Position {
    if (!existsSync(this.file)) return START;
    const whole = readFileSync(this.file, 'utf8').split('\n').slice(1, -1).at(-1);
    return whole?.split(',')[0] ?? START;
  }

  /** Makes the file where there is none. */
  begin(): void {
    if (!existsSync(this.file)) writeFileSync(this.file, HEAD);
  }

  add(pairs: readonly PositionPair[]): void {
    appendFileSync(this.file, text(pairs));
  }

  /** Puts the whole map in place of what was noted on the way. */
  replace(pairs: readonly PositionPair[]): void {
    writeFileSync(`${this.file}.new`, HEAD + text(pairs));
    renameSync(`${this.file}.new`, this.file);
  }
}

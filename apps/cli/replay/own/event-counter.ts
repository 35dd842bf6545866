import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * A counter in a temporary file: a child process writes the number of the event it is applying, and the parent reads it
 * even while the child loops, or after it has exited.
 */
export class EventCounter {
  readonly #folder = mkdtempSync(join(tmpdir(), 'ledgerdesk-replay-'));
  readonly file = join(this.#folder, 'event');

  /** The last number written; 0 before the first write. */
  get number(): number {
    try {
      return readFileSync(this.file).readUInt32LE();
    } catch {
      return 0;
    }
  }

  close(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

/** Returns a function that writes a number to the file of an EventCounter. */
export const openCounter = (file: string): ((number: number) => void) => {
  const descriptor = openSync(file, 'w', 0o600);
  process.once('exit', () => closeSync(descriptor));
  const bytes = Buffer.alloc(4);
  return (number) => {
    bytes.writeUInt32LE(number);
    writeSync(descriptor, bytes, 0, bytes.length, 0);
  };
};

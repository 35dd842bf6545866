import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { endianness, tmpdir } from 'node:os';
import { join } from 'node:path';
import { compileLibrary } from './preloaded-library.js';

/**
 * Steps the wall clock of processes that are started with `environment`.
 *
 * @example
 * const clock = new ClockSteps();
 * const engine = await engines.start({ DATA_DIR: folder, ...clock.environment });
 * clock.stepTo(3_600_000);
 */
export class ClockSteps {
  private readonly folder = mkdtempSync(join(tmpdir(), 'ledgerdesk-clock-'));
  private readonly library = join(this.folder, 'clock-steps.so');
  private readonly file = join(this.folder, 'offset');
  private isWritten = false;

  constructor() {
    compileLibrary('clock-steps.c', this.library);
    this.stepTo(0);
  }

  get environment(): Readonly<Record<string, string>> {
    return { LD_PRELOAD: this.library, CLOCK_OFFSET: this.file };
  }

  /** Sets the clock to the time of the machine and `ms` more. */
  stepTo(ms: number): void {
    const offset = Buffer.alloc(8);
    if (endianness() === 'LE') offset.writeBigInt64LE(BigInt(ms));
    else offset.writeBigInt64BE(BigInt(ms));
    // Written in place, because processes have mapped the file.
    writeFileSync(this.file, offset, { flag: this.isWritten ? 'r+' : 'w' });
    this.isWritten = true;
  }

  dispose(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

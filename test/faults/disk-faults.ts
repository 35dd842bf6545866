import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compileLibrary } from './preloaded-library.js';

/** A kind of file operation. */
export type Call = 'open' | 'read' | 'write' | 'sync' | 'truncate' | 'rename' | 'link' | 'mkdir' | 'mmap';

/** Calls that fail: those of one kind on files whose path ends in `suffix`. */
export interface PlannedFault {
  readonly call: Call;
  /** May be a pattern, such as `attachments/incoming/*`. */
  readonly suffix: string;
  readonly error: 'EIO' | 'ENOSPC';
  /** How many calls fail; 0: all of them until the fault is cleared. */
  readonly count: number;
}

/**
 * Records and disturbs the file operations of processes that are started with `environment`. Linux only.
 *
 * @example
 * const faults = new DiskFaults(dataFolder);
 * const engine = await engines.start({ DATA_DIR: dataFolder, ...faults.environment });
 * faults.plan({ call: 'sync', suffix: 'events.db-wal', error: 'EIO', count: 1 });
 */
export class DiskFaults {
  private readonly folder = mkdtempSync(join(tmpdir(), 'ledgerdesk-disk-faults-'));
  private readonly planFile = join(this.folder, 'plan');
  /** The recorded operations. */
  readonly recording = join(this.folder, 'recording');

  /** Disturbs files below `root` only, and records their changes if `record` is set. */
  constructor(
    private readonly root: string,
    private readonly options: { readonly record?: boolean } = {},
  ) {
    compileLibrary('disk-faults.c', this.library);
  }

  get environment(): Readonly<Record<string, string>> {
    return {
      LD_PRELOAD: this.library,
      FAULT_ROOT: this.root,
      FAULT_PLAN: this.planFile,
      ...(this.options.record === true && { FAULT_RECORD: this.recording }),
    };
  }

  /** Makes calls fail from now on. Replaces the fault planned before. */
  plan({ call, suffix, error, count }: PlannedFault): void {
    planFault(this.planFile, `${call} ${suffix} ${error} ${count}`);
  }

  /** Makes all calls succeed again. Returns how many have failed. */
  clear(): number {
    rmSync(this.planFile, { force: true });
    const hits = `${this.planFile}.hits`;
    const count = existsSync(hits) ? readFileSync(hits, 'utf8').trimEnd().split('\n').length : 0;
    rmSync(hits, { force: true });
    return count;
  }

  /** Deletes the library and the recording. */
  dispose(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  private get library(): string {
    return join(this.folder, 'disk-faults.so');
  }
}

const planFault = (file: string, text: string): void => writeFileSync(file, `${text}\n`);

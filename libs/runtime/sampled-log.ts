import { MINUTE, type Timers } from '@ledgerdesk/kernel';

/** One line of the log: its message, and further fields. */
export interface LogEntry {
  readonly message: string;
  readonly [field: string]: unknown;
}

/** Where a sampled log writes: what an operator should read, and every occurrence. */
interface Outputs {
  write(entry: LogEntry): void;
  debug(entry: LogEntry): void;
}

/** The occurrences of one cause since its last line. */
interface Repeats {
  count: number;
  readonly samples: string[];
  readonly cancel: () => void;
}

const MAX_SAMPLES = 3;
/** Causes that are counted separately; the others share one count. */
const MAX_CAUSES = 1_000;
const OTHER = 'other causes';

/**
 * Writes the first occurrence of each cause in full, then at most one line a minute with a count and a few samples. A
 * cause that does not occur for a minute starts over. Every occurrence goes to `debug`.
 *
 * @example
 * log.record('disk full', { message: 'Cannot write events.db: disk full.', requestId }, requestId);
 */
export class SampledLog {
  private readonly causes = new Map<string, Repeats>();

  constructor(
    private readonly outputs: Outputs,
    private readonly timers: Timers,
  ) {}

  /** Logs an occurrence of a cause. `sample` identifies it in the line that counts the cause. */
  record(cause: string, entry: LogEntry, sample: string): void {
    const counted = this.causes.has(cause) || this.causes.size < MAX_CAUSES ? cause : OTHER;
    const repeats = this.causes.get(counted);
    if (!repeats) {
      this.outputs.write(entry);
      this.startMinute(counted);
      return;
    }
    repeats.count += 1;
    if (repeats.samples.length < MAX_SAMPLES) repeats.samples.push(sample);
    this.outputs.debug(entry);
  }

  /** Writes the counts that are pending. */
  close(): void {
    for (const [cause, repeats] of this.causes) {
      repeats.cancel();
      this.writeCount(cause, repeats);
    }
    this.causes.clear();
  }

  private startMinute(cause: string): void {
    const repeats: Repeats = {
      count: 0,
      samples: [],
      cancel: this.timers.after(MINUTE, () => this.endMinute(cause, repeats)),
    };
    this.causes.set(cause, repeats);
  }

  private endMinute(cause: string, repeats: Repeats): void {
    this.causes.delete(cause);
    if (repeats.count === 0) return;
    this.writeCount(cause, repeats);
    this.startMinute(cause);
  }

  private writeCount(cause: string, { count, samples }: Repeats): void {
    if (count === 0) return;
    const message = `${cause}: ${count} more since the last line, such as ${samples.join(', ')}.`;
    this.outputs.write({ message, cause, count, samples: [...samples] });
  }
}

import type { Timers } from '@ledgerdesk/kernel';
import type { Checkpoint } from './checkpoint.js';
import type { GroupSettings } from './group-settings.js';
import type { LowWaterMark } from './low-water-mark.js';

type CheckpointSettings = Pick<GroupSettings, 'checkpointAfterMs' | 'minCheckpointCount' | 'maxCheckpointCount'>;

/**
 * Writes the checkpoint of a group: at once after `maxCheckpointCount` steps, after `checkpointAfterMs` if there were
 * `minCheckpointCount`, and when the group stops.
 */
export class CheckpointWriter {
  private writtenSteps = 0;
  private cancel: (() => void) | undefined;

  /** `checkpoint` is the one that was loaded, if any. */
  constructor(
    private readonly settings: CheckpointSettings,
    private readonly mark: LowWaterMark,
    private readonly timers: Timers,
    private readonly write: (checkpoint: Checkpoint) => void,
    private checkpoint: Checkpoint | undefined,
  ) {}

  /** The checkpoint that was written last. */
  get written(): Checkpoint | undefined {
    return this.checkpoint;
  }

  /** Call after every change of the low-water mark. */
  update(): void {
    const unwritten = this.mark.steps - this.writtenSteps;
    if (unwritten === 0) return;
    if (unwritten >= this.settings.maxCheckpointCount) this.flush();
    else if (unwritten >= this.settings.minCheckpointCount)
      this.cancel ??= this.timers.after(this.settings.checkpointAfterMs, () => this.flush());
  }

  flush(): void {
    this.close();
    if (this.mark.steps === this.writtenSteps) return;
    const { checkpoint } = this.mark;
    this.write(checkpoint);
    this.checkpoint = checkpoint;
    this.writtenSteps = this.mark.steps;
  }

  /** Cancels the timer, without writing. */
  close(): void {
    this.cancel?.();
    this.cancel = undefined;
  }
}

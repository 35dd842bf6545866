import type { Timers } from '@ledgerdesk/kernel';
import type { Place } from './checkpoint.js';
import type { Progress } from './low-water-mark.js';
import type { GroupSettings } from './group-settings.js';

type Pace = Pick<GroupSettings, 'checkpointAfterMs' | 'minCheckpointCount' | 'maxCheckpointCount'>;

/** Writes checkpoints down: at once when many steps are unwritten, after a while when some are, else when the group stops. */
export class Checkpoints {
  private writtenSteps = 0;
  private place: Place | undefined;
  private cancel: (() => void) | undefined;

  constructor(
    private readonly pace: Pace,
    private readonly progress: Progress,
    private readonly timers: Timers,
    private readonly write: (place: Place) => void,
    written: Place | undefined,
  ) {
    this.place = written;
  }

  /** What was written last. */
  get written(): Place | undefined {
    return this.place;
  }

  /** To be called after every progress. */
  moved(): void {
    const unwritten = this.progress.steps - this.writtenSteps;
    if (unwritten === 0) return;
    if (unwritten >= this.pace.maxCheckpointCount) this.flush();
    else if (unwritten >= this.pace.minCheckpointCount)
      this.cancel ??= this.timers.after(this.pace.checkpointAfterMs, () => this.flush());
  }

  flush(): void {
    this.close();
    if (this.progress.steps === this.writtenSteps) return;
    const place = this.progress.checkpoint;
    this.write(place);
    this.place = place;
    this.writtenSteps = this.progress.steps;
  }

  close(): void {
    this.cancel?.();
    this.cancel = undefined;
  }
}

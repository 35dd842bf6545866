import { type Instant, instantOf, messageOf, millisOf, type Timers } from '@ledgerdesk/kernel';
import { type ClockHold, GuardedClock, type GuardedClockOptions, realTimers } from '@ledgerdesk/runtime';
import { ClockFiles } from './clock-files.js';

/** How often the clocks are compared, and an operator's answer is looked for, even if nobody asks for the time. */
const CHECK_MS = 1_000;
/** A smaller lead of the log is not worth a warning. */
const NOTICEABLE_MS = 5_000;

/** Whether the engine's time can be trusted: `held` after a step that nobody has confirmed, `ahead` of the machine. */
export interface ClockStatus {
  readonly state: 'ok' | 'held' | 'ahead';
  /** How far the machine's clock is ahead of the engine's (`held`), or behind it (`ahead`), in seconds. */
  readonly seconds: number;
}

/** The log was recorded by a clock that is ahead of this machine's. */
class ClockBehindLog extends Error {
  readonly code = 'clock-behind-log';
  constructor(lastRecorded: Instant, now: Instant, lead: string) {
    super(
      `The last event of the log was recorded at ${lastRecorded}, but the clock of this machine says ${now}: it is ` +
        `${lead} behind. Set the clock. If it is right, run "ledgerdesk clock accept" and start again: the engine ` +
        'then continues from the last event, at 90 % of real time, until the clock has caught up.',
    );
  }
}

/** A number of ms in words. */
export const durationText = (ms: number): string => {
  const minutes = Math.round(ms / 60_000);
  if (minutes < 2) return `${Math.round(ms / 1_000)} seconds`;
  if (minutes < 120) return `${minutes} minutes`;
  return minutes < 2_880 ? `${Math.round(minutes / 60)} hours` : `${Math.round(minutes / 1_440)} days`;
};

/** The clocks of a machine. */
export interface MachineClocks extends Pick<GuardedClockOptions, 'wall' | 'elapsed'> {
  /** Timers of the clock that nobody sets. */
  readonly timers?: Timers;
}

interface ClockGuardOptions {
  /** The data folder. */
  readonly folder: string;
  readonly stepLimitMs: number;
  readonly lastRecorded: Instant | undefined;
  /** Called with what an operator should know. */
  readonly onWarning: (message: string) => void;
  /** The clocks of the machine. Default: the real ones. */
  readonly machine?: MachineClocks;
}

/**
 * The engine's clock on a real machine, guarded against steps. Keeps a hold over restarts, and ends it when an operator
 * confirms the step.
 */
export class EngineClockGuard {
  readonly clock: GuardedClock;
  private readonly files: ClockFiles;
  private readonly timers: Timers;
  private cancelCheck = (): void => undefined;
  /** The last warning about the file of what was confirmed, which is read every second. */
  private reported: string | undefined;

  /** @throws ClockBehindLog if the log is further ahead than the limit, and no operator has accepted that */
  constructor(private readonly options: ClockGuardOptions) {
    const { folder, stepLimitMs, lastRecorded, machine } = options;
    this.timers = machine?.timers ?? realTimers;
    this.files = new ClockFiles(folder);
    const hold = this.files.readHold();
    this.clock = new GuardedClock({
      ...(machine?.wall && { wall: machine.wall }),
      ...(machine?.elapsed && { elapsed: machine.elapsed }),
      stepLimitMs,
      floor: lastRecorded,
      hold,
      onHold: () => this.holdChanged(),
    });
    if (hold) this.settleKept();
    this.requireLead(lastRecorded);
    this.checkLater();
  }

  /** True while timers and mails wait because a step of the clock is not confirmed. */
  readonly isHeld = (): boolean => this.clock.hold !== undefined;

  status(): ClockStatus {
    this.clock.now();
    if (this.clock.hold) return { state: 'held', seconds: Math.round(this.clock.hold.aheadMs / 1_000) };
    const { leadMs } = this.clock;
    return leadMs > NOTICEABLE_MS
      ? { state: 'ahead', seconds: Math.round(leadMs / 1_000) }
      : { state: 'ok', seconds: 0 };
  }

  /** Compares the clocks, and follows a step that an operator has confirmed. */
  poll(): void {
    this.clock.now();
    const { hold } = this.clock;
    if (hold && this.acceptedStep() === hold.since) this.clock.accept();
  }

  close(): void {
    this.cancelCheck();
  }

  /** When the step was found that an operator has confirmed. A file that cannot be read is tried again. */
  private acceptedStep(): Instant | undefined {
    try {
      const { since } = this.files.readAcceptance();
      this.reported = undefined;
      return since;
    } catch (error) {
      const message = `What "ledgerdesk clock accept" has written cannot be read: ${messageOf(error)}`;
      if (message !== this.reported) this.options.onWarning(message);
      this.reported = message;
      return undefined;
    }
  }

  private checkLater(): void {
    this.cancelCheck = this.timers.after(CHECK_MS, () => {
      this.poll();
      this.checkLater();
    });
  }

  private holdChanged(): void {
    const { hold } = this.clock;
    this.keep(hold);
    this.options.onWarning(
      hold ? this.heldWarning(hold.aheadMs) : 'The clock is no longer held: timers and mails go on.',
    );
  }

  /** A disk that cannot store the hold must not fail the caller that reads the time. */
  private keep(hold: ClockHold | undefined): void {
    try {
      this.files.writeHold(hold);
    } catch (error) {
      this.options.onWarning(`The state of the clock could not be kept for a restart: ${messageOf(error)}`);
    }
  }

  private heldWarning(aheadMs: number): string {
    return (
      `The clock of this machine is ${durationText(aheadMs)} ahead of the time that has passed. Timers, charges and ` +
      'mails are held, and the engine uses its own clock. If the machine is right, run ' +
      '"ledgerdesk clock accept"; if not, set its clock back.'
    );
  }

  /** Reports a hold of an earlier process, or removes it if the clock was set back meanwhile. */
  private settleKept(): void {
    const { hold } = this.clock;
    if (hold) this.options.onWarning(this.heldWarning(hold.aheadMs));
    else this.files.writeHold(undefined);
    this.poll();
  }

  private requireLead(lastRecorded: Instant | undefined): void {
    const lead = this.clock.leadMs;
    if (lastRecorded === undefined || lead <= NOTICEABLE_MS) return;
    const { stepLimitMs, onWarning } = this.options;
    if (lead > Math.max(stepLimitMs, (this.files.readAcceptance().leadMs ?? 0) + stepLimitMs))
      throw new ClockBehindLog(lastRecorded, instantOf(millisOf(lastRecorded) - lead), durationText(lead));
    onWarning(
      `The log was recorded by a clock that is ${durationText(lead)} ahead of this machine's. The engine ` +
        'continues from the last event, at 90 % of real time, until the clock has caught up.',
    );
  }
}

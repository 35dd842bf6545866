import { comparePositions, messageOf, type Position, type Timers } from '@ledgerdesk/kernel';
import type { SkippedEvents } from '@ledgerdesk/event-store';
import type { DecodedPage } from './decoded-page.js';
import { Pace } from './pace.js';
import type { ProjectionRun } from './projection-run.js';
import {
  positionDifference,
  type ProjectionState,
  type ProjectionStatus,
  type FailureDetail,
  type RebuildProgress,
} from './projection-status.js';

const RETRY_MS = 1_000;

/** A run whose errors do not affect other runs. After an error of the store or the log, it pauses for a second. */
export class SupervisedRun {
  #opened = false;
  #paused = false;
  #error: string | undefined;
  readonly #pace = new Pace();

  constructor(
    private readonly run: ProjectionRun,
    private readonly timers: Timers,
    private readonly onResume: () => void,
  ) {}

  get name(): string {
    return this.run.projection.name;
  }

  get version(): number {
    return this.run.projection.version;
  }

  get position(): Position {
    return this.run.position;
  }

  /** Id of the event at the position; undefined if it is not known. */
  get eventId(): string | undefined {
    return this.run.eventId;
  }

  /** True if queries read the rows. */
  get isServing(): boolean {
    return this.run.serving;
  }

  get types(): ReadonlySet<string> {
    return this.run.types;
  }

  /** True for a second after an error. */
  get isPaused(): boolean {
    return this.#paused;
  }

  /** Opens the run unless it is open. */
  async prepare(): Promise<void> {
    if (this.#paused || this.#opened) return;
    this.#opened = await this.#attempt(() => this.run.open());
  }

  /** Follows the decisions of operators; a run that is not open reads them when it opens. */
  async decide(decisions: SkippedEvents): Promise<void> {
    if (this.#opened) this.#opened = await this.#attempt(() => this.run.decide(decisions));
  }

  isBehind(head: Position): boolean {
    return this.#isActive() && comparePositions(this.position, head) < 0;
  }

  mayServe(head: Position): boolean {
    return this.#isActive() && !this.run.serving && comparePositions(this.position, head) >= 0;
  }

  async advance(page: DecodedPage): Promise<void> {
    await this.#attempt(() => this.run.advance(page));
    this.notePace();
  }

  /** Notes how far a rebuild is. Call in each round, also while it waits for others. */
  notePace(): void {
    if (!this.isServing) this.#pace.note(this.timers.elapsed(), this.position);
  }

  /** Makes queries read this version. Returns true if that succeeded. */
  serve(): Promise<boolean> {
    return this.#attempt(() => this.run.serve());
  }

  pause(error: unknown): void {
    this.#error = messageOf(error);
    this.#paused = true;
    this.timers.after(RETRY_MS, () => {
      this.#paused = false;
      this.onResume();
    });
  }

  status(head: Position): ProjectionStatus {
    const { serving, position, skipped } = this.run;
    const trouble = this.#failure();
    const lag = positionDifference(position, head);
    const state = this.#state();
    const rebuild = state === 'rebuilding' && lag > 0 ? this.#rebuild(lag) : undefined;
    return {
      name: this.name,
      version: this.version,
      state,
      serving,
      position,
      lag,
      ...(rebuild && { rebuild }),
      ...(trouble && { trouble }),
      ...(skipped.length > 0 && { skipped }),
    };
  }

  #isActive(): boolean {
    return this.#opened && !this.#paused && !this.run.poison;
  }

  #state(): ProjectionState {
    if (this.run.poison) return 'poisoned';
    if (this.#error !== undefined) return 'failing';
    return this.run.serving ? 'running' : 'rebuilding';
  }

  #rebuild(lag: number): RebuildProgress | undefined {
    const { perSecond } = this.#pace;
    if (perSecond === undefined) return undefined;
    return {
      eventsPerSecond: Math.round(perSecond),
      secondsLeft: perSecond > 0 ? Math.ceil(lag / perSecond) : null,
    };
  }

  #failure(): FailureDetail | undefined {
    const { poison } = this.run;
    if (poison) return { message: poison.message, position: poison.position, eventId: poison.eventId };
    return this.#error === undefined ? undefined : { message: this.#error };
  }

  async #attempt(step: () => Promise<void>): Promise<boolean> {
    try {
      await step();
      this.#error = undefined;
      return true;
    } catch (error) {
      this.pause(error);
      return false;
    }
  }
}

import { comparePositions, type Position, type Timers } from '@ledgerdesk/kernel';
import type { DecodedPage } from './decoded-page.js';
import { messageOf } from './poison-event.js';
import type { ProjectionRun } from './projection-run.js';
import type { PositionDifference, ProjectionState, ProjectionStatus, FailureDetail } from './projection-status.js';

const REST_MS = 1_000;

/** A run among others: its faults stay its own. After an error of a store it rests, then tries again. */
export class SupervisedRun {
  #opened = false;
  #resetWanted = false;
  #resting = false;
  #fault: string | undefined;

  constructor(
    private readonly run: ProjectionRun,
    private readonly timers: Timers,
    private readonly onRested: () => void,
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

  get types(): ReadonlySet<string> {
    return this.run.types;
  }

  wantReset(): void {
    this.#resetWanted = true;
  }

  /** Opens the run, or resets it, if that is what comes next. */
  async settle(head: () => Promise<Position>): Promise<void> {
    if (this.#resting || (this.#opened && !this.#resetWanted)) return;
    const settled = await this.#attempt(() => (this.#resetWanted ? this.run.reset() : this.run.open(head)));
    this.#opened ||= settled;
    this.#resetWanted &&= !settled;
  }

  isBehind(head: Position): boolean {
    return this.#isFit() && comparePositions(this.position, head) < 0;
  }

  mayServe(head: Position): boolean {
    return this.#isFit() && !this.run.serving && comparePositions(this.position, head) >= 0;
  }

  async advance(page: DecodedPage): Promise<void> {
    await this.#attempt(() => this.run.advance(page));
  }

  /** Takes over from the version that serves, after `before` has had its look. True when it did. */
  serve(before: () => Promise<void>): Promise<boolean> {
    return this.#attempt(async () => {
      await before();
      await this.run.serve();
    });
  }

  rest(fault: unknown): void {
    this.#fault = messageOf(fault);
    this.#resting = true;
    this.timers.after(REST_MS, () => {
      this.#resting = false;
      this.onRested();
    });
  }

  status(head: Position, distance: PositionDifference): ProjectionStatus {
    const { serving, position } = this.run;
    const trouble = this.#trouble();
    const lag = distance(position, head);
    return {
      name: this.name,
      version: this.version,
      state: this.#state(),
      serving,
      position,
      lag,
      ...(trouble && { trouble }),
    };
  }

  #isFit(): boolean {
    return this.#opened && !this.#resting && !this.run.poison;
  }

  #state(): ProjectionState {
    if (this.run.poison) return 'poisoned';
    if (this.#fault !== undefined) return 'failing';
    return this.run.serving ? 'running' : 'rebuilding';
  }

  #trouble(): FailureDetail | undefined {
    const { poison } = this.run;
    if (poison) return { message: poison.message, position: poison.position, eventId: poison.eventId };
    return this.#fault === undefined ? undefined : { message: this.#fault };
  }

  async #attempt(step: () => Promise<void>): Promise<boolean> {
    try {
      await step();
      this.#fault = undefined;
      return true;
    } catch (fault) {
      this.rest(fault);
      return false;
    }
  }
}

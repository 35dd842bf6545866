import {
  ClockMoveCommandMessage,
  ClockStepCommandMessage,
  engineEnvelope,
  executeOrThrow,
} from '@ledgerdesk/application';
import type { EngineEventStore } from '@ledgerdesk/event-store';
import { type Instant, instantOf, millisOf, Pause, type Timers } from '@ledgerdesk/kernel';
import { type SimulatedTime, TIMER_POLICY } from '@ledgerdesk/runtime';
import type { CommandBus } from '@nestjs/cqrs';
import type { Subscription } from 'rxjs';
import type { SandboxMove } from '../../api/platform/sandbox-clock.js';
import type { Activity } from '../workers/leader-task.js';
import type { ClockMoves } from './clock-moves.js';
import type { DueWork } from './due-work.js';

/** Pause before a step that has failed is repeated, in ms of real time. */
const RETRY_MS = 1_000;

interface ClockMoverOptions {
  readonly moves: ClockMoves;
  readonly time: SimulatedTime;
  readonly commands: CommandBus;
  readonly store: Pick<EngineEventStore, 'isRemote'>;
  readonly tenant: string;
  readonly dueWork: Pick<DueWork, 'settle'>;
  readonly onError: (error: unknown) => void;
  /** Timers in real time. */
  readonly timers: Timers;
}

/**
 * Carries out the moves of a simulated clock: from one instant at which something falls due to the next, each when all
 * that was due before is recorded. Continues a move that another process has begun.
 */
export class ClockMover implements Activity {
  private subscription: Subscription | undefined;
  private work: Promise<void> = Promise.resolve();
  private isStopped = false;
  /** A step that the clock has made and other engines may not know of. */
  private unrecorded: Instant | undefined;
  private readonly pause: Pause;

  constructor(private readonly options: ClockMoverOptions) {
    this.pause = new Pause(options.timers);
  }

  start(): void {
    this.subscription = this.options.moves.changes.subscribe((move) => {
      if (move?.reached === null) this.work = this.work.then(() => this.carryOut(move));
    });
  }

  /** Resolves when no step is in progress. The next leader continues the move. */
  async stop(): Promise<void> {
    this.isStopped = true;
    this.subscription?.unsubscribe();
    this.pause.end();
    await this.work;
  }

  private async carryOut(move: SandboxMove): Promise<void> {
    while (!this.isStopped) {
      try {
        if (await this.advance(move)) return;
      } catch (error) {
        if (this.isStopped) return;
        this.options.onError(error);
        await this.pause.for(RETRY_MS);
      }
    }
  }

  /** Goes on to the next instant at which something falls due. Returns true at the end of the move. */
  private async advance(move: SandboxMove): Promise<boolean> {
    const { time, dueWork } = this.options;
    await this.recordStep(move);
    const next = await dueWork.settle(() => this.isStopped);
    if (this.isStopped) return false;
    // What falls due at the very end is recorded too.
    const isOnTheWay = next <= millisOf(move.to) + TIMER_POLICY.graceMs;
    const target = isOnTheWay ? instantOf(next) : move.to;
    if (target > time.now()) await this.step(move, target);
    if (isOnTheWay) return false;
    await this.end(move);
    return true;
  }

  /** The clock moves first, so that the step is recorded at the time that it reaches. */
  private async step(move: SandboxMove, to: Instant): Promise<void> {
    this.options.time.moveTo(to);
    this.unrecorded = to;
    await this.recordStep(move);
  }

  /** If it fails, the step is recorded before anything else, since others would not fire what is due. */
  private async recordStep({ moveId }: SandboxMove): Promise<void> {
    const { time, commands, store, tenant } = this.options;
    const to = this.unrecorded;
    if (to === undefined) return;
    if (store.isRemote === true) {
      const envelope = engineEnvelope('sandbox-clock', {
        id: ['clock-step', moveId, to],
        request: { moveId, to },
        tenant,
      });
      await executeOrThrow(commands, new ClockStepCommandMessage(envelope, { type: 'StepClock', moveId, to }));
    }
    this.unrecorded = undefined;
    time.wake();
  }

  private async end({ moveId }: SandboxMove): Promise<void> {
    const { commands, tenant } = this.options;
    const envelope = engineEnvelope('sandbox-clock', { id: ['clock-moved', moveId], request: { moveId }, tenant });
    await executeOrThrow(commands, new ClockMoveCommandMessage(envelope, { type: 'EndClockMove', moveId }));
  }
}

import { CommandExecutor, Engagements } from '@ledgerdesk/application';
import { Scheduler, type SchedulerStatus, type ProcessStatus, TIMER_POLICY } from '@ledgerdesk/runtime';
import { Logger } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import {
  type Acting,
  TimerWorker,
  type DueTimer,
  type Engine,
  fireTimer,
  hasRole,
  ProcessWorker,
  processWork,
  timersIn,
} from '../index.js';
import type { Metrics } from '../../api/operations/metrics.js';

const deadlineClock = (engine: Engine, commands: CommandBus, metrics: Metrics): Scheduler<DueTimer> =>
  new Scheduler({
    policy: TIMER_POLICY,
    source: timersIn(engine.rows),
    fire: fireTimer(commands, engine.settings.TENANT),
    ...engine.time,
    // What another process writes is not told here: look for it.
    ...(engine.settings.DATABASE_URL !== undefined && { pollMs: 1_000 }),
    onFire: (_, lateMs) => metrics.timerFired(lateMs),
    onFailure: ({ row, message }) =>
      new Logger('deadlines').error(`The deadline ${row.key} could not be recorded: ${message}`),
  });

/** What an engine does by itself, as far as it is this process's part. */
export class Workers {
  private deadlines: TimerWorker<DueTimer> | undefined;
  private processes: ProcessWorker | undefined;

  constructor(private readonly engine: Engine) {}

  /** Begins what the roles ask for. */
  async start(app: NestFastifyApplication, metrics: Metrics): Promise<void> {
    const { engine } = this;
    const commands = app.get(CommandBus);
    if (hasRole(engine.settings, 'deadlines')) {
      this.deadlines = new TimerWorker(await engine.leaderLock('deadlines'), () =>
        deadlineClock(engine, commands, metrics),
      );
    }
    if (hasRole(engine.settings, 'processes'))
      this.processes = await this.processDuty({
        commands,
        executor: app.get(CommandExecutor),
        engagements: app.get(Engagements),
      });
    engine.board.changes.subscribe(() => this.deadlines?.notify());
  }

  deadlineStatus(): SchedulerStatus | null {
    return this.deadlines?.status() ?? null;
  }

  processStatus(): readonly ProcessStatus[] | null {
    return this.processes?.status() ?? null;
  }

  /** Resolves when nothing is under way any more. */
  async stop(): Promise<void> {
    await this.processes?.stop();
    await this.deadlines?.stop();
  }

  private async processDuty(acting: Acting): Promise<ProcessWorker> {
    const { engine } = this;
    const log = new Logger('processes');
    return new ProcessWorker({
      ...engine,
      lock: await engine.leaderLock('processes'),
      work: processWork(engine, acting),
      onFault: (fault) => log.error(`The processes could not be started: ${String(fault)}`),
      onUndelivered: ({ id, channel }, fault) =>
        log.warn(`The ${channel} message ${id} was not delivered: ${String(fault)}`),
    });
  }
}

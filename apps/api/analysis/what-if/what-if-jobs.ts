import { EngineClock } from '@ledgerdesk/application';
import { HOUR, type Instant, messageOf, type Position, type Timers } from '@ledgerdesk/kernel';
import { type Manifest, ManifestMaker } from '@ledgerdesk/manifest';
import { answeredBy, type WhatIfQuestion } from '@ledgerdesk/what-if';
import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import { Problem } from '../../platform/http/problem.js';
import { TIMERS, WHAT_IF_RUNNER } from '../../platform/tokens.js';
import {
  type ListedClocks,
  type WhatIfAnswer,
  WhatIfEnded,
  type WhatIfRun,
  type WhatIfRunner,
} from '../../platform/what-if/what-if-runner.js';

/** States of a job. `failed` has the reason in `failure`. */
export const JOB_STATES = ['running', 'done', 'cancelled', 'failed'] as const;
export type JobState = (typeof JOB_STATES)[number];

/** Runs at a time, of all callers. */
const MAX_RUNNING = 2;
/** Jobs of one caller that are kept; the oldest is forgotten when another one starts. */
const KEPT_PER_CALLER = 5;
/** Time for which a job is kept after its end, in ms. */
const KEPT_MS = HOUR;
const [RETRY_OWN, RETRY_ANY] = ['10', '30'];

/** A question and how far its answer is. */
export interface WhatIfJob {
  readonly id: string;
  /** Who asked. Nobody else sees the job. */
  readonly caller: string;
  readonly requestHash: string;
  readonly question: WhatIfQuestion;
  readonly list: ListedClocks;
  readonly until: Position;
  readonly createdAt: Instant;
  state: JobState;
  /** The position up to which the log was read. */
  position: Position;
  endedAt: Instant | null;
  failure: string | null;
  answer: WhatIfAnswer | null;
  manifest: Manifest | null;
}

/** What a job is started with. */
export type NewJob = Pick<WhatIfJob, 'id' | 'caller' | 'requestHash' | 'question' | 'list' | 'until'>;

const TOO_MANY = new Problem(
  429,
  'too-many-what-ifs',
  'You already have a question running. Wait until it is done, or cancel it.',
  { headers: { 'retry-after': RETRY_OWN } },
);

const BUSY = new Problem(
  503,
  'what-ifs-busy',
  'The maximum number of questions is running. Retry in 30 seconds, or use `ledgerdesk what-if`.',
  { headers: { 'retry-after': RETRY_ANY } },
);

/** The answers to questions what other policies would have meant, in the memory of this process. */
@Injectable()
export class WhatIfJobs implements OnModuleDestroy {
  private readonly jobs = new Map<string, WhatIfJob>();
  private readonly runs = new Map<WhatIfJob, WhatIfRun>();
  /** Cancel the timers after which jobs are forgotten. */
  private readonly expiries = new Map<WhatIfJob, () => void>();
  private isClosed = false;

  constructor(
    @Inject(WHAT_IF_RUNNER) private readonly runner: WhatIfRunner,
    @Inject(TIMERS) private readonly timers: Timers,
    private readonly clock: EngineClock,
    private readonly manifests: ManifestMaker,
  ) {}

  /** The job of a caller. Undefined if there is none, or none any more. */
  find(id: string, caller: string): WhatIfJob | undefined {
    const job = this.jobs.get(id);
    return job?.caller === caller ? job : undefined;
  }

  /** Throws Problem if the caller has a job running, or the maximum number of jobs runs. */
  assertFree(caller: string): void {
    const running = [...this.runs.keys()];
    if (running.some((job) => job.caller === caller)) throw TOO_MANY;
    if (running.length >= MAX_RUNNING) throw BUSY;
  }

  /** Starts a job. Throws Problem if too many run. */
  start(asked: NewJob): WhatIfJob {
    this.assertFree(asked.caller);
    this.forgetOldest(asked.caller);
    const job: WhatIfJob = {
      ...asked,
      createdAt: this.clock.now(),
      state: 'running',
      position: '0',
      endedAt: null,
      failure: null,
      answer: null,
      manifest: null,
    };
    const { question, until, list } = job;
    const run = this.runner.start({ question, until, list, onProgress: (position) => (job.position = position) });
    this.jobs.set(job.id, job);
    this.runs.set(job, run);
    void this.follow(job, run);
    return job;
  }

  /** Cancels a running job, and drops the answer of one that is done. One that failed keeps its reason. */
  cancel(job: WhatIfJob): void {
    if (job.state === 'failed') return;
    this.runs.get(job)?.cancel();
    job.answer?.clocks.close();
    Object.assign(job, { state: 'cancelled', endedAt: job.endedAt ?? this.clock.now(), answer: null, manifest: null });
  }

  async onModuleDestroy(): Promise<void> {
    this.isClosed = true;
    const running = [...this.runs.values()].map(({ answer }) => answer.catch(() => undefined));
    for (const job of [...this.jobs.values()]) {
      this.cancel(job);
      this.forget(job);
    }
    await Promise.all(running);
  }

  private async follow(job: WhatIfJob, run: WhatIfRun): Promise<void> {
    let answer: WhatIfAnswer | undefined;
    try {
      answer = await run.answer;
      const manifest = await this.manifests.manifestOf(answeredBy(job.question, answer.figures, job.until));
      if (job.state === 'running') Object.assign(job, { state: 'done', position: job.until, answer, manifest });
      else answer.clocks.close();
    } catch (error) {
      answer?.clocks.close();
      const isCancelled = job.state !== 'running' || (error instanceof WhatIfEnded && error.reason === 'cancelled');
      Object.assign(job, isCancelled ? { state: 'cancelled' } : { state: 'failed', failure: messageOf(error) });
    }
    job.endedAt ??= this.clock.now();
    this.runs.delete(job);
    if (!this.isClosed)
      this.expiries.set(
        job,
        this.timers.after(KEPT_MS, () => this.forget(job)),
      );
  }

  private forgetOldest(caller: string): void {
    const own = [...this.jobs.values()].filter((job) => job.caller === caller);
    for (const job of own.slice(0, Math.max(0, own.length - KEPT_PER_CALLER + 1))) this.forget(job);
  }

  private forget(job: WhatIfJob): void {
    job.answer?.clocks.close();
    this.expiries.get(job)?.();
    this.expiries.delete(job);
    if (this.jobs.get(job.id) === job) this.jobs.delete(job.id);
  }
}

import { isLeaf, pagesOf, START, type StoredEvent } from '@ledgerdesk/event-store';
import { comparePositions, type Instant, millisOf, type Position } from '@ledgerdesk/kernel';
import type { Outbox, OutboxMessage } from '@ledgerdesk/outbox';
import { nextDue, nextEndingChats } from '@ledgerdesk/projections';
import { timersAt } from '@ledgerdesk/runtime';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { inspect } from 'node:util';
import { type Observable, Subject, tap } from 'rxjs';
import { createServer, type Server } from '../../../apps/server/http-server.js';
import { type TokenOptions, tokenSigner } from '../../../apps/cli/token/token.command.js';
import { type Engine, hasRole, openEngine, settingsFrom } from '../../../apps/server/index.js';
import { ManualTime } from '../manual-time.js';
import { waitUntil } from '../wait-until.js';
import { Caller } from './caller.js';
import { until } from './until.js';

interface Running {
  readonly time: ManualTime;
  readonly engine: Engine;
  readonly server: Server;
  readonly url: string;
  /** Emits when the outcome of an attempt to send a message is recorded. */
  readonly attempts: Observable<void>;
  /** Signs tokens with the engine's own key, which is imported on first use. */
  readonly signer: () => ReturnType<typeof tokenSigner>;
}

const TIMEOUT_MS = 30_000;
const HOUR_MS = 3_600_000;
/** Delay between the due instant of a deadline and its timer. */
const FIRES_AFTER_MS = 100;

/** Waits for read models last this many times as long, so that none ends because the machine is busy. */
const PATIENCE = 20;

/** Settings of one test, which override the defaults. */
type SettingOverrides = Readonly<Record<string, string>>;

const attemptsIn = (outbox: Outbox): Observable<void> => {
  const attempts = new Subject<void>();
  const record = outbox.recordAttempt.bind(outbox);
  outbox.recordAttempt = async (...outcome) => {
    await record(...outcome);
    attempts.next();
  };
  return attempts;
};

/** What a test engine takes for the time: `time`, a clock that is guarded against steps of `time`, or its settings. */
type EngineClockKind = 'given' | 'guarded' | 'settings';

const run = async (
  folder: string,
  now: Instant,
  overrides: SettingOverrides,
  kind: EngineClockKind,
): Promise<Running> => {
  const time = new ManualTime(now);
  const settings = settingsFrom({
    DATA_DIR: folder,
    LOG_LEVEL: 'silent',
    RATE_LIMIT: '0',
    REFUSED_TOKENS: '0',
    ...overrides,
  });
  const machine = { wall: () => millisOf(time.now()), elapsed: () => time.elapsed(), timers: time };
  const clocks = {
    given: { time: { clock: time, timers: time } },
    guarded: { machine, onWarning: () => undefined },
    settings: {},
  }[kind];
  const engine = await openEngine(settings, { workerThreads: false, waitTimers: timersAt(1 / PATIENCE), ...clocks });
  const attempts = attemptsIn(engine.outbox);
  const server = await createServer(engine);
  await server.app.listen(0, '127.0.0.1');
  let signing: ReturnType<typeof tokenSigner> | undefined;
  const signer = () => (signing ??= tokenSigner(engine.secrets.signInKey(), settings));
  return { time, engine, server, url: await server.app.getUrl(), attempts, signer };
};

/** An engine with real HTTP and real stores, whose clock only the test advances. */
export class TestEngine {
  private constructor(
    private readonly folder: string,
    private overrides: SettingOverrides,
    private readonly kind: EngineClockKind,
    private running: Running,
  ) {}

  /** Starts an engine on a new data folder, after `prepare` has filled the folder. */
  static async open(
    now: Instant = '2026-11-27T07:30:00.000Z',
    overrides: SettingOverrides = {},
    prepare?: (folder: string) => Promise<unknown>,
  ): Promise<TestEngine> {
    const folder = mkdtempSync(join(tmpdir(), 'ledgerdesk-test-'));
    await prepare?.(folder);
    return new TestEngine(folder, overrides, 'given', await run(folder, now, overrides, 'given'));
  }

  /** Starts an engine on the clock of a machine that only the test advances and steps. */
  static async openOnMachine(now: Instant, overrides: SettingOverrides = {}): Promise<TestEngine> {
    const folder = mkdtempSync(join(tmpdir(), 'ledgerdesk-test-'));
    return new TestEngine(folder, overrides, 'guarded', await run(folder, now, overrides, 'guarded'));
  }

  /** Starts an engine on a simulated clock, which requests move and which runs at `CLOCK_SPEED`. */
  static async openSandbox(overrides: SettingOverrides): Promise<TestEngine> {
    const folder = mkdtempSync(join(tmpdir(), 'ledgerdesk-test-'));
    return new TestEngine(folder, overrides, 'settings', await run(folder, '', overrides, 'settings'));
  }

  get engine(): Engine {
    return this.running.engine;
  }

  /** The metrics, in Prometheus text format. */
  metrics(): Promise<string> {
    return this.running.server.metrics.text();
  }

  get url(): string {
    return this.running.url;
  }

  /** Returns a caller with a token for these options, or without a token. */
  async as(options?: Omit<TokenOptions, 'days'>): Promise<Caller> {
    const sign = await this.running.signer();
    return new Caller(() => this.running.url, options && (await sign({ days: 1, ...options })));
  }

  member(teamId: string, memberId: string): Promise<Caller> {
    return this.as({ kind: 'member', team: teamId, subject: memberId });
  }

  /** Waits until every process and read model is at the head of the log, events that processes append included. */
  async settled(): Promise<void> {
    const { engine } = this.running;
    const head = await engine.store.head();
    await waitUntil(
      () => this.processesReached(head),
      engine.workers.processChanges,
      () => `The processes have not caught up: ${JSON.stringify(engine.workers.processStatus())}`,
    );
    if (!(await engine.projectionProgress.waitFor(head, TIMEOUT_MS / PATIENCE)))
      throw new Error('The read models have not caught up.');
    if (head !== (await engine.store.head())) await this.settled();
  }

  /** Waits until a checkpoint has every event that is recorded now. */
  async signed(): Promise<void> {
    const { workers, log } = this.running.engine;
    let leaves = 0;
    for await (const { events } of pagesOf(log)) leaves += events.filter(isLeaf).length;
    await until(
      () => (workers.treeStatus()?.checkpoint?.size ?? 0) >= leaves,
      () => `${leaves} leaves are not signed: ${JSON.stringify(workers.treeStatus())}`,
      { pollMs: 10, timeoutMs: TIMEOUT_MS },
    );
  }

  /** Returns true if every process has handled the log up to `position`, or if they run in another engine. */
  private processesReached(position: Position): boolean {
    const { workers, settings } = this.running.engine;
    const statuses = workers.processStatus();
    if (statuses === null) return !hasRole(settings, 'processes');
    return statuses.every((status) => comparePositions(status.position, position) >= 0);
  }

  /** Resolves with the first `count` events of a stream once they are recorded. Throws after 30 seconds. */
  async waitForEvents(stream: string, count: number): Promise<readonly StoredEvent[]> {
    const { store } = this.running.engine;
    const events: StoredEvent[] = [];
    await waitUntil(
      () => events.length >= count,
      store.subscribe(START, { streamPrefixes: [stream] }).pipe(
        tap((message) => {
          if (message.kind === 'events') events.push(...message.events.filter((event) => event.stream === stream));
        }),
      ),
      () => `Of ${count} events ${events.length} were recorded in ${stream}.`,
    );
    return events.slice(0, count);
  }

  /**
   * Resolves once the condition is true: checks it now and each time the outcome of an attempt to send a message is
   * recorded. Throws after 30 seconds, with the messages in the outbox.
   */
  async waitForAttempts(condition: () => Promise<boolean>): Promise<void> {
    const { engine, attempts, time } = this.running;
    let messages: readonly OutboxMessage[] = [];
    await waitUntil(
      async () => {
        messages = await engine.outbox.messages({}, { limit: 10 });
        return condition();
      },
      attempts,
      () => `The messages in the outbox do not meet the condition at ${time.now()}: ${inspect(messages)}`,
    );
  }

  /**
   * Advances the engine's time to an instant. Steps to each due time, and at least every hour so that periodic work
   * runs. No timer fires between the steps.
   */
  async advanceTo(instant: Instant): Promise<void> {
    await this.settled();
    const { time } = this.running;
    for (let step = 0; step < 3; step += 1) await time.advance(1_000);
    for (let left = this.msTo(instant); left > 0; left = this.msTo(instant)) {
      await time.leap(Math.min(left, HOUR_MS, await this.msToNextDue()));
      await this.waitForDueDeadlines();
      await this.settled();
    }
  }

  /** Advances the engine's time by `ms`, without waiting for what that triggers. */
  advance(ms: number): Promise<void> {
    return this.running.time.advance(ms);
  }

  /** Sets the clock of the machine to an instant, as an operator does, and lets the engine notice that. */
  async stepTo(instant: Instant): Promise<void> {
    this.running.time.moveTo(instant);
    await this.advance(2_000);
    await this.settled();
  }

  private msTo(instant: Instant): number {
    return millisOf(instant) - millisOf(this.running.time.now());
  }

  /** Time until the next timer, chat timeout, message or heartbeat timeout fires; Infinity without one. */
  private async msToNextDue(): Promise<number> {
    const { rows, outbox, presence, policies } = this.running.engine;
    const now = this.running.time.now();
    const { heartbeatSeconds } = policies.at(now).policy;
    const [timers, chats, messages, heartbeats] = await Promise.all([
      nextDue(rows, 1),
      nextEndingChats(rows, 1),
      outbox.messages({ state: 'waiting' }, { limit: 1_000 }),
      presence.oldestHeartbeats(1),
    ]);
    const due = [
      ...timers.map(({ row }) => this.msTo(row.at)),
      ...chats.map(({ row }) => this.msTo(row.endsAt)),
      ...messages.flatMap(({ dueAt }) => (dueAt === null ? [] : [this.msTo(dueAt)])),
      ...heartbeats.map(({ seenAt }) => this.msTo(seenAt) + heartbeatSeconds * 1_000),
    ];
    return Math.min(Infinity, ...due.map((ms) => ms + FIRES_AFTER_MS).filter((ms) => ms > 0));
  }

  /** Waits until the read models show no overdue deadline, if this engine runs the deadlines. */
  private async waitForDueDeadlines(): Promise<void> {
    const { engine, time } = this.running;
    if (!hasRole(engine.settings, 'deadlines') || engine.time.isHeld?.()) return;
    for (let turn = 0; turn < 20; turn += 1) await nextTurn();
    await this.settled();
    await waitUntil(
      async () => {
        const [next] = await nextDue(engine.rows, 1);
        return !next || millisOf(next.row.at) + FIRES_AFTER_MS > millisOf(time.now());
      },
      engine.projectionProgress.changes,
      () => `A deadline before ${time.now()} has not fired.`,
    );
  }

  /**
   * Stops the engine, calls `meanwhile`, and starts another on the same data at `now`, with other settings if they are
   * given. Resolves after all overdue timers have fired.
   */
  async restart(
    now: Instant,
    meanwhile: () => void | Promise<void> = () => undefined,
    overrides = this.overrides,
  ): Promise<void> {
    await this.running.server.close();
    await meanwhile();
    this.overrides = overrides;
    this.running = await run(this.folder, now, this.overrides, this.kind);
    await this.settled();
    await this.running.time.advance(1_000);
    await this.waitForDueDeadlines();
    await this.settled();
  }

  async close(): Promise<void> {
    await this.running.server.close();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

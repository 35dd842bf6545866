import { comparePositions, type Instant, millisOf } from '@ledgerdesk/kernel';
import { nextDue, nextEndingChats } from '@ledgerdesk/projections';
import { ManualTime } from '../manual-time.js';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer, type Server } from '../../../apps/server/http-server.js';
import { issueToken } from '../../../apps/cli/token/token.command.js';
import { type Engine, openEngine, settingsFrom } from '../../../apps/server/index.js';
import { Caller } from './caller.js';

interface Running {
  readonly time: ManualTime;
  readonly engine: Engine;
  readonly server: Server;
  readonly url: string;
}

const TIMEOUT_MS = 10_000;
const POLL_MS = 10;
const HOUR_MS = 3_600_000;
/** Delay between the due instant of a deadline and its timer. */
const FIRES_AFTER_MS = 100;

/** Settings of one test, which override the defaults. */
type SettingOverrides = Readonly<Record<string, string>>;

const run = async (folder: string, now: Instant, overrides: SettingOverrides): Promise<Running> => {
  const time = new ManualTime(now);
  const settings = settingsFrom({ DATA_DIR: folder, LOG_LEVEL: 'silent', RATE_LIMIT: '0', ...overrides });
  const engine = await openEngine(settings, { workerThreads: false, time: { clock: time, timers: time } });
  const server = await createServer(engine);
  await server.app.listen(0, '127.0.0.1');
  return { time, engine, server, url: await server.app.getUrl() };
};

/** An engine with real HTTP and real stores, whose clock only the test advances. */
export class TestEngine {
  private constructor(
    private readonly folder: string,
    private readonly overrides: SettingOverrides,
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
    return new TestEngine(folder, overrides, await run(folder, now, overrides));
  }

  get engine(): Engine {
    return this.running.engine;
  }

  get url(): string {
    return this.running.url;
  }

  /** Returns a caller with a token for these options, or without a token. */
  async as(options?: Omit<Parameters<typeof issueToken>[0], 'days'>): Promise<Caller> {
    const token = options && (await issueToken({ days: 1, ...options }, this.running.engine.settings));
    return new Caller(() => this.running.url, token);
  }

  member(teamId: string, memberId: string): Promise<Caller> {
    return this.as({ kind: 'member', team: teamId, subject: memberId });
  }

  /** Waits until every process and read model is at the head of the log, events that processes append included. */
  async settled(): Promise<void> {
    const { engine, server } = this.running;
    const head = await engine.store.head();
    await this.until(
      () => (server.processes() ?? []).every(({ position }) => comparePositions(position, head) >= 0),
      'The processes have not caught up.',
    );
    if (!(await engine.board.waitFor(head, TIMEOUT_MS))) throw new Error('The read models have not caught up.');
    if (head !== (await engine.store.head())) await this.settled();
  }

  /** Polls until the condition is true. Throws after 10 seconds. */
  async until(
    condition: () => boolean | Promise<boolean>,
    message = 'The condition was not met within 10 seconds.',
  ): Promise<void> {
    for (let poll = 0; poll < TIMEOUT_MS / POLL_MS; poll += 1) {
      if (await condition()) return;
      await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    }
    throw new Error(message);
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

  /** Waits until the read models show no overdue deadline. */
  private async waitForDueDeadlines(): Promise<void> {
    const { engine, time } = this.running;
    for (let poll = 0; poll < TIMEOUT_MS / POLL_MS; poll += 1) {
      for (let tick = 0; tick < 20; tick += 1) await new Promise((resolve) => setImmediate(resolve));
      await this.settled();
      const [next] = await nextDue(engine.rows, 1);
      if (!next || millisOf(next.row.at) + FIRES_AFTER_MS > millisOf(time.now())) return;
      await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    }
  }

  /** Stops the engine and starts another on the same data at `now`. Resolves after all overdue timers have fired. */
  async restart(now: Instant): Promise<void> {
    await this.running.server.close();
    this.running = await run(this.folder, now, this.overrides);
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

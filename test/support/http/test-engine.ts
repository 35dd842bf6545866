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

const PATIENCE_MS = 10_000;
const LOOK_MS = 10;
const HOUR_MS = 3_600_000;
/** A deadline is fired so long after its due instant. */
const FIRES_AFTER_MS = 100;

/** Settings that a test asks for besides those of every test. */
type Asked = Readonly<Record<string, string>>;

const run = async (folder: string, now: Instant, asked: Asked): Promise<Running> => {
  const time = new ManualTime(now);
  const settings = settingsFrom({ DATA_DIR: folder, LOG_LEVEL: 'silent', RATE_LIMIT: '0', ...asked });
  const engine = await openEngine(settings, { work: 'here', time: { clock: time, timers: time } });
  const server = await createServer(engine);
  await server.app.listen(0, '127.0.0.1');
  return { time, engine, server, url: await server.app.getUrl() };
};

/** An engine over real HTTP on a real store, whose time stands still until the test moves it. */
export class TestEngine {
  private constructor(
    private readonly folder: string,
    private readonly asked: Asked,
    private running: Running,
  ) {}

  /** `prepare` may fill the data folder before the engine starts on it. */
  static async open(
    now: Instant = '2026-11-27T07:30:00.000Z',
    asked: Asked = {},
    prepare?: (folder: string) => Promise<unknown>,
  ): Promise<TestEngine> {
    const folder = mkdtempSync(join(tmpdir(), 'ledgerdesk-test-'));
    await prepare?.(folder);
    return new TestEngine(folder, asked, await run(folder, now, asked));
  }

  get engine(): Engine {
    return this.running.engine;
  }

  get url(): string {
    return this.running.url;
  }

  /** Signs someone in; without options a caller without a token. */
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
    if (!(await engine.board.waitFor(head, PATIENCE_MS))) throw new Error('The read models have not caught up.');
    if (head !== (await engine.store.head())) await this.settled();
  }

  /** Waits for what comes about by itself, e.g. over the network. */
  async until(isSo: () => boolean | Promise<boolean>, otherwise = 'It has not come about.'): Promise<void> {
    for (let look = 0; look < PATIENCE_MS / LOOK_MS; look += 1) {
      if (await isSo()) return;
      await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
    }
    throw new Error(otherwise);
  }

  /**
   * Advances the engine's time to an instant. Stops wherever something falls due, and at least every hour for what runs
   * at intervals; between the stops no timer fires.
   */
  async advanceTo(instant: Instant): Promise<void> {
    await this.settled();
    const { time } = this.running;
    for (let step = 0; step < 3; step += 1) await time.advance(1_000);
    for (let left = this.msTo(instant); left > 0; left = this.msTo(instant)) {
      await time.leap(Math.min(left, HOUR_MS, await this.msToNextDue()));
      await this.dueIsRecorded();
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

  /** Waits until no deadline is left that should have been fired by now, as far as the read models know. */
  private async dueIsRecorded(): Promise<void> {
    const { engine, time } = this.running;
    for (let look = 0; look < PATIENCE_MS / LOOK_MS; look += 1) {
      for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
      await this.settled();
      const [next] = await nextDue(engine.rows, 1);
      if (!next || millisOf(next.row.at) + FIRES_AFTER_MS > millisOf(time.now())) return;
      await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
    }
  }

  /** Stops the engine and starts another on the same data at `now`. Resolves after all overdue timers have fired. */
  async restart(now: Instant): Promise<void> {
    await this.running.server.close();
    this.running = await run(this.folder, now, this.asked);
    await this.settled();
    await this.running.time.advance(1_000);
    await this.dueIsRecorded();
    await this.settled();
  }

  async close(): Promise<void> {
    await this.running.server.close();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { get, type IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { join } from 'node:path';
import { openSqliteEventStore } from '@ledgerdesk/event-store/sqlite';
import { definitionOf } from '@ledgerdesk/events';
import { createServer, type Server } from '../../apps/server/http-server.js';
import { type Engine, openEngine, settingsFrom } from '../../apps/server/index.js';
import { issueToken } from '../../apps/cli/token/token.command.js';
import { LogReader } from '../../libs/event-store/sqlite/log-reader.js';
import { Caller } from '../support/http/caller.js';
import { runs } from '../support/runs.js';

const CALLERS = 10;
const STREAMS_PER_CALLER = runs({ short: 5, long: 20 });
const CATCHING_UP = 8;
const EVENTS = 400;
const AT = '2026-11-27T07:30:00.000Z';

const fillLog = async (file: string): Promise<void> => {
  const store = await openSqliteEventStore({ file, thread: false });
  const data = JSON.stringify({ ...definitionOf('TicketReplied')?.sample, body: 'x'.repeat(500) });
  for (let first = 0; first < EVENTS; first += 200)
    await store.append(
      `ticket-${first}`,
      'no-stream',
      Array.from({ length: 200 }, () => ({
        id: randomUUID(),
        type: 'TicketReplied',
        version: definitionOf('TicketReplied')?.version ?? 1,
        occurredAt: AT,
        recordedAt: AT,
        data,
        metadata: '{}',
      })),
    );
  await store.close();
};

/** Positions that an event stream has sent, read without keeping what it sends. */
class Positions {
  readonly seen: number[] = [];
  private rest = '';

  private constructor(private readonly response: IncomingMessage) {
    response.setEncoding('latin1').on('data', (text: string) => this.read(text));
  }

  static open(url: string, token: string): Promise<Positions> {
    const headers = { authorization: `Bearer ${token}`, 'last-event-id': '0' };
    return new Promise((resolve, reject) => {
      get(url, { headers, agent: false }, (response) => resolve(new Positions(response))).on('error', reject);
    });
  }

  close(): void {
    this.response.destroy();
  }

  private read(text: string): void {
    const lines = (this.rest + text).split('\n');
    this.rest = lines.pop() ?? '';
    for (const line of lines) if (line.startsWith('id: ')) this.seen.push(Number(line.slice(4)));
  }
}

/** Other requests that are answered before the clients have got everything, and pages that they get before. */
const ANSWERS = 20;
const PAGES_BEFORE_ANSWERS = 50;

describe('many clients that ask for the whole log at once', () => {
  let folder: string;
  let engine: Engine;
  let server: Server;
  let url: string;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'catching-up-'));
    await fillLog(join(folder, 'events.db'));
    engine = await openEngine(
      settingsFrom({
        DATA_DIR: folder,
        LOG_LEVEL: 'silent',
        ROLES: 'http',
        RATE_LIMIT: '0',
        EVENT_STREAMS_PER_CALLER: `${STREAMS_PER_CALLER}`,
        EVENT_STREAMS_CATCHING_UP: `${CATCHING_UP}`,
      }),
    );
    server = await createServer(engine);
    await server.app.listen(0, '127.0.0.1');
    url = await server.app.getUrl();
  }, 60_000);
  afterAll(async () => {
    jest.restoreAllMocks();
    await server.close();
    rmSync(folder, { recursive: true });
  });

  const callerOf = async (kind: 'auditor' | 'operator', subject: string): Promise<Caller> =>
    new Caller(() => url, await issueToken({ kind, subject, days: 1 }, engine.settings));

  it('get it from another thread, a few pages at a time, while other requests are answered', async () => {
    const readHere = jest.spyOn(LogReader.prototype, 'page');
    const read = engine.pages.read.bind(engine.pages);
    let [running, most, pages, answered] = [0, 0, 0, 0];
    let resume = (): void => undefined;
    const areAnswered = new Promise<void>((resolve) => (resume = resolve));
    engine.pages.read = async (...args) => {
      pages += 1;
      if (pages > PAGES_BEFORE_ANSWERS) await areAnswered;
      running += 1;
      most = Math.max(most, running);
      return read(...args).finally(() => (running -= 1));
    };
    const auditors = await Promise.all(Array.from({ length: CALLERS }, (_, n) => callerOf('auditor', `a-${n}`)));
    const operator = await callerOf('operator', 'olga');
    const streams = await Promise.all(
      auditors.flatMap(({ token = '' }) =>
        Array.from({ length: STREAMS_PER_CALLER }, () => Positions.open(`${url}/v1/log/events/live`, token)),
      ),
    );
    while (streams.some(({ seen }) => seen.length < EVENTS)) {
      expect((await operator.get('/v1/health')).status).toBe(200);
      answered += 1;
      if (answered === ANSWERS) resume();
      for (let turn = 0; turn < 20; turn += 1) await nextTurn();
    }

    const whole = Array.from({ length: EVENTS }, (_, n) => n + 1);
    for (const { seen } of streams) expect(seen).toEqual(whole);
    expect(answered).toBeGreaterThanOrEqual(ANSWERS);
    expect(most).toBeLessThanOrEqual(CATCHING_UP);
    expect(pages).toBeGreaterThanOrEqual(streams.length * 2);
    const eventsReadHere = readHere.mock.results.flatMap(({ value }) => (value as { events: unknown[] }).events);
    expect(eventsReadHere).toEqual([]);
    for (const stream of streams) stream.close();
  }, 120_000);
});

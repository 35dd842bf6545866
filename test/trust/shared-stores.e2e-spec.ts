import type { StoredEvent } from '@ledgerdesk/event-store';
import type { SavedCheckpoint } from '@ledgerdesk/integrity';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openTreeReader, storageConfigOf } from '../../apps/server/storage.js';
import { CHAT, TICKET, withAcme } from '../support/http/acme-fixture.js';
import type { Caller, Reply } from '../support/http/caller.js';
import { TestEngine } from '../support/http/test-engine.js';
import { openRemoteLog, type TestStores } from '../support/http/test-stores.js';
import { PostgresServer } from '../support/postgres/server.js';
import { runs } from '../support/runs.js';
import { checkStores } from './checked-codes.js';
import { Choices } from './random.js';
import { verifierFindings } from './verified-export.js';

const NOW = '2026-11-27T07:30:00.000Z';
/** Number of histories, and of commands before and after the engine that signs has ended. */
const HISTORIES = { short: 1, long: 120 };
const COMMANDS = { short: 4, long: 10 };

/** The callers of one engine. */
interface Callers {
  readonly aiko: Caller;
  readonly ben: Caller;
  readonly kenji: Caller;
}

const callersOf = async (engine: TestEngine): Promise<Callers> => ({
  aiko: await engine.member('acme', 'aiko'),
  ben: await engine.member('acme', 'ben'),
  kenji: await engine.as({ kind: 'agent', subject: 'kenji' }),
});

/** The newest checkpoint, and the key of the log, as an auditor saves them. */
const savedFrom = async ({ engine: { settings } }: TestEngine): Promise<SavedCheckpoint> => {
  const trees = await openTreeReader(storageConfigOf(settings));
  try {
    const [origin = ''] = (await trees?.origins()) ?? [];
    const tree = trees?.tree(origin);
    const [last, [key]] = [await tree?.lastCheckpoint(), (await tree?.keys()) ?? []];
    return { name: 'saved', note: last?.note ?? '', vkey: key?.vkey };
  } finally {
    await trees?.close();
  }
};

describe('a sound log of two engines at once', () => {
  let folder: string;
  let postgres: PostgresServer;
  let log: TestStores;
  let shared: Readonly<Record<string, string>>;
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'ledgerdesk-trust-'));
    [postgres, log] = await Promise.all([PostgresServer.start(), openRemoteLog()]);
    shared = { ...log.settings, LEDGER_KEY: randomBytes(32).toString('base64') };
  });
  afterEach(async () => {
    await log.close();
    await postgres.stop();
    rmSync(folder, { recursive: true });
  });

  /** Sends commands on tickets and chats, each through one of the engines. */
  const work = async (choices: Choices, engines: readonly Callers[]): Promise<void> => {
    const opened: string[] = [];
    const accept = async (sent: Promise<Reply>): Promise<Reply> => {
      const reply = await sent;
      expect([201, 200]).toContain(reply.status);
      return reply;
    };
    const steps: readonly ((callers: Callers) => Promise<unknown>)[] = [
      async ({ aiko, ben }) => {
        const { body } = await accept(choices.of([aiko, ben]).post('/v1/tickets', TICKET));
        opened.push(String(body['ticketId']));
      },
      async ({ kenji }) => {
        const id = opened.pop();
        if (id !== undefined) await accept(kenji.post(`/v1/desk/tickets/${id}/answers`, { body: 'We are on it.' }));
      },
      async ({ ben }) => {
        // 409: another chat is open. 403: the member has no live support.
        expect([201, 403, 409]).toContain((await ben.post('/v1/chats', CHAT)).status);
      },
    ];
    for (let sent = 0; sent < runs(COMMANDS); sent += 1) {
      const at = choices.of(engines);
      // Two commands of both engines at once race for places in the log.
      await Promise.all([steps[0]?.(choices.of(engines)), choices.of(steps)(at)]);
    }
  };

  const expectSound = async (engine: TestEngine, seed: number): Promise<void> => {
    const saved = await savedFrom(engine);
    const { findings } = await checkStores(engine.engine.settings, saved);
    expect({ seed, wrong: findings.filter(({ state }) => state !== 'note') }).toEqual({ seed, wrong: [] });
    const events: readonly StoredEvent[] = (
      await (engine.engine.store.all ?? engine.engine.store).readAll({
        limit: 100_000,
        maxBytes: Infinity,
      })
    ).events;
    expect(await verifierFindings(join(folder, 'log.bin'), events, saved)).toEqual([]);
  };

  const seeds = Array.from({ length: runs(HISTORIES) }, (_, index) => index + 1);

  it.each(seeds)('that share PostgreSQL is found sound, by doctor and by the verifier: %d', async (seed) => {
    const settings = { ...shared, DATABASE_URL: postgres.url };
    const here = await TestEngine.open(NOW, settings);
    const there = await TestEngine.open(NOW, settings);
    await withAcme(here);
    const choices = new Choices(seed);
    await work(choices, [await callersOf(here), await callersOf(there)]);
    await here.settled();
    await here.signed();
    await expectSound(here, seed);
    // The other engine goes on, and signs what the first one has signed and more.
    await here.close();
    await work(choices, [await callersOf(there)]);
    await there.settled();
    await there.signed();
    await expectSound(there, seed);
    await there.close();
  });

  it.each(seeds)('with rows of their own is found sound, by doctor and by the verifier: %d', async (seed) => {
    const here = await TestEngine.open(NOW, shared);
    const there = await TestEngine.open(NOW, { ...shared, ROLES: 'http,projections' });
    await withAcme(here);
    await work(new Choices(seed), [await callersOf(here), await callersOf(there)]);
    await here.settled();
    await here.signed();
    await expectSound(here, seed);
    await there.close();
    await here.close();
  });
});

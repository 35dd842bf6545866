import { decode } from '@ledgerdesk/event-store';
import { PROJECTIONS } from '@ledgerdesk/projections';
import { replayAll } from '@ledgerdesk/runtime';
import { diagnose } from '../../apps/cli/doctor/diagnose.js';
import { TICKET } from '../support/http/acme-fixture.js';
import { TestEngine } from '../support/http/test-engine.js';
import { PostgresServer } from '../support/postgres/server.js';
import { ReleaseFixture } from '../support/release-fixture.js';

const FIXTURE = new ReleaseFixture('0.1.0');
/** A time after the last event of the fixture. */
const NOW = '2026-12-07T01:00:00.000Z';
const EVENTS = 80;
/** Excludes timers and processes, which would record further events and attempts. */
const ROLES = 'http,projections';

/** Opens the stores of 0.1.0 and waits until the read models have caught up. */
const upgrade = async (settings: Readonly<Record<string, string>> = {}): Promise<TestEngine> => {
  const opened = await TestEngine.open(NOW, { ROLES, ...settings }, async (folder) => FIXTURE.restoreFolder(folder));
  await caughtUp(opened);
  return opened;
};

const caughtUp = async ({ engine: { projectionProgress, store } }: TestEngine): Promise<void> => {
  expect(await projectionProgress.waitFor(await store.head(), 30_000)).toBe(true);
};

const expectRowsOfRebuild = async ({ engine: { rows, store } }: TestEngine): Promise<void> => {
  const rebuilt = await replayAll(PROJECTIONS, { log: store, decode });
  for (const { name } of PROJECTIONS)
    expect([name, new Map((await rows.find(name)).map(({ key, row }) => [key, row]))]).toEqual([
      name,
      rebuilt.get(name),
    ]);
};

const expectAppendable = async (upgraded: TestEngine): Promise<void> => {
  const { log } = upgraded.engine;
  expect((await log.readAll({ limit: 1_000 })).events).toHaveLength(EVENTS);
  const aiko = await upgraded.member('acme', 'aiko');
  expect((await aiko.post('/v1/tickets', TICKET)).status).toBe(201);
  expect((await log.readAll({ limit: 1_000 })).events.length).toBeGreaterThan(EVENTS);
};

/** Messages of the fixture: deliveries whose first attempts failed. */
const messagesIn = async ({ engine: { outbox } }: TestEngine) =>
  (await outbox.messages({ channel: 'webhook', state: 'waiting' }, { limit: 10 })).map(
    ({ id, attempts, lastError }) => ({ id, attempts, lastError }),
  );
const lastError = 'getaddrinfo ENOTFOUND console.example';

describe('data of version 0.1.0', () => {
  let upgraded: TestEngine;
  afterEach(() => upgraded.close());

  describe('in a data folder', () => {
    beforeEach(async () => {
      upgraded = await upgrade();
    });

    it('has a log that can be read and appended to, and rows equal to a rebuild', async () => {
      await expectAppendable(upgraded);
      await caughtUp(upgraded);
      await expectRowsOfRebuild(upgraded);
    });

    it('keeps outbox messages, checkpoints of processes and heartbeats', async () => {
      expect(await messagesIn(upgraded)).toEqual([
        { id: '3204a55e-9bbe-5c9c-9f53-6e5ad225c1ee', attempts: 2, lastError },
      ]);
      const { outbox, presence, store } = upgraded.engine;
      expect(await outbox.loadCheckpoint('webhooks')).toEqual({ logId: store.logId, position: '78' });
      expect(await presence.lastSeen('kenji')).toBe('2026-11-28T19:38:40.383Z');
    });

    it('passes doctor', async () => {
      const findings = await diagnose(upgraded.engine.settings);
      expect(findings.filter(({ state }) => state !== 'good')).toEqual([]);
      expect(findings.map(({ what }) => what)).toEqual(expect.arrayContaining(['log integrity', 'attachments']));
    });

    it('opens again after the upgrade', async () => {
      await upgraded.restart(NOW);
      expect(await messagesIn(upgraded)).toHaveLength(1);
      await expectRowsOfRebuild(upgraded);
    });
  });

  describe('with persistent subscriptions', () => {
    it('serves the event log over EventStoreDB’s protocol', async () => {
      upgraded = await upgrade({ ESDB_PORT: '0' });
      expect(upgraded.engine.gateway?.port).toBeGreaterThan(0);
    });
  });

  describe('in a PostgreSQL database', () => {
    let server: PostgresServer;
    beforeAll(async () => {
      server = await PostgresServer.start();
      await server.run(FIXTURE.postgresSql);
    }, 60_000);
    afterAll(() => server.stop());

    it('keeps outbox messages, heartbeats and attachments, and has rows equal to a rebuild', async () => {
      upgraded = await upgrade({ DATABASE_URL: server.url });
      expect(await messagesIn(upgraded)).toEqual([
        { id: '760473a0-6d78-5543-973c-77ecaaab8ab6', attempts: 1, lastError },
        { id: '5c80d70c-72e1-55d6-b6e4-6265e4bab717', attempts: 1, lastError },
      ]);
      const { attachments, presence } = upgraded.engine;
      expect(await presence.lastSeen('kenji')).toMatch(/^2026-11-28T19:3/);
      const stored: string[] = [];
      for await (const sha256 of attachments.listOlderThan(NOW)) stored.push(sha256);
      expect(stored).toEqual(['16bc21a34aa2b52aa4350efecf53f84354b1ef1e2af5ca2b3d59db6692a92437']);
      await expectRowsOfRebuild(upgraded);
      await expectAppendable(upgraded);
    });
  });
});

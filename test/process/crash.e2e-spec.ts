import { decode } from '@ledgerdesk/event-store';
import { openSqliteLog } from '@ledgerdesk/event-store/sqlite';
import { PROJECTIONS } from '@ledgerdesk/projections';
import { openReadStore } from '@ledgerdesk/read-store/sqlite';
import { LiveRunner, ProjectionProgress, replayAll } from '@ledgerdesk/runtime';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { issueToken } from '../../apps/cli/token/token.command.js';
import { settingsFrom } from '../../apps/server/index.js';
import { TEAM, TICKET } from '../support/http/acme-fixture.js';
import { Caller } from '../support/http/caller.js';
import { EngineProcesses } from '../support/http/engine-process.js';
import { runs } from '../support/runs.js';

const ROUNDS = runs({ short: 3, long: 50 });
const ACKNOWLEDGED_PER_ROUND = 60;
const CONNECTIONS = 8;

describe('an engine killed with SIGKILL under load', () => {
  const folder = mkdtempSync(join(tmpdir(), 'ledgerdesk-crash-'));
  const settings = settingsFrom({ DATA_DIR: folder });
  const engines = new EngineProcesses();
  afterAll(async () => {
    await engines.close();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Opens tickets on several connections until the server stops responding. */
  const load = async (aiko: Caller, acknowledged: string[], onEnough: () => void): Promise<void> => {
    const goal = acknowledged.length + ACKNOWLEDGED_PER_ROUND;
    await Promise.all(
      Array.from({ length: CONNECTIONS }, async () => {
        for (;;) {
          const reply = await aiko.post('/v1/tickets', TICKET).catch(() => undefined);
          if (!reply) return;
          expect(reply.status).toBe(201);
          acknowledged.push(String(reply.body['ticketId']));
          if (acknowledged.length >= goal) onEnough();
        }
      }),
    );
  };

  it(
    `loses no acknowledged command, and its read models match a replay, ${ROUNDS} times in a row`,
    async () => {
      const acknowledged: string[] = [];
      for (let round = 0; round < ROUNDS; round += 1) {
        const engine = await engines.start({ DATA_DIR: folder });
        const as = async (options: Omit<Parameters<typeof issueToken>[0], 'days'>) =>
          new Caller(() => engine.url, await issueToken({ days: 1, ...options }, settings));
        if (round === 0) {
          const operator = await as({ kind: 'operator' });
          await operator.post('/v1/teams', TEAM);
          await operator.post('/v1/teams/acme/members', {
            memberId: 'aiko',
            name: 'Aiko',
            email: 'aiko@acme.example',
            language: 'en',
            roles: ['team_admin'],
          });
        }
        const aiko = await as({ kind: 'member', team: 'acme', subject: 'aiko' });
        await load(aiko, acknowledged, () => void engine.kill());
        expect(await engine.kill()).toEqual({ code: null, signal: 'SIGKILL' });
      }
      const log = openSqliteLog({ file: join(folder, 'events.db') });
      expect(await log.integrityCheck()).toEqual([]);
      const rows = await replayAll(PROJECTIONS, { log, decode });
      const tickets = rows.get('ticket-list');
      expect(acknowledged.length).toBeGreaterThanOrEqual(ROUNDS * ACKNOWLEDGED_PER_ROUND);
      expect(acknowledged.filter((ticketId) => !tickets?.has(ticketId))).toEqual([]);
      const store = await openReadStore(join(folder, 'read.db'));
      const projectionProgress = new ProjectionProgress();
      const runner = new LiveRunner({ log, store, decode, projections: PROJECTIONS });
      runner.progress.subscribe((statuses) => projectionProgress.report(statuses));
      await runner.start();
      expect(await projectionProgress.waitFor(await log.head(), 30_000)).toBe(true);
      for (const projection of PROJECTIONS) {
        const live = await store.page(projection, undefined, 1_000_000);
        expect(new Map(live.map(({ key, row }) => [key, row]))).toEqual(rows.get(projection.name));
      }
      await runner.stop();
      await store.close();
      await log.close();
    },
    ROUNDS * 60_000,
  );
});

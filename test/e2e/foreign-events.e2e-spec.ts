import { openSqliteEventStore } from '@ledgerdesk/event-store/sqlite';
import { encodeForeign, EngineLog } from '@ledgerdesk/event-store';
import { EVENT_TYPES, definitionOf } from '@ledgerdesk/events';
import { PROJECTIONS } from '@ledgerdesk/projections';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { exportLog } from '../../apps/cli/export/export-log.js';
import { replayReadModel } from '../../apps/cli/replay/replay-read-model.js';
import { diagnose } from '../../apps/cli/doctor/diagnose.js';
import { collect } from '../support/collect.js';
import { TICKET, withAcme } from '../support/http/acme-fixture.js';
import type { Caller } from '../support/http/caller.js';
import { TestEngine } from '../support/http/test-engine.js';
import { WebhookReceiver } from '../support/http/webhook-receiver.js';

const NOW = '2026-11-27T07:30:00.000Z';

/** An event that a client of the log recorded. */
const foreign = (type: string, data: unknown) =>
  encodeForeign(
    {
      id: randomUUID(),
      type,
      contentType: 'application/json',
      data: Buffer.from(JSON.stringify(data)),
      metadata: Buffer.alloc(0),
    },
    NOW,
  );

/**
 * Records an event of every engine type in streams of clients, as version 0.1.0 allowed: once as the engine would, with
 * `mark` in its ids, and once with garbage.
 */
const forgeEvents =
  (webhookUrl: string) =>
  async (folder: string): Promise<void> => {
    const store = await openSqliteEventStore({ file: join(folder, 'events.db'), thread: false });
    for (const type of EVENT_TYPES) {
      const sample = {
        ...definitionOf(type)?.sample,
        ...(type === 'WebhookRegistered' && { url: webhookUrl, types: [] }),
      };
      const forged = JSON.parse(JSON.stringify(sample).replaceAll('t-1', 'forged-1')) as unknown;
      await store.append('evil-1', 'any', [foreign(type, forged), foreign(type, 'garbage'), foreign(type, null)]);
    }
    await store.close();
  };

describe('events of engine types that clients recorded in their own streams', () => {
  let receiver: WebhookReceiver;
  let engine: TestEngine;
  let operator: Caller;
  let aiko: Caller;
  beforeAll(async () => {
    receiver = await WebhookReceiver.open();
    engine = await TestEngine.open(NOW, { WEBHOOK_PRIVATE_ADDRESSES: 'true' }, forgeEvents(receiver.url));
    ({ operator, aiko } = await withAcme(engine));
    await aiko.post('/v1/tickets', TICKET);
    await engine.settled();
  });
  afterAll(async () => {
    await engine.close();
    await receiver.close();
  });

  it('change no read model, live or replayed, and stop none', async () => {
    const analyst = await engine.as({ kind: 'analyst' });
    for (const { name } of PROJECTIONS) {
      const { status, body } = await analyst.get(`/v1/read-models/${name}`);
      expect([name, status]).toEqual([name, 200]);
      expect(JSON.stringify(body)).not.toContain('forged');
      const replayed = await replayReadModel(
        new EngineLog(engine.engine.log, { unsealer: engine.engine.store.unsealer }),
        {
          projection: name,
          by: 'recorded',
          format: 'json',
        },
      );
      expect(replayed).not.toContain('forged');
    }
    expect(engine.engine.projectionProgress.status().filter(({ state }) => state === 'poisoned')).toEqual([]);
  });

  it('are handled by no process: nothing is sent, and no command follows', async () => {
    await engine.advanceTo('2026-11-27T07:35:00.000Z');
    expect(receiver.received).toEqual([]);
    expect(await engine.engine.outbox.messages({}, { limit: 10 })).toEqual([]);
    expect(engine.engine.workers.processStatus()?.filter(({ state }) => state !== 'running')).toEqual([]);
    const { events } = await engine.engine.log.readAll({ limit: 10_000 });
    expect(events.filter(({ stream }) => stream !== 'evil-1' && stream.includes('forged'))).toEqual([]);
  });

  it('appear in no export and in no route of the log', async () => {
    const auditor = await engine.as({ kind: 'auditor' });
    const items = await collect(auditor.client().items('/v1/log/events', { query: { limit: 1_000 } }));
    expect(items.length).toBeGreaterThan(3);
    const written: unknown[] = [];
    const stdout = jest.spyOn(process.stdout, 'write').mockImplementation((text) => {
      written.push(text);
      return true;
    });
    await exportLog(new EngineLog(engine.engine.log, { unsealer: engine.engine.store.unsealer }), {
      format: 'jsonl',
      after: '0',
    });
    stdout.mockRestore();
    for (const shown of [JSON.stringify(items), written.join('')]) {
      expect(shown).toContain('TeamRegistered');
      expect(shown).not.toContain('evil-1');
    }
  });

  it('are no trouble for the checks of doctor', async () => {
    const findings = await diagnose(engine.engine.settings);
    expect(findings.filter(({ state }) => state === 'trouble')).toEqual([]);
    expect((await operator.get('/health/ready')).status).toBe(200);
  });
});

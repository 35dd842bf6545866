import Database from 'better-sqlite3';
import { writeFileSync } from 'node:fs';
import { TICKET, type TeamCallers, withAcme } from '../support/http/acme-fixture.js';
import { TestEngine } from '../support/http/test-engine.js';
import { until } from '../support/http/until.js';

const NOW = '2026-11-27T07:30:00.000Z';

/** Changes rows of a log as someone with access to its file could. */
const damage = (file: string, ...statements: readonly string[]): void => {
  const db = new Database(file);
  for (const statement of statements) db.exec(statement);
  db.close();
};

describe('the erasure of people of whom texts cannot be read', () => {
  let engine: TestEngine;
  let acme: TeamCallers;
  const tickets = { aiko: '', ben: '' };

  beforeAll(async () => {
    engine = await TestEngine.open(NOW);
    acme = await withAcme(engine);
    for (const name of ['aiko', 'ben'] as const) {
      const { body } = await acme[name].post('/v1/tickets', TICKET);
      tickets[name] = String(body['ticketId']);
      await acme[name].post('/v1/teams/acme/add-on-inquiries', { product: 'dash', message: 'How much is it?' });
    }
    await engine.settled();
    const { events, subjectKeys, keyBackups } = engine.engine.folder;
    await engine.restart(NOW, async () => {
      damage(
        events,
        'DROP TRIGGER events_no_update',
        `UPDATE events SET data = replace(data, '"box":"', '"box":"AAAA') WHERE stream = 'ticket-${tickets.aiko}'`,
      );
      writeFileSync(keyBackups, JSON.stringify({ places: ['/nowhere/keys'] }));
      damage(subjectKeys, "DELETE FROM subject_key WHERE kind = 'member' AND subject_id = 'acme.ben'");
    });
  });
  afterAll(() => engine.close());

  const erasureOf = async (id: string) => {
    const { status, body } = await acme.operator.post('/v1/privacy/erasures', { kind: 'member', id });
    expect({ status, body }).toMatchObject({ status: 201 });
    return `/v1/privacy/erasures/${String(body['erasureId'])}`;
  };

  it('completes, with a damaged box as with a lost key, and makes what is left readable', async () => {
    expect((await acme.kenji.get(`/v1/desk/tickets/${tickets.ben}/history`)).status).toBe(503);
    const erasures = [await erasureOf('acme.ben'), await erasureOf('acme.aiko')];
    const states = () => Promise.all(erasures.map(async (path) => (await acme.operator.get(path)).body['state']));
    await until(async () => (await states()).every((state) => state === 'completed'));
    // Processes that a missing key had stopped try again.
    await engine.advance(60_000);
    await engine.settled();
    await until(async () => engine.engine.keyBackups?.status.length === 1);
    for (const path of erasures)
      expect((await acme.operator.get(path)).body).toMatchObject({
        state: 'completed',
        erased: { tickets: 1, inquiries: 1 },
        unreachedKeyBackups: [{ place: '/nowhere/keys', failure: expect.stringContaining('nowhere') as string }],
      });
    for (const id of Object.values(tickets))
      expect((await acme.kenji.get(`/v1/desk/tickets/${id}/history`)).status).toBe(200);
    const auditor = await engine.as({ kind: 'auditor' });
    expect((await auditor.get('/v1/log/events?limit=1000')).status).toBe(200);
  });
});

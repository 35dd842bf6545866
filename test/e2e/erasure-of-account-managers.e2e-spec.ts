import { derivedId } from '@ledgerdesk/application';
import { decode } from '@ledgerdesk/event-store';
import { isLogged } from '@ledgerdesk/events';
import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TeamCallers, withAcme } from '../support/http/acme-fixture.js';
import { TestEngine } from '../support/http/test-engine.js';

/** Length of a run of bytes that must not be found. */
const RUN = 8;
const REPLACED = randomBytes(9).toString('hex');
const MANAGER = randomBytes(9).toString('hex');
const SUCCESSOR = randomBytes(9).toString('hex');
const VIEW = 'Waiting for Ben';

describe('the erasure of an account manager', () => {
  let engine: TestEngine;
  let acme: TeamCallers;
  beforeAll(async () => {
    engine = await TestEngine.open();
    acme = await withAcme(engine);
    for (const accountManager of [REPLACED, MANAGER]) await assign(accountManager);
    await engine.settled();
  });
  afterAll(() => engine.close());

  const assign = (accountManager: string) => acme.operator.put('/v1/teams/acme/account-manager', { accountManager });
  const erase = (id: string) => acme.operator.post('/v1/privacy/erasures', { kind: 'account-manager', id });
  const held = async (id: string) => acme.operator.get(`/v1/privacy/subjects/account-manager/${id}`);
  const team = async () => (await acme.operator.get('/v1/teams/acme')).body;

  const filesWith = (secrets: readonly Buffer[]): readonly string[] => {
    const runs = secrets.flatMap((secret) =>
      Array.from({ length: secret.length - RUN + 1 }, (_, at) => secret.subarray(at, at + RUN)),
    );
    return readdirSync(engine.engine.folder.path, { withFileTypes: true, recursive: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .filter((file) => {
        const content = readFileSync(file);
        return runs.some((run) => content.includes(run));
      });
  };

  it('P4 leaves no run of 8 bytes of those who looked after the team, or of their key', async () => {
    const key = await engine.engine.keys?.keyFor({ kind: 'account-manager', id: 'acme' });
    const secrets = [Buffer.from(REPLACED), Buffer.from(MANAGER), Buffer.from(key?.secret ?? [])];
    expect(JSON.stringify((await held('acme')).body)).toContain(REPLACED);
    expect(filesWith(secrets)).not.toEqual([]);
    expect(
      await acme.operator.post('/v1/privacy/erasures/preview', { kind: 'account-manager', id: 'acme' }),
    ).toMatchObject({ status: 200, body: { erasable: true, tickets: 0 } });
    const [{ status, body }, again] = await Promise.all([erase('acme'), erase('acme')]);
    expect([status, again.body['erasureId']]).toEqual([201, body['erasureId']]);
    await engine.settled();
    expect(await acme.operator.get(`/v1/privacy/erasures/${String(body['erasureId'])}`)).toMatchObject({
      body: { state: 'completed', kind: 'account-manager', id: 'acme' },
    });
    expect(filesWith(secrets)).toEqual([]);
    expect(await team()).toMatchObject({ accountManager: null });
    expect(await held('acme')).toMatchObject({ status: 200, body: { erased: true } });
  });

  it('lets a successor look after the team, who can be erased too', async () => {
    expect(await assign(SUCCESSOR)).toMatchObject({ status: 200, body: { accountManager: SUCCESSOR } });
    await engine.settled();
    expect(await team()).toMatchObject({ accountManager: SUCCESSOR });
    expect((await erase('acme')).body['state']).toBe('completed');
    expect(JSON.stringify((await held('acme.2')).body)).toContain(SUCCESSOR);
    expect(await erase('acme.2')).toMatchObject({ status: 201 });
    await engine.settled();
    expect(filesWith([Buffer.from(SUCCESSOR)])).toEqual([]);
    expect(await team()).toMatchObject({ accountManager: null });
  });

  it.each(['nobody', 'acme.3', 'acme.0', 'acme.aiko'])('is refused for %s, who is none', async (id) => {
    expect(await erase(id)).toMatchObject({ status: 404, body: { type: 'urn:ledgerdesk:problem:subject-not-found' } });
  });

  it('leaves no id in the log with which names of saved views can be guessed', async () => {
    const { aiko } = acme;
    const path = `/v1/ticket-views/${encodeURIComponent(VIEW)}`;
    for (const status of ['open', 'closed']) expect(await aiko.put(path, { status })).toMatchObject({ status: 200 });
    expect(await aiko.get(path)).toMatchObject({ status: 200, body: { name: VIEW } });
    const { events } = await engine.engine.store.readAll();
    const ids = events.map(decode).flatMap((event) => (isLogged(event, ['TicketViewSaved']) ? event.data.viewId : []));
    expect(ids).toHaveLength(2);
    expect(new Set(ids).size).toBe(1);
    expect(ids).not.toContain(derivedId('ticket-view', 'acme', 'aiko', VIEW));
    expect(await aiko.delete(path)).toMatchObject({ status: 200, body: { items: [] } });
  });
});

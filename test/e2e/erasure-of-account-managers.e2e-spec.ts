import { commandEnvelope, commandIdOf, derivedId } from '@ledgerdesk/application';
import { decode } from '@ledgerdesk/event-store';
import { isLogged } from '@ledgerdesk/events';
import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { TICKET, type TeamCallers, withAcme } from '../support/http/acme-fixture.js';
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

  it('derives no id or hash of a request from its path, where the name of a view is', async () => {
    const path = `/v1/ticket-views/${encodeURIComponent(VIEW)}`;
    const route = `/v1/ticket-views/${encodeURIComponent(VIEW)}`;
    const after = await engine.engine.store.head();
    const calls = [
      ['PUT', { status: 'open' }],
      ['DELETE', null],
    ] as const;
    const repeating = acme.aiko.with({ 'Idempotency-Key': 'one' });
    for (const [method, body] of calls)
      for (const replayed of [null, 'true']) {
        const reply = method === 'PUT' ? await repeating.put(path, body) : await repeating.delete(path);
        expect([reply.status, reply.headers.get('idempotency-replayed')]).toEqual([200, replayed]);
      }
    const { events } = await engine.engine.log.readAll({ after });
    expect(events.map(({ type }) => type)).toEqual(['TicketViewSaved', 'TicketViewRemoved']);
    const recorded = events.map(({ metadata }) => metadata).join();
    for (const [method, body] of calls) {
      const actor = { kind: 'member', id: 'acme.aiko' } as const;
      const commandId = commandIdOf({ tenant: 'main', actor, route: `${method} ${route}`, idempotencyKey: 'one' });
      const { requestHash } = commandEnvelope({ commandId, request: { path: route, body }, actor, tenant: 'main' });
      for (const guess of [commandId, requestHash]) expect(recorded).not.toContain(guess);
    }
  });

  it('keeps nothing readable of an upload of someone who was erased before it was attached', async () => {
    const content = randomBytes(30).toString('hex');
    const { body } = await acme.ben.upload(content, 'draft.txt');
    expect(await acme.operator.post('/v1/privacy/erasures', { kind: 'member', id: 'acme.ben' })).toMatchObject({
      status: 201,
    });
    await engine.settled();
    expect(filesWith([Buffer.from(content)])).toEqual([]);
    const uploads = [body['uploadId']];
    for (const caller of [acme.ben, acme.aiko])
      expect((await caller.post('/v1/tickets', { ...TICKET, uploads })).status).toBeGreaterThanOrEqual(400);
    expect((await acme.ben.upload('more', 'more.txt')).status).toBe(403);
  });

  it('leaves nothing of the name of an agent, as a consultant neither', async () => {
    const name = randomBytes(12).toString('hex');
    const agent = { agentId: 'rin', name, languages: ['en'], products: ['dropbox'] };
    expect(await acme.operator.post('/v1/desk/agents', agent)).toMatchObject({ status: 201 });
    await engine.settled();
    expect(filesWith([Buffer.from(name)])).not.toEqual([]);
    expect(await acme.operator.post('/v1/privacy/erasures', { kind: 'agent', id: 'rin' })).toMatchObject({
      status: 201,
    });
    await engine.settled();
    expect(filesWith([Buffer.from(name)])).toEqual([]);
    expect(await acme.operator.get('/v1/privacy/subjects/consultant/rin')).toMatchObject({ body: { erased: true } });
  });
});

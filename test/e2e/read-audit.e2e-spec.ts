import { MINUTE } from '@ledgerdesk/kernel';
import { signerFromSeed } from '@ledgerdesk/ledger';
import { checkReadAudit, readVerifiers } from '@ledgerdesk/read-audit';
import Database from 'better-sqlite3';
import { aRead } from '../../libs/read-audit/contract/samples.js';
import { TICKET, withTeam } from '../support/http/acme-fixture.js';
import type { Body, Caller } from '../support/http/caller.js';
import { EventSource } from '../support/http/event-source.js';
import { expectProblem } from '../support/http/expect-problem.js';
import { enginesOfFile } from '../support/http/shared-engine.js';
import type { TestEngine } from '../support/http/test-engine.js';
import { until } from '../support/http/until.js';

const NOW = '2026-11-27T07:30:00.000Z';

describe('the read audit', () => {
  const engines = enginesOfFile();
  let engine: TestEngine;
  let teamId: string;
  let aiko: Caller;
  let kenji: Caller;
  let auditor: Caller;
  let ticketId: string;
  beforeEach(async () => {
    engine = engines.shared;
    teamId = engines.newTeamId();
    ({ aiko } = await withTeam(engine, teamId));
    kenji = await engine.as({ kind: 'agent', subject: `kenji-${teamId}` });
    auditor = await engine.as({ kind: 'auditor', subject: `auditor-${teamId}` });
    ticketId = String((await aiko.post('/v1/tickets', TICKET)).body['ticketId']);
    await engine.settled();
  });

  const readsOf = async (query: string): Promise<readonly Body[]> =>
    (await auditor.get(`/v1/audit/reads?${query}`)).body['items'] as readonly Body[];
  const byKenji = () => readsOf(`caller=agent:kenji-${teamId}`);

  it('has each read of staff with the people and resources that it showed, without their texts', async () => {
    const reply = await kenji.get(`/v1/desk/tickets/${ticketId}`);
    expect(reply.status).toBe(200);
    expect(await byKenji()).toEqual([
      {
        leaf: expect.any(Number) as number,
        at: '2026-11-27T07:30:00.000Z',
        requestId: reply.headers.get('request-id'),
        caller: { kind: 'agent', id: `kenji-${teamId}` },
        onBehalfOf: null,
        method: 'GET',
        route: '/v1/desk/tickets/:ticketId',
        outcome: 'shown',
        status: 200,
        position: expect.stringMatching(/^\d+$/) as string,
        subjects: [`member:${teamId}.aiko`],
        resources: [`team:${teamId}`, `ticket:${ticketId}`],
      },
    ]);
  });

  it('names the requester of a thread, a history and a clock, which do not', async () => {
    for (const part of ['messages', 'history', 'clock']) await kenji.get(`/v1/desk/tickets/${ticketId}/${part}`);
    const reads = await byKenji();
    expect(reads.map(({ subjects }) => subjects)).toEqual(Array(3).fill([`member:${teamId}.aiko`]));
  });

  it('has the people on a page of the queue, of a directory, of the log and of a read model', async () => {
    await kenji.get(`/v1/desk/queue?team=${teamId}`);
    await kenji.get(`/v1/teams/${teamId}/members`);
    await auditor.get(`/v1/log/events?streamName=member-${teamId}.ben`);
    await auditor.get(`/v1/log/events?streamName=ticket-${ticketId}`);
    await auditor.get(`/v1/read-models/members?prefix=${teamId}.ben`);
    const [members, queue] = await byKenji();
    expect([queue?.['subjects'], members?.['subjects']]).toEqual([
      [`member:${teamId}.aiko`],
      [`member:${teamId}.aiko`, `member:${teamId}.ben`],
    ]);
    const [, model, ticket, member] = await readsOf(`caller=auditor:auditor-${teamId}`);
    expect([model?.['subjects'], ticket?.['subjects'], member?.['subjects']]).toEqual([
      [`member:${teamId}.ben`],
      [`member:${teamId}.aiko`],
      [`member:${teamId}.ben`],
    ]);
  });

  it('has a refused attempt, one on what does not exist, and one with an expired token', async () => {
    await kenji.get('/v1/log/events');
    await kenji.get('/v1/desk/tickets/none');
    const late = await engine.as({ kind: 'agent', subject: `late-${teamId}`, days: -1 } as never);
    expect((await late.get(`/v1/desk/tickets/${ticketId}`)).status).toBe(401);
    expect(await byKenji()).toMatchObject([
      { outcome: 'refused', status: 404, subjects: [], resources: ['ticket:none'], position: null },
      { outcome: 'refused', status: 403, route: '/v1/log/events' },
    ]);
    expect(await readsOf(`caller=agent:late-${teamId}`)).toMatchObject([{ outcome: 'refused', status: 401 }]);
  });

  it('counts a 304 and a HEAD, commands, and what a service reads for a member', async () => {
    const path = `/v1/desk/tickets/${ticketId}`;
    const etag = String((await kenji.get(path)).headers.get('etag'));
    expect((await kenji.with({ 'if-none-match': etag }).get(path)).status).toBe(304);
    await kenji.send('HEAD', path);
    await kenji.post(`${path}/notes`, { body: 'Known.' });
    const service = await engine.as({ kind: 'service', subject: `crm-${teamId}`, scope: 'act' });
    await service.with({ 'ledger-on-behalf-of': `${teamId}/aiko` }).get(`/v1/tickets/${ticketId}`);
    const subjects = [`member:${teamId}.aiko`];
    expect(await byKenji()).toMatchObject([
      { method: 'POST', status: 201, resources: [`ticket:${ticketId}`] },
      { method: 'HEAD', outcome: 'shown', subjects },
      { outcome: 'not-modified', status: 304, subjects },
      { outcome: 'shown', status: 200, subjects },
    ]);
    expect(await readsOf(`caller=service:crm-${teamId}`)).toMatchObject([
      { onBehalfOf: { kind: 'member', id: `${teamId}.aiko` }, resources: [`ticket:${ticketId}`], subjects },
    ]);
  });

  it('does not have what members read of their own', async () => {
    await aiko.get(`/v1/tickets/${ticketId}`);
    expect(await readsOf(`caller=member:${teamId}.aiko`)).toEqual([]);
    expect(await readsOf(`route=${encodeURIComponent('/v1/tickets/:ticketId')}&resource=ticket:${ticketId}`)).toEqual(
      [],
    );
  });

  it('has each batch of an event stream', async () => {
    const stream = await EventSource.open(kenji.address('/v1/desk/updates'), kenji);
    await aiko.post(`/v1/tickets/${ticketId}/replies`, { body: 'Hello?' });
    await stream.waitFor(2);
    stream.close();
    const batches = await readsOf(`caller=agent:kenji-${teamId}&resource=ticket:${ticketId}`);
    expect(batches).toMatchObject([
      { method: 'SSE', route: '/v1/desk/updates', outcome: 'shown', subjects: [`member:${teamId}.aiko`] },
    ]);
  });

  it('is on record itself, and is a tree that can be verified', async () => {
    await readsOf(`subject=member:${teamId}.aiko`);
    expect(await readsOf(`caller=auditor:auditor-${teamId}`)).toMatchObject([{ route: '/v1/audit/reads' }]);
    expect(await checkReadAudit(engine.engine.readAudit)).toMatchObject({ dropped: 0, findings: [] });
  });

  it('is signed by the key of the log, and extends each checkpoint that an auditor has saved', async () => {
    await kenji.get('/v1/desk/queue');
    const note = async () => String((await auditor.get('/v1/audit/reads/checkpoint')).body['text']);
    const saved = [await note()];
    await kenji.get('/v1/desk/queue');
    saved.push(await note());
    expect(new Set(saved).size).toBe(2);
    const { readAudit, secrets } = engine.engine;
    const verifiers = readVerifiers([signerFromSeed('ledgerdesk/main/1', secrets.ledgerKey()).vkey]);
    expect(await checkReadAudit(readAudit, { verifiers, saved })).toMatchObject({ findings: [] });
  });
});

describe('the retention', () => {
  const engines = enginesOfFile();

  it('drops records of reads, and says so on the log with the tree as it was', async () => {
    const engine = engines.shared;
    const auditor = await engine.as({ kind: 'auditor' });
    const { readAudit } = engine.engine;
    const old = [aRead(0), aRead(1)].map((read, n) => ({ ...read, at: `2020-01-0${n + 1}T00:00:00.000Z` }));
    for (const read of old) await readAudit.record(read);
    await auditor.get('/v1/read-models/agents');
    const { id, size, root } = await readAudit.tree();
    await engine.advance(MINUTE);
    await until(async () => (await readAudit.droppable(NOW, 9)) === undefined, undefined, { pollMs: 5 });
    const { items } = (await auditor.get('/v1/log/events?types=RetentionApplied')).body;
    expect(items).toMatchObject([
      {
        stream: 'log-retention',
        data: {
          kind: 'read-records',
          count: 2,
          from: old[0]?.at,
          to: old[1]?.at,
          policyVersion: '2026-11-30.1',
          readTree: { id, size, root: root.toString('base64'), firstLeaf: 0, lastLeaf: 1 },
        },
        metadata: { actor: { kind: 'engine', id: 'retention' }, versions: { policy: '2026-11-30.1' } },
      },
    ]);
    expect(await checkReadAudit(readAudit)).toMatchObject({ dropped: 2, findings: [] });
  });
});

describe('while reads cannot be recorded', () => {
  const engines = enginesOfFile();

  it('refuses those of staff, and nothing else', async () => {
    const { shared: engine } = engines;
    const { aiko, kenji, operator } = await withTeam(engine, 'acme');
    const ticketId = String((await aiko.post('/v1/tickets', TICKET)).body['ticketId']);
    await engine.settled();
    const path = `/v1/desk/tickets/${ticketId}`;
    const stream = await EventSource.open(kenji.address('/v1/desk/updates'), kenji);
    const file = new Database(engine.engine.folder.reads);
    file.exec('ALTER TABLE read_audit_tree RENAME TO elsewhere');

    const refused = await kenji.get(path);
    expectProblem(refused);
    expect([refused.status, refused.body['type']]).toEqual([503, 'urn:ledgerdesk:problem:read-audit-unavailable']);
    expect([refused.headers.get('retry-after'), refused.headers.get('etag')]).toEqual(['5', null]);
    expect(JSON.stringify(refused.body)).not.toContain(TICKET.subject);
    expect((await kenji.send('HEAD', path)).status).toBe(503);
    expect((await aiko.get(`/v1/tickets/${ticketId}`)).status).toBe(200);
    expect((await kenji.post(`${path}/notes`, { body: 'Known.' })).status).toBe(201);
    await stream.ended;
    expect(stream.events.at(-1)).toMatchObject({ event: 'end', data: { reason: 'read-not-recorded', status: 503 } });
    expect((await operator.get('/v1/health')).status).toBe(200);
    const ready = async () => (await aiko.get('/health/ready')).body;
    expect(await ready()).toMatchObject({ status: 'degraded', failing: ['read-audit'] });
    expect(await engine.metrics()).toContain('ledgerdesk_read_audit_writable 0');

    file.exec('ALTER TABLE elsewhere RENAME TO read_audit_tree');
    file.close();
    expect(await ready()).toMatchObject({ status: 'ok' });
    expect((await kenji.get(path)).status).toBe(200);
    expect(await checkReadAudit(engine.engine.readAudit)).toMatchObject({ findings: [] });
  });
});

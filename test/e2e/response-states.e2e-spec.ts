import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TICKET, withAcme } from '../support/http/acme-fixture.js';
import type { Body, Caller, Reply } from '../support/http/caller.js';
import { TestEngine } from '../support/http/test-engine.js';

const OPENED = '2026-11-27T07:30:00.000Z';
const DUE = '2026-11-27T11:30:00.000Z';

describe('the response state of a ticket', () => {
  let config: string;
  let engine: TestEngine;
  let aiko: Caller;
  let kenji: Caller;

  beforeAll(async () => {
    config = mkdtempSync(join(tmpdir(), 'ledgerdesk-config-'));
    cpSync('config', config, { recursive: true });
    const policy = JSON.parse(readFileSync(join(config, 'policy.json'), 'utf8')) as object;
    writeFileSync(join(config, 'policy.json'), JSON.stringify({ ...policy, holdPausesClock: true }));
    engine = await TestEngine.open(OPENED, { CONFIG_DIR: config });
    ({ aiko, kenji } = await withAcme(engine));
  });
  afterAll(async () => {
    await engine.close();
    rmSync(config, { recursive: true });
  });

  /** The response of a ticket wherever it is shown, also as of the current position. */
  const responses = async (ticketId: string, reply: Reply): Promise<readonly unknown[]> => {
    await engine.settled();
    const asOf = await engine.engine.store.head();
    const own = async (path: string) => (await aiko.get(path)).body['response'];
    const listed = async (caller: Caller, path: string) =>
      ((await caller.get(path)).body['items'] as Body[]).find((item) => item['ticketId'] === ticketId)?.['response'];
    const status = reply.body['status'] === 'solved' ? 'solved' : 'open';
    return [
      reply.body['response'],
      await own(`/v1/tickets/${ticketId}`),
      await own(`/v1/tickets/${ticketId}?asOf=${asOf}`),
      await listed(aiko, '/v1/tickets'),
      await listed(aiko, `/v1/tickets?asOf=${asOf}`),
      (await kenji.get(`/v1/desk/tickets/${ticketId}`)).body['response'],
      await listed(kenji, `/v1/desk/queue?status=${status}`),
    ];
  };

  it('E5 E10 is the same in commands, single tickets, lists, the desk and as of a position', async () => {
    const expectResponse = async (reply: Reply, expected: Body): Promise<void> => {
      const [first, ...others] = await responses(String(reply.body['ticketId']), reply);
      expect(first).toEqual(expected);
      for (const other of others) expect(other).toEqual(first);
      expect(reply.body['responseDueAt']).toBe(expected['dueAt']);
    };
    const opened = await aiko.post('/v1/tickets', TICKET);
    const desk = `/v1/desk/tickets/${String(opened.body['ticketId'])}`;
    const clock = { clock: 1, startedAt: OPENED, riskAt: null, dueAt: null, breachedAt: null, answeredAt: null };
    const running = { ...clock, state: 'running', riskAt: '2026-11-27T10:30:00.000Z', dueAt: DUE };
    await expectResponse(opened, running);
    await expectResponse(await kenji.post(`${desk}/hold`, { reason: 'Vendor.' }), { ...clock, state: 'paused' });
    await expectResponse(await kenji.post(`${desk}/resumption`), running);
    await expectResponse(await kenji.post(`${desk}/answers`, { body: 'On it.' }), {
      ...clock,
      state: 'met',
      answeredAt: OPENED,
    });
    await aiko.post(`/v1/tickets/${String(opened.body['ticketId'])}/replies`, { body: 'Still broken.' });
    await kenji.post(`${desk}/solution`);
    const unanswered = { ...clock, clock: 2, state: 'unanswered' };
    await expectResponse(await kenji.post(`${desk}/reopening`), unanswered);

    const none = await aiko.post('/v1/tickets', { ...TICKET, product: 'dash' });
    const standard = { ...clock, state: 'none', clock: null, startedAt: null };
    await expectResponse(none, standard);
    const answers = `/v1/desk/tickets/${String(none.body['ticketId'])}/answers`;
    await expectResponse(await kenji.post(answers, { body: 'On it.' }), { ...standard, answeredAt: OPENED });

    const late = await aiko.post('/v1/tickets', TICKET);
    await engine.advanceTo('2026-11-27T12:00:00.000Z');
    const lateDesk = `/v1/desk/tickets/${String(late.body['ticketId'])}`;
    await expectResponse(await kenji.post(`${lateDesk}/assignment`, { agentId: 'kenji' }), {
      ...running,
      breachedAt: DUE,
    });
    await expectResponse(await kenji.post(`${lateDesk}/answers`, { body: 'Sorry.' }), {
      ...clock,
      state: 'late',
      breachedAt: DUE,
      answeredAt: '2026-11-27T12:00:00.000Z',
    });
  });
});

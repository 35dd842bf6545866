import Database from 'better-sqlite3';
import { createServer } from 'node:http';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SMTPServer } from 'smtp-server';
import { issueToken } from '../../apps/cli/token/token.command.js';
import { settingsFrom } from '../../apps/server/index.js';
import { CALLBACK, CHAT, TEAM, TICKET } from '../support/http/acme-fixture.js';
import { Caller, type Reply } from '../support/http/caller.js';
import { type EngineProcess, EngineProcesses } from '../support/http/engine-process.js';
import { freePort } from '../support/http/free-port.js';
import { until } from '../support/http/until.js';

/** Begins every text of a person, and occurs nowhere else. */
const MARK = 'xqzjv';
const PHONE = '+81 3-7391-4862';
const text = (what: string): string => `${MARK} ${what}`;
const EMAIL = `${MARK}.aiko@acme.example`;

describe('what a process writes', () => {
  const folder = mkdtempSync(join(tmpdir(), 'ledgerdesk-lines-'));
  const engines = new EngineProcesses();
  /** Answers every webhook with an error that repeats what it got. */
  const failing = createServer((request, response) => {
    request.on('data', () => undefined).on('end', () => response.writeHead(500).end(text('webhook answer')));
  });
  /** Refuses every mail, and names whom it is for. */
  const refusing = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo: (address, _, done) => done(new Error(`${address.address} ${text('is not known')}`)),
  });
  let engine: EngineProcess;
  let metricsPort: number;
  let refusals = 0;

  beforeAll(async () => {
    failing.listen(0, '127.0.0.1');
    await once(failing, 'listening');
    refusing.listen(0, '127.0.0.1');
    metricsPort = await freePort();
    engine = await engines.start({
      DATA_DIR: folder,
      LOG_LEVEL: 'debug',
      METRICS_PORT: String(metricsPort),
      WEBHOOK_PRIVATE_ADDRESSES: 'true',
      SMTP_URL: `smtp://127.0.0.1:${(refusing.server.address() as AddressInfo).port}`,
      MAIL_FROM: 'support@example.com',
    });
  }, 60_000);
  afterAll(async () => {
    await engines.close();
    failing.close();
    await new Promise<void>((resolve) => refusing.close(resolve));
    rmSync(folder, { recursive: true, force: true });
  });

  const as = async (options: Partial<Parameters<typeof issueToken>[0]>): Promise<Caller> =>
    new Caller(
      () => engine.url,
      await issueToken({ kind: 'operator', days: 1, ...options }, settingsFrom({ DATA_DIR: folder })),
    );
  const done = async (reply: Promise<Reply>): Promise<Reply> => {
    const { status, ...rest } = await reply;
    if (status >= 300) throw new Error(`${status} ${JSON.stringify(rest.body)}`);
    return { status, ...rest };
  };
  const refused = async (reply: Promise<Reply>): Promise<void> => {
    const { status, body } = await reply;
    if (status < 400) throw new Error(`Not refused: ${status} ${JSON.stringify(body)}`);
    refusals += 1;
  };

  /** What everybody does, with texts in it. */
  const useEverything = async (): Promise<void> => {
    const operator = await as({});
    await done(operator.post('/v1/teams', TEAM));
    const member = { name: text('name'), email: EMAIL, language: 'en', roles: ['team_admin'] };
    await done(operator.post('/v1/teams/acme/members', { memberId: 'aiko', ...member }));
    const [aiko, kenji] = [
      await as({ kind: 'member', team: 'acme', subject: 'aiko' }),
      await as({ kind: 'agent', subject: 'kenji' }),
    ];
    const service = await as({ kind: 'service', subject: 'console' });
    const { port } = failing.address() as AddressInfo;
    const url = `http://127.0.0.1:${port}/?token=${MARK}`;
    await done(service.post('/v1/webhooks', { url, types: ['TicketOpened', 'TicketAnswered'] }));
    const offer = { product: 'dropbox', edition: 'essentials' };
    const { body: quote } = await done(aiko.post('/v1/teams/acme/add-ons/quotes', offer));
    await done(aiko.post('/v1/teams/acme/add-ons', { quoteId: quote['quoteId'] }));
    await done(operator.put('/v1/teams/acme/account-manager', { accountManager: `${MARK}-manager` }));
    const { uploadId } = (await done(aiko.upload(text('file'), `${MARK}.txt`))).body;
    const ticket = { ...TICKET, subject: text('subject'), body: text('body') };
    const { ticketId } = (await done(aiko.post('/v1/tickets', { ...ticket, uploads: [uploadId] }))).body;
    const path = `/v1/desk/tickets/${String(ticketId)}`;
    await done(aiko.post(`/v1/tickets/${String(ticketId)}/replies`, { body: text('reply') }));
    await done(kenji.post(`${path}/answers`, { body: text('answer') }));
    await done(kenji.post(`${path}/notes`, { body: text('note') }));
    await done(kenji.post(`${path}/hold`, { reason: text('hold') }));
    await done(aiko.post('/v1/chats', { ...CHAT, message: text('chat') }));
    await done(aiko.post('/v1/callbacks', { ...CALLBACK, phone: PHONE, reason: text('callback') }));
    await done(aiko.post('/v1/teams/acme/add-on-inquiries', { product: 'dash', message: text('inquiry') }));
    await done(aiko.put(`/v1/ticket-views/${encodeURIComponent(text('view'))}`, { q: text('search') }));
    await done(kenji.get(`/v1/desk/queue?q=${encodeURIComponent(text('search'))}`));
    await done(aiko.get(`/v1/tickets?q=${encodeURIComponent(text('search'))}`));
    await done(operator.get('/v1/privacy/subjects/member/acme.aiko'));

    const twice = { ...ticket, uploads: [uploadId, text('upload')] };
    await refused(aiko.post('/v1/tickets', twice));
    await refused(aiko.post('/v1/tickets', { ...ticket, product: text('product'), extra: text('extra') }));
    await refused(aiko.post('/v1/tickets', `{"subject":"${text('subject')}","body":"cut`));
    await refused(aiko.post('/v1/callbacks', { ...CALLBACK, phone: `${PHONE} ${MARK}` }));
    await refused(aiko.get(`/v1/tickets?cursor=${MARK}&q=${MARK}`));
    await refused(aiko.get(`/v1/tickets/${MARK}`));
    await refused(aiko.get(`/v1/${MARK}/${encodeURIComponent(EMAIL)}`));
    await refused(aiko.get(`/v1/ticket-views/${encodeURIComponent(text('unknown'))}`));
    await refused(aiko.upload(text('file'), `${MARK}.txt`, 'text/plain', MARK));
    await refused(aiko.with({ 'idempotency-key': `${MARK} \u00e9` }).post('/v1/tickets', ticket));
    await refused(aiko.with({ 'content-type': `text/${MARK}` }).send('POST', '/v1/tickets', text('plain')));
    await refused(aiko.with({ authorization: `Bearer ${MARK}` }).get('/v1/tickets'));
    await refused(operator.post('/v1/teams/acme/members', { memberId: text('id'), ...member, email: MARK }));
    await refused(operator.post('/v1/privacy/erasures', { kind: 'member', id: `acme.${MARK}` }));
    await refused(kenji.post(`${path}/notes`, { body: text('note').repeat(100_000) }));
  };

  /** Damages every row, so that what reads it fails. */
  const damageRows = (): void => {
    const database = new Database(join(folder, 'read.db'));
    const tables = database
      .prepare<[], string>("SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table'")
      .pluck()
      .all();
    for (const table of tables) {
      const columns = database.prepare<[], string>(`SELECT name FROM pragma_table_info('${table}')`).pluck().all();
      for (const column of table.startsWith('sqlite_') ? [] : columns) {
        const json = `typeof("${column}") = 'text' AND "${column}" LIKE '{%'`;
        database
          .prepare(`UPDATE "${table}" SET "${column}" = ? WHERE ${json}`)
          .run(`{"subject":"${text('row')}" broken`);
      }
    }
    database.close();
  };

  it('has no text of a person, whatever they send and whatever fails', async () => {
    await useEverything();
    for (const channel of ['webhook', 'mail'])
      await until(() => engine.output.includes(`Could not deliver ${channel} message`));
    damageRows();
    const [aiko, kenji] = [
      await as({ kind: 'member', team: 'acme', subject: 'aiko' }),
      await as({ kind: 'agent', subject: 'kenji' }),
    ];
    const damaged = await Promise.all([
      aiko.get('/v1/tickets'),
      kenji.get('/v1/desk/queue'),
      (await as({})).get('/v1/teams/acme/members/aiko'),
    ]);
    expect(damaged.some(({ status }) => status >= 500)).toBe(true);
    const metrics = await (await fetch(`http://127.0.0.1:${metricsPort}/metrics`)).text();
    await engine.stop();
    expect(refusals).toBeGreaterThan(10);
    expect(metrics).toContain('ledgerdesk_');
    const written = [...engine.output.split('\n'), ...metrics.split('\n')];
    expect(written.length).toBeGreaterThan(50);
    const personal = written.filter((line) => line.includes(MARK) || line.includes(PHONE.slice(-9)));
    expect(personal).toEqual([]);
  }, 90_000);
});

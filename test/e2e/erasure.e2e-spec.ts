import { memberSubject, ticketStream } from '@ledgerdesk/events';
import {
  openNote,
  parseCheckpoint,
  parseProof,
  parseVerifierKey,
  type TreeCheckpoint,
  verifyBundle,
  verifyConsistency,
} from '@ledgerdesk/ledger';
import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { diagnoseDeeply } from '../../apps/cli/doctor/diagnose-deeply.js';
import { erase, previewErasure } from '../../apps/cli/erase/erase.js';
import { tokenSigner } from '../../apps/cli/token/token.command.js';
import { CALLBACK, CHAT, TICKET, withAcme } from '../support/http/acme-fixture.js';
import type { Caller, Reply } from '../support/http/caller.js';
import { TestEngine } from '../support/http/test-engine.js';
import { type TestStores, TEST_STORES } from '../support/http/test-stores.js';

/** A text that occurs nowhere else. */
const unique = (what: string): string => `${what} ${randomBytes(9).toString('hex')}`;

/** Length of a run of bytes that must not be found. */
const RUN = 8;

/** Every run of `RUN` bytes of some texts or keys that a buffer contains. */
const runsIn = (content: Buffer, secrets: readonly Buffer[]): readonly string[] =>
  secrets.flatMap((secret) =>
    Array.from({ length: secret.length - RUN + 1 }, (_, at) => secret.subarray(at, at + RUN))
      .filter((run) => content.includes(run))
      .map((run) => run.toString('latin1')),
  );

const filesIn = (folder: string): readonly string[] =>
  readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));

/** The texts that an erased person wrote, was called, or received. */
const texts = {
  name: unique('Aiko'),
  email: `${randomBytes(9).toString('hex')}@acme.example`,
  subject: unique('subject'),
  body: unique('body'),
  reply: unique('reply'),
  answer: unique('answer'),
  note: unique('note'),
  hold: unique('hold'),
  chat: unique('chat'),
  callback: unique('callback'),
  inquiry: unique('inquiry'),
  view: unique('view'),
  file: unique('file'),
  fileName: `${randomBytes(9).toString('hex')}.txt`,
};

const CASES = TEST_STORES.filter((_, index) => index === 0 || index === TEST_STORES.length - 1);

describe.each(CASES)('the erasure of a member on %s', (_, openStores) => {
  let stores: TestStores;
  let engine: TestEngine;
  let operator: Caller;
  let aiko: Caller;
  let ben: Caller;
  let kenji: Caller;
  let key: Buffer;
  let erased: Reply;
  let preview: Reply;
  let shown: readonly string[];
  let auditor: Caller;
  let vkey: string;
  let signed: TreeCheckpoint;
  let bundle: Reply;
  const ids = { ticket: '', solved: '', chat: '', callback: '', bens: '' };
  const SUBJECT = { kind: 'member', id: 'acme.aiko' };

  /** What `ledgerdesk erase` is called with. */
  const command = async () => {
    const sign = await tokenSigner(engine.engine.secrets.signInKey(), engine.engine.settings);
    return {
      kind: 'member',
      id: 'acme.aiko',
      url: engine.url,
      token: await sign({ kind: 'operator', days: 1 }),
    } as const;
  };

  const created = async (reply: Promise<Reply>, field: string): Promise<string> => {
    const { status, body } = await reply;
    expect({ status, body }).toMatchObject({ status: 201 });
    return String(body[field]);
  };

  /** Everything that the engine holds on aiko, page by page. */
  const held = async (): Promise<readonly Readonly<Record<string, unknown>>[]> => {
    const items: Readonly<Record<string, unknown>>[] = [];
    for (let query: string | undefined = ''; query !== undefined;) {
      const { status, body }: Reply = await operator.get(`/v1/privacy/subjects/member/acme.aiko${query}`);
      expect({ status, body }).toMatchObject({ status: 200 });
      items.push(...(body['items'] as typeof items));
      query = typeof body['next'] === 'string' ? `?cursor=${body['next']}` : undefined;
    }
    return items;
  };
  let heldBefore: string;

  beforeAll(async () => {
    stores = await openStores();
    engine = await TestEngine.open(undefined, stores.settings);
    ({ operator, aiko, ben, kenji } = await withAcme(engine));
    await operator.patch('/v1/teams/acme/members/aiko', { name: texts.name, email: texts.email });
    const uploadOf = async (caller: Caller) => (await caller.upload(texts.file, texts.fileName)).body['uploadId'];
    const ticket = { ...TICKET, subject: texts.subject, body: texts.body, uploads: [await uploadOf(aiko)] };
    ids.ticket = await created(aiko.post('/v1/tickets', ticket), 'ticketId');
    ids.solved = await created(aiko.post('/v1/tickets', { ...TICKET, body: texts.reply }), 'ticketId');
    ids.bens = await created(ben.post('/v1/tickets', { ...TICKET, subject: 'The printer of Ben' }), 'ticketId');
    await aiko.post(`/v1/tickets/${ids.ticket}/replies`, { body: texts.reply });
    await kenji.post(`/v1/desk/tickets/${ids.ticket}/answers`, { body: texts.answer });
    await kenji.post(`/v1/desk/tickets/${ids.ticket}/notes`, { body: texts.note });
    await kenji.post(`/v1/desk/tickets/${ids.solved}/solution`, {});
    await kenji.post(`/v1/desk/tickets/${ids.ticket}/hold`, { reason: texts.hold });
    ids.chat = await created(aiko.post('/v1/chats', { ...CHAT, message: texts.chat }), 'chatId');
    ids.callback = await created(aiko.post('/v1/callbacks', { ...CALLBACK, reason: texts.callback }), 'callbackId');
    const inquiry = { product: 'dash', message: texts.inquiry };
    await created(aiko.post('/v1/teams/acme/add-on-inquiries', inquiry), 'inquiryId');
    await aiko.put('/v1/ticket-views/mine', { q: texts.view });
    await engine.settled();
    key = Buffer.from((await engine.engine.keys?.keyFor(memberSubject('acme', 'aiko')))?.secret ?? []);
    shown = await previewErasure(await command());
    preview = await operator.post('/v1/privacy/erasures/preview', SUBJECT);
    heldBefore = JSON.stringify(await held());
    auditor = await engine.as({ kind: 'auditor' });
    await engine.signed();
    [{ vkey }] = (await auditor.get('/v1/ledger/keys')).body['items'] as [{ vkey: string }];
    const note = String((await auditor.get('/v1/ledger/checkpoint')).body['text']);
    signed = parseCheckpoint(openNote(note, [parseVerifierKey(vkey)]).text);
    bundle = await auditor.get(`/v1/tickets/${ids.ticket}/proof`);
    erased = await operator.post('/v1/privacy/erasures', SUBJECT);
    await engine.settled();
  }, 60_000);

  afterAll(async () => {
    await engine.close();
    await stores.close();
  });

  it('is previewed, with everything that it touches', () => {
    expect(preview).toMatchObject({
      status: 200,
      body: { erasable: true, tickets: 2, openTickets: 1, chats: 1, callbacks: 1, inquiries: 1 },
    });
  });

  it('is previewed and requested by the command, which waits until it is completed', async () => {
    expect(shown).toEqual([
      expect.stringMatching(/^The erasure of the member acme\.aiko touches 2 tickets \(1 open\), 1 chat, /) as string,
      expect.stringContaining('--yes') as string,
    ]);
    expect(await erase(await command())).toMatch(/^The member acme\.aiko is erased \([\w-]+\): 2 tickets, 1 chat, /);
    await expect(erase({ ...(await command()), id: 'acme.nobody' })).rejects.toThrow('There is no such person.');
  });

  it('follows the access to everything that is held on the person', () => {
    const { file: _, ...written } = texts;
    for (const text of Object.values(written)) expect(heldBefore).toContain(text);
  });

  it('is completed, and repeated without effect', async () => {
    expect(erased).toMatchObject({ status: 201, body: { ...SUBJECT, state: 'running' } });
    const { erasureId } = erased.body;
    expect(await operator.get(`/v1/privacy/erasures/${String(erasureId)}`)).toMatchObject({
      status: 200,
      body: {
        state: 'completed',
        erased: { tickets: 2, chats: 1, callbacks: 1, inquiries: 1 },
        unreachedKeyBackups: [],
      },
    });
    expect(await operator.post('/v1/privacy/erasures', SUBJECT)).toMatchObject({
      status: 201,
      body: { erasureId, state: 'completed' },
    });
  });

  it('E2 ends the membership, closes open requests with a reason, and leaves times and counts', async () => {
    expect(await aiko.get('/v1/tickets')).toMatchObject({ status: 403 });
    expect(await operator.get('/v1/teams/acme/members/aiko')).toMatchObject({
      status: 200,
      body: { name: null, email: null, erased: true, status: 'deactivated' },
    });
    const { body } = await kenji.get(`/v1/desk/tickets/${ids.ticket}`);
    expect(body).toMatchObject({ subject: null, erased: true, status: 'closed', holdReason: null });
    expect(body['messages']).toHaveLength(4);
    for (const message of body['messages'] as readonly object[])
      expect(message).toMatchObject({ body: null, erased: true, attachments: [] });
    expect(body['response']).toMatchObject({ state: 'met' });
    const again = { memberId: 'aiko', name: 'Aiko', email: 'aiko@acme.example', language: 'en', roles: [] };
    expect(await operator.post('/v1/teams/acme/members', again)).toMatchObject({ status: 409 });
    const other = { ...again, memberId: 'aiko-2' };
    expect(await operator.post('/v1/teams/acme/members', other)).toMatchObject({ status: 201 });
  });

  it.each([
    ['a note', 'notes'],
    ['an answer', 'answers'],
  ])('refuses %s on an erased ticket', async (_what, command) => {
    const body = { body: 'Too late.' };
    const reply = await kenji.post(`/v1/desk/tickets/${ids.ticket}/${command}`, body);
    expect(reply).toMatchObject({ status: 409, body: { type: 'urn:ledgerdesk:problem:ticket-erased' } });
  });

  it('leaves nothing of the person in the access to what is held', async () => {
    const now = JSON.stringify(await held());
    for (const text of Object.values(texts)) expect(now).not.toContain(text);
    const { body } = await kenji.get(`/v1/desk/queue?status=closed&q=${texts.subject.slice(-12)}`);
    expect(body['items']).toEqual([]);
  });

  it('leaves other people as they are', async () => {
    expect(await kenji.get(`/v1/desk/tickets/${ids.bens}`)).toMatchObject({
      status: 200,
      body: { subject: 'The printer of Ben', erased: false },
    });
  });

  it('leaves no run of 8 bytes of a text or of the key in a file or table', async () => {
    const words = Object.values(texts).map((text) => text.replace(/^\w+ |@.*$/g, ''));
    expect(key).toHaveLength(32);
    const { path, attachments } = engine.engine.folder;
    expect(filesIn(path).filter((file) => file.startsWith(attachments))).toEqual([]);
    await expectNoneOf([...words.map((word) => Buffer.from(word)), key]);
  });

  it('is the same for an account manager, by the command', async () => {
    const accountManager = 'b7f3-Tanaka-9e1c';
    await operator.put('/v1/teams/acme/account-manager', { accountManager });
    await engine.settled();
    const request = { ...(await command()), kind: 'account-manager', id: 'acme' } as const;
    expect(await previewErasure(request)).toEqual([expect.stringContaining('account-manager acme'), expect.anything()]);
    expect(await erase(request)).toMatch(/^The account-manager acme is erased/);
    await engine.settled();
    await expectNoneOf([Buffer.from(accountManager)]);
  });

  /** Checks that no file and no table holds a run of 8 bytes of these. */
  const expectNoneOf = async (secrets: readonly Buffer[]): Promise<void> => {
    const { path } = engine.engine.folder;
    for (const file of filesIn(path))
      expect({ file, found: runsIn(readFileSync(file), secrets) }).toEqual({ file, found: [] });
    const { DATABASE_URL } = stores.settings;
    if (DATABASE_URL === undefined) return;
    const client = new pg.Client({ connectionString: DATABASE_URL });
    await client.connect();
    await client.query('VACUUM');
    const tables = await client.query<{ readonly name: string }>(
      `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
       WHERE schemaname NOT IN ('pg_catalog', 'information_schema')`,
    );
    for (const { name } of tables.rows) {
      const { rows } = await client.query<{ readonly text: string }>(`SELECT t::text AS text FROM ${name} t`);
      const content = Buffer.from(rows.map(({ text }) => text).join('\n'));
      expect({ name, found: runsIn(content, secrets) }).toEqual({ name, found: [] });
    }
    await client.end();
  };

  it('leaves every proof as it was: bundles from before verify, and the log extends what was signed', async () => {
    await engine.signed();
    const trust = { keys: [parseVerifierKey(vkey)] };
    const note = openNote(String((await auditor.get('/v1/ledger/checkpoint')).body['text']), trust.keys);
    const proof = parseProof((await auditor.get(`/v1/ledger/proofs/consistency?from=${signed.size}`)).body['proof']);
    expect(verifyConsistency(signed, parseCheckpoint(note.text), proof ?? [])).toBe(true);
    const saved = { ...signed, signedBy: [], cosignatures: [] };
    const { body } = await auditor.get(`/v1/tickets/${ids.ticket}/proof?from=${signed.size}`);
    expect([bundle.body, body].map((each) => verifyBundle(each, { ...trust, saved }).findings)).toEqual([[], []]);
    for (const text of Object.values(texts)) expect(JSON.stringify(body)).not.toContain(text);
  });

  it('is no damage for the deep checks', async () => {
    const { settings } = engine.engine;
    const findings = await diagnoseDeeply(settings, { whole: true });
    expect(findings.filter(({ state }) => state === 'trouble')).toEqual([]);
  });

  it('is the same as of the last position, in rows replayed without the key', async () => {
    const path = `/v1/desk/tickets/${ids.ticket}`;
    const live = await kenji.get(path);
    const replayed = await kenji.get(`${path}?asOf=${await engine.engine.store.head()}`);
    expect({ ...replayed.body, present: null }).toEqual({ ...live.body, present: null });
    const before = await kenji.get(`${path}?asOf=${(await opened()).position}`);
    expect(before.body).toMatchObject({ subject: null, erased: true, status: 'open' });
  });

  const opened = async () => {
    const [first] = await engine.engine.store.readStream(ticketStream(ids.ticket), { limit: 1 });
    if (!first) throw new Error('The ticket has no events.');
    return first;
  };
});

import { agentQueue, ticketList, ticketThread } from '@ledgerdesk/projections';
import { TICKET, withAcme } from '../support/http/acme-fixture.js';
import type { Body, Caller, Reply } from '../support/http/caller.js';
import { expectProblem } from '../support/http/expect-problem.js';
import { TestEngine } from '../support/http/test-engine.js';

describe('the ETag of a ticket', () => {
  let engine: TestEngine;
  let aiko: Caller;
  let ben: Caller;
  let kenji: Caller;
  let ticketId: string;

  beforeAll(async () => {
    engine = await TestEngine.open();
    ({ aiko, ben, kenji } = await withAcme(engine));
  });
  afterAll(() => engine.close());
  beforeEach(async () => {
    ticketId = String((await aiko.post('/v1/tickets', TICKET)).body['ticketId']);
    await engine.settled();
  });
  afterEach(() => jest.restoreAllMocks());

  const etag = ({ headers }: Reply): string => headers.get('etag') ?? '';
  const own = () => `/v1/tickets/${ticketId}`;
  const desk = () => `/v1/desk/tickets/${ticketId}`;
  const read = async (caller: Caller, path: string): Promise<string> => {
    await engine.settled();
    return etag(await caller.get(path));
  };
  const matching = (caller: Caller, tag: string) => caller.with({ 'if-match': tag });

  it('V4 does not tell the requester of internal notes, by reading, replying or probing', async () => {
    const seen = await read(aiko, own());
    for (const body of ['One.', 'Two.']) await kenji.post(`${desk()}/notes`, { body });
    expect(await read(aiko, own())).toBe(seen);
    expect((await aiko.with({ 'if-none-match': seen }).get(own())).status).toBe(304);
    for (const probe of ['"0"', '"2"', '"3"', '"4"'])
      expect((await matching(aiko, probe).post(`${own()}/replies`, { body: 'Probing.' })).status).toBe(412);
    const replied = await matching(aiko, seen).post(`${own()}/replies`, { body: 'Any news?' });
    expect([replied.status, etag(replied)]).toEqual([201, '"2"']);
    expect(await read(aiko, own())).toBe('"2"');
    const again = aiko.with({ 'idempotency-key': 'k' });
    const first = await again.post(`${own()}/replies`, { body: 'Hello?' });
    await kenji.post(`${desk()}/notes`, { body: 'Three.' });
    expect(etag(await again.post(`${own()}/replies`, { body: 'Hello?' }))).toBe(etag(first));
  });

  it('V4 of a ticket of another requester is not told, by whatever condition', async () => {
    for (const header of ['if-match', 'if-none-match']) {
      for (const value of ['"999"', '"1"', '*', 'W/"1"']) {
        const caller = ben.with({ [header]: value });
        for (const reply of [
          await caller.get(own()),
          await caller.post(`${own()}/replies`, { body: 'Mine?' }),
          await caller.post('/v1/tickets/none/replies', { body: 'Mine?' }),
        ]) {
          expectProblem(reply);
          expect(reply).toMatchObject({ status: 404, body: { detail: 'Ticket not found.' } });
          expect(etag(reply)).toBe('');
        }
      }
    }
  });

  it('changes for the requester with all that the requester sees', async () => {
    const steps: readonly (readonly [string, string, object?])[] = [
      ['POST', '/answers', { body: 'On it.' }],
      ['POST', '/hold', { reason: 'Vendor.' }],
      ['POST', '/resumption'],
      ['POST', '/claim'],
      ['DELETE', '/assignment'],
      ['POST', '/solution'],
      ['POST', '/reopening'],
      ['POST', '/closure'],
    ];
    for (const [method, path, body] of steps) {
      const before = await read(aiko, own());
      expect((await kenji.send(method, desk() + path, body)).status).toBeLessThan(300);
      expect({ path, etag: await read(aiko, own()) }).not.toEqual({ path, etag: before });
    }
  });

  it('is the revision of the row that the agent was shown, even if that is stale', async () => {
    const { rows } = engine.engine;
    const [inQueue, inList] = [await rows.get(agentQueue.name, ticketId), await rows.get(ticketList.name, ticketId)];
    const seen = await read(kenji, desk());
    const ownSeen = await read(aiko, own());
    await aiko.post(`${own()}/replies`, { body: 'It is worse now.' });
    await engine.settled();
    const get = rows.get.bind(rows);
    jest.spyOn(rows, 'get').mockImplementation(async (model, key) => {
      if (model === agentQueue.name) return inQueue;
      return model === ticketList.name ? inList : get(model, key);
    });
    expect(etag(await kenji.get(desk()))).toBe(seen);
    expect(etag(await aiko.get(own()))).toBe(ownSeen);
    expect((await matching(kenji, seen).post(`${desk()}/solution`)).status).toBe(412);
    expect((await matching(aiko, ownSeen).post(`${own()}/replies`, { body: 'Hello?' })).status).toBe(412);
  });

  it('covers no message that the response lacks: a thread that is behind its ticket is waited for', async () => {
    await aiko.post(`${own()}/replies`, { body: 'It is worse now.' });
    await engine.settled();
    const { rows } = engine.engine;
    const count = rows.count.bind(rows);
    for (const [caller, path] of [
      [aiko, own()],
      [kenji, desk()],
    ] as const) {
      jest.spyOn(rows, 'count').mockResolvedValueOnce(1);
      const { body, headers } = await caller.get(path);
      expect((body['messages'] as Body[]).map((message) => message['body'])).toEqual([TICKET.body, 'It is worse now.']);
      expect(headers.get('etag')).toBe('"2"');
      jest
        .spyOn(rows, 'count')
        .mockImplementation(async (model, where) => (model === ticketThread.name ? 1 : count(model, where)));
      const behind = await caller.get(path);
      expectProblem(behind);
      expect(behind).toMatchObject({ status: 503, body: { type: 'urn:ledgerdesk:problem:read-model-behind' } });
      jest.restoreAllMocks();
    }
  });

  it('of an agent covers notes and risks, and is that of commands and bulk actions', async () => {
    const noted = await kenji.post(`${desk()}/notes`, { body: 'Known.' });
    expect(etag(noted)).toBe(await read(kenji, desk()));
    const bulk = await kenji.post('/v1/desk/bulk-actions', { action: 'claim', ticketIds: [ticketId] });
    expect((bulk.body['items'] as Body[])[0]?.['etag']).toBe(await read(kenji, desk()));
    const seen = await read(kenji, desk());
    expect((await matching(kenji, seen).post(`${desk()}/answers`, { body: 'On it.' })).status).toBe(201);
    expect((await matching(kenji, seen).post(`${desk()}/answers`, { body: 'On it.' })).status).toBe(412);
  });
});

describe('the messages of a ticket', () => {
  it('V2 V4 are read in pages of limited size, by requesters without internal notes', async () => {
    const engine = await TestEngine.open();
    try {
      const { aiko, kenji } = await withAcme(engine);
      const ticketId = String((await aiko.post('/v1/tickets', TICKET)).body['ticketId']);
      const long = 'x'.repeat(65_000);
      for (let n = 0; n < 12; n += 1) {
        await aiko.post(`/v1/tickets/${ticketId}/replies`, { body: `${n} ${long}` });
        await kenji.post(`/v1/desk/tickets/${ticketId}/notes`, { body: `note ${n}` });
      }
      await engine.settled();
      const asOf = await engine.engine.store.head();
      const pagesFrom = async (caller: Caller, path: string): Promise<readonly string[][]> => {
        const { body } = await caller.get(path);
        expect(JSON.stringify(body).length).toBeLessThan(700_000);
        const page = ((body['messages'] ?? body['items']) as Body[]).map((message) =>
          String(message['body']).slice(0, 7),
        );
        const { next } = body;
        if (typeof next !== 'string') return [page];
        const more = path.replace(/([?&])cursor=[^&]*&?|$/, (_, first: string) =>
          first ? `${first}cursor=${next}` : `${path.includes('?') ? '&' : '?'}cursor=${next}`,
        );
        return [page, ...(await pagesFrom(caller, more))];
      };
      const replies = Array.from({ length: 12 }, (_, n) => `${n} ${long}`.slice(0, 7));
      const own = [TICKET.body.slice(0, 7), ...replies];
      for (const path of ['', '/messages', `?asOf=${asOf}`, `/messages?asOf=${asOf}`]) {
        const pages = await pagesFrom(aiko, `/v1/tickets/${ticketId}${path}`);
        expect(pages.length).toBeGreaterThan(1);
        expect(pages.flat()).toEqual(own);
      }
      expect((await pagesFrom(aiko, `/v1/tickets/${ticketId}/messages?order=desc&limit=4`)).flat()).toEqual(
        own.toReversed(),
      );
      for (const path of ['', '/messages']) {
        const all = (await pagesFrom(kenji, `/v1/desk/tickets/${ticketId}${path}`)).flat();
        expect(all).toHaveLength(25);
        expect(all.filter((body) => body.startsWith('note'))).toHaveLength(12);
      }
    } finally {
      await engine.close();
    }
  });
});

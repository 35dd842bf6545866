import { TICKET, withAcme } from '../support/http/acme-fixture.js';
import type { Caller, Reply } from '../support/http/caller.js';
import { expectProblem } from '../support/http/expect-problem.js';
import { TestEngine } from '../support/http/test-engine.js';

describe('conditional requests (RFC 9110)', () => {
  let engine: TestEngine;
  let aiko: Caller;
  let kenji: Caller;
  let ticketId: string;

  beforeAll(async () => {
    engine = await TestEngine.open();
    ({ aiko, kenji } = await withAcme(engine));
    ticketId = String((await aiko.post('/v1/tickets', TICKET)).body['ticketId']);
    await engine.settled();
  });
  afterAll(() => engine.close());

  /** Replaces `=` with the ticket's current revision, and `~` with an earlier one. */
  const tags = async (header: string): Promise<string> => {
    await engine.settled();
    const etag = (await kenji.get(`/v1/desk/tickets/${ticketId}`)).headers.get('etag') ?? '';
    const revision = Number(etag.slice(1, -1));
    return header.replace('=', `${revision}`).replace('~', `${revision - 1}`);
  };

  describe('on a command', () => {
    const note = async (headers: Readonly<Record<string, string>>): Promise<Reply> =>
      kenji.with(headers).post(`/v1/desk/tickets/${ticketId}/notes`, { body: 'A note.' });

    it.each([
      ['"="', 201],
      ['*', 201],
      ['"~", "="', 201],
      ['W/"~" , , "="', 201],
      ['"~"', 412],
      ['W/"="', 412],
      ['"~", W/"="', 412],
      ['"0="', 412],
      ['"another"', 412],
      ['""', 412],
      ['=', 400],
      ['"="; "~"', 400],
      ['*, "="', 400],
      ['', 400],
    ])('If-Match: %s is answered with %i', async (header, status) => {
      const reply = await note({ 'if-match': await tags(header) });
      expect(reply.status).toBe(status);
      if (status !== 201) expectProblem(reply);
    });

    it.each([
      ['"~"', 201],
      ['"another"', 201],
      ['"="', 412],
      ['W/"="', 412],
      ['"~", W/"="', 412],
      ['*', 412],
      ['=', 400],
    ])('If-None-Match: %s is answered with %i', async (header, status) => {
      const reply = await note({ 'if-none-match': await tags(header) });
      expect(reply.status).toBe(status);
      if (status !== 201) expectProblem(reply);
    });

    it('If-None-Match: * lets a command create what does not exist yet', async () => {
      expect((await aiko.with({ 'if-none-match': '*' }).post('/v1/tickets', TICKET)).status).toBe(201);
    });

    it('of a bulk action are refused', async () => {
      for (const name of ['if-match', 'if-none-match']) {
        const bulk = kenji.with({ [name]: '*' });
        const reply = await bulk.post('/v1/desk/bulk-actions', { action: 'claim', ticketIds: [ticketId] });
        expectProblem(reply);
        expect(reply.status).toBe(400);
      }
    });
  });

  it('If-None-Match: * and If-Match: * on a saved view are about the view, for concurrent requests too', async () => {
    const [absent, present] = [aiko.with({ 'if-none-match': '*' }), aiko.with({ 'if-match': '*' })];
    const path = '/v1/ticket-views/mine';
    expect((await present.put(path, {})).status).toBe(412);
    const replies = await Promise.all(Array.from({ length: 5 }, (_, n) => absent.put(path, { q: `search ${n}` })));
    expect(replies.map(({ status }) => status).sort()).toEqual([200, 412, 412, 412, 412]);
    replies.filter(({ status }) => status === 412).forEach(expectProblem);
    expect((await absent.put('/v1/ticket-views/another', {})).status).toBe(200);
    expect((await present.put(path, { q: 'replaced' })).body).toMatchObject({ q: 'replaced' });
  });

  describe('on a resource with an ETag', () => {
    const resources = async (): Promise<readonly (readonly [Caller, string])[]> => {
      const { body } = await aiko.upload('a file', 'a.txt', 'text/plain');
      await aiko.post(`/v1/tickets/${ticketId}/replies`, { body: 'See this.', uploads: [body['uploadId']] });
      await engine.settled();
      return [
        [aiko, `/v1/tickets/${ticketId}`],
        [kenji, `/v1/desk/tickets/${ticketId}`],
        [aiko, `/v1/tickets/${ticketId}/attachments/${String(body['sha256'])}`],
        [kenji, `/v1/desk/tickets/${ticketId}/attachments/${String(body['sha256'])}`],
      ];
    };

    it.each(['GET', 'HEAD'])(
      '%s is answered with 304 if the client has it, and with 412 if it needs another',
      async (method) => {
        for (const [caller, path] of await resources()) {
          const { status, headers } = await caller.send(method, path);
          const etag = headers.get('etag') ?? '';
          expect([status, etag]).toEqual([200, expect.stringMatching(/^"\w+"$/)]);
          const send = async (condition: Readonly<Record<string, string>>) => {
            const reply = await caller.with(condition).send(method, path);
            if (reply.status === 412 && method === 'GET') expectProblem(reply);
            return reply;
          };
          for (const known of [etag, `W/${etag}`, `"x", ${etag}`, '*']) {
            const reply = await send({ 'if-none-match': known });
            expect([reply.status, reply.body, reply.headers.get('etag')]).toEqual([304, { text: '' }, etag]);
            expect([reply.headers.get('content-length'), reply.headers.get('content-type')]).toEqual([null, null]);
          }
          expect((await send({ 'if-none-match': '"x"' })).status).toBe(200);
          expect((await send({ 'if-match': etag })).status).toBe(200);
          expect((await send({ 'if-match': '*', 'if-none-match': etag })).status).toBe(304);
          for (const other of ['"x"', `W/${etag}`]) {
            const reply = await send({ 'if-match': other, 'if-none-match': etag });
            expect([reply.status, reply.headers.get('content-disposition')]).toEqual([412, null]);
          }
        }
      },
    );

    it('a failure stays what it is, regardless of the condition', async () => {
      const ben = await engine.member('acme', 'ben');
      for (const [name, value] of [
        ['if-none-match', '*'],
        ['if-match', '"x"'],
      ] as const)
        expect((await ben.with({ [name]: value }).get(`/v1/tickets/${ticketId}`)).status).toBe(404);
    });
  });
});

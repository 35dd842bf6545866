import { CommitFailed, StoreFailed, WrongExpectedRevision } from '@ledgerdesk/event-store';
import { Logger } from '@nestjs/common';
import { TICKET, withAcme } from '../support/http/acme-fixture.js';
import type { Caller } from '../support/http/caller.js';
import { expectProblem } from '../support/http/expect-problem.js';
import { TestEngine } from '../support/http/test-engine.js';

describe('a command that cannot be recorded', () => {
  let engine: TestEngine;
  let aiko: Caller;

  beforeEach(async () => {
    engine = await TestEngine.open();
    ({ aiko } = await withAcme(engine));
  });
  afterEach(() => engine.close());

  it.each([
    ['the disk is full', new CommitFailed('disk full'), 'store-unavailable', '5', 1],
    ['the writer has stopped', new StoreFailed('gone'), 'store-unavailable', '5', 1],
    ['other processes win every concurrent append', new WrongExpectedRevision('ticket-1', 3, 4), 'stream-busy', '1', 8],
  ])(
    'returns 503 with Retry-After when %s, and records the retried command once',
    async (_why, error, code, seconds, attempts) => {
      const append = jest.spyOn(engine.engine.store, 'append').mockRejectedValue(error);
      const keyed = aiko.with({ 'idempotency-key': 'k-1' });
      const reply = await keyed.post('/v1/tickets', TICKET);
      expectProblem(reply);
      expect(reply).toMatchObject({ status: 503, body: { type: `urn:ledgerdesk:problem:${code}` } });
      expect(reply.headers.get('retry-after')).toBe(seconds);
      expect(append).toHaveBeenCalledTimes(attempts);
      append.mockRestore();
      expect((await keyed.post('/v1/tickets', TICKET)).status).toBe(201);
      await engine.settled();
      expect((await aiko.get('/v1/tickets')).body['items']).toHaveLength(1);
    },
  );

  it('is logged once in full, then as a number a minute, with the ids that the responses name', async () => {
    const lines = jest.spyOn(Logger.prototype, 'error').mockImplementation(() => undefined);
    const entries = () => lines.mock.calls.splice(0).map(([entry]: readonly unknown[]) => entry);
    const append = jest.spyOn(engine.engine.store, 'append').mockRejectedValue(new CommitFailed('disk full'));
    const ids: unknown[] = [];
    for (let attempt = 0; attempt < 5; attempt += 1) {
      const { body, headers } = await aiko.post('/v1/tickets', TICKET);
      ids.push(body['instance']);
      expect(headers.get('request-id')).toBe(body['instance']);
    }
    append.mockRestore();
    expect(new Set(ids).size).toBe(5);
    const [requestId, ...later] = ids;
    expect(entries()).toEqual([
      expect.objectContaining({ code: 'store-unavailable', requestId, method: 'POST', route: '/v1/tickets' }),
    ]);
    await engine.advanceTo('2026-11-27T07:31:30.000Z');
    expect(entries()).toEqual([
      {
        message: `store-unavailable: 4 more since the last line, such as ${later.slice(0, 3).join(', ')}.`,
        cause: 'store-unavailable',
        count: 4,
        samples: later.slice(0, 3),
      },
    ]);
    lines.mockRestore();
  });
});

import { CommitFailed, StoreFailed, WrongExpectedRevision } from '@ledgerdesk/event-store';
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
});

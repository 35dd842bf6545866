import type { ProjectionStatus } from '@ledgerdesk/runtime';
import { TICKET, withAcme } from '../support/http/acme-fixture.js';
import { expectProblem } from '../support/http/expect-problem.js';
import { TestEngine } from '../support/http/test-engine.js';

it('answers 503 instead of 404 while a read model of the route has stopped', async () => {
  const engine = await TestEngine.open();
  const { aiko } = await withAcme(engine);
  const { ticketId } = (await aiko.post('/v1/tickets', TICKET)).body;
  await engine.settled();
  const { projectionProgress } = engine.engine;
  const statuses = projectionProgress.status();
  const stop = (...names: readonly string[]): void => {
    const stopped = (status: ProjectionStatus): ProjectionStatus =>
      names.includes(status.name) ? { ...status, state: 'poisoned' } : status;
    jest.spyOn(projectionProgress, 'status').mockReturnValue(statuses.map(stopped));
  };
  const unknown = () => aiko.get('/v1/tickets/unknown');

  expect((await unknown()).status).toBe(404);
  stop('webhooks');
  expect((await unknown()).status).toBe(404);
  stop('ticket-list', 'ticket-thread');
  const stopped = await unknown();
  expectProblem(stopped);
  expect(stopped).toMatchObject({ status: 503, body: { type: 'urn:ledgerdesk:problem:read-model-stopped' } });
  expect(stopped.headers.get('retry-after')).toBe('60');
  expect((await aiko.get(`/v1/tickets/${String(ticketId)}`)).status).toBe(200);
  expect((await aiko.post('/v1/tickets/unknown/replies', { body: 'More.' })).status).toBe(404);
  jest.restoreAllMocks();
  await engine.close();
});

import { withAcme } from '../support/http/acme-fixture.js';
import { TestEngine } from '../support/http/test-engine.js';

const HEADER = 'ledger-clock';
const NOW = '2026-11-27T07:30:00.000Z';

describe('the time of an engine', () => {
  it('is that of the machine, which no header repeats', async () => {
    const engine = await TestEngine.openOnMachine(NOW);
    const { aiko } = await withAcme(engine);
    const { body, headers } = await aiko.get('/v1/time');
    expect(body).toEqual({ now: NOW, source: 'machine', speed: 1, state: 'ok' });
    expect(headers.has(HEADER)).toBe(false);
    await engine.stepTo('2027-06-01T00:00:00.000Z');
    expect((await aiko.get('/v1/time')).body).toMatchObject({ source: 'machine', state: 'held', speed: 1 });
    await engine.close();
  });

  it('is slower while it is ahead of the machine', async () => {
    const engine = await TestEngine.openOnMachine(NOW);
    const { aiko } = await withAcme(engine);
    await engine.stepTo('2026-11-27T07:20:00.000Z');
    expect((await aiko.get('/v1/time')).body).toMatchObject({ source: 'machine', state: 'ahead', speed: 0.9 });
    await engine.close();
  });

  it('is simulated with CLOCK_START, and every response says so', async () => {
    const engine = await TestEngine.openOnMachine(NOW, { CLOCK_START: '2027-03-01T09:00:00Z', CLOCK_SPEED: '60' });
    const { aiko } = await withAcme(engine);
    const { body, headers } = await aiko.get('/v1/time');
    expect(body).toMatchObject({ source: 'simulated', speed: 60, state: 'ok' });
    expect(String(body['now'])).toMatch(/^2027-03-01T/);
    const [, now = ''] = /^simulated;now="(.*)"$/.exec(headers.get(HEADER) ?? '') ?? [];
    expect([now <= String(body['now']), now]).toEqual([true, expect.stringMatching(/^2027-03-01T/)]);
    const nobody = await engine.as();
    for (const [path, status] of [
      ['/v1/tickets', 401],
      ['/v1/nowhere', 404],
      ['/health/live', 200],
    ] as const) {
      const reply = await nobody.get(path);
      expect([reply.status, reply.headers.get(HEADER)]).toEqual([status, expect.stringMatching(/now="2027-03-01T/)]);
    }
    await engine.close();
  });
});

import { Logger } from '@nestjs/common';
import { Caller } from '../support/http/caller.js';
import { expectProblem } from '../support/http/expect-problem.js';
import { TestEngine } from '../support/http/test-engine.js';

const LIMIT = 20;

describe('forged tokens', () => {
  let engine: TestEngine;
  let operator: Caller;
  let warnings: jest.SpyInstance;

  beforeEach(async () => {
    engine = await TestEngine.open(undefined, { REFUSED_TOKENS: `${LIMIT}`, TRUSTED_PROXIES: '127.0.0.1' });
    operator = await engine.as({ kind: 'operator' });
    warnings = jest.spyOn(Logger.prototype, 'warn').mockImplementation(() => undefined);
  });
  afterEach(async () => {
    warnings.mockRestore();
    await engine.close();
  });

  const forged = (n: number): string => `${operator.token?.slice(0, -4)}${String(n).padStart(4, 'A')}`;
  const from = (address: string, token: string | undefined): Caller =>
    new Caller(() => engine.url, token).with({ 'x-forwarded-for': address });
  const read = (caller: Caller) => caller.get('/v1/mails');
  const statusesOf = async (count: number, send: (n: number) => Promise<{ readonly status: number }>) => {
    const statuses: number[] = [];
    for (let n = 0; n < count; n += 1) statuses.push((await send(n)).status);
    return statuses;
  };
  const entries = () => warnings.mock.calls.splice(0).map(([entry]: readonly unknown[]) => entry);

  it('are refused by address before they are verified, and no other address is', async () => {
    await read(from('203.0.113.1', operator.token));
    const statuses = await statusesOf(LIMIT + 5, (n) => read(from('203.0.113.1', forged(n))));
    expect(statuses).toEqual([...Array<number>(LIMIT).fill(401), ...Array<number>(5).fill(429)]);
    const refused = await read(from('203.0.113.1', forged(0)));
    expectProblem(refused);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);

    const another = await engine.as({ kind: 'operator', subject: 'another' });
    expect((await read(from('203.0.113.1', operator.token))).status).toBe(200);
    expect((await read(from('203.0.113.1', another.token))).status).toBe(429);
    expect((await read(from('203.0.113.2', another.token))).status).toBe(200);
  });

  it('of one IPv6 network count as those of one address', async () => {
    const statuses = await statusesOf(LIMIT + 1, (n) => read(from(`2001:db8::${n}`, forged(n))));
    expect(statuses.at(-1)).toBe(429);
  });

  it('are logged once a minute for each reason, without the token, and counted in the metrics', async () => {
    await statusesOf(LIMIT + 5, (n) => read(from('203.0.113.1', forged(n))));
    await read(from('203.0.113.1', undefined));
    expect(entries()).toEqual([
      expect.objectContaining({
        message: 'Refused: sign-in-required: ERR_JWS_SIGNATURE_VERIFICATION_FAILED.',
        status: 401,
        ip: '203.0.113.1',
        method: 'GET',
        route: '/v1/mails',
      }),
      expect.objectContaining({ message: 'Refused: too-many-requests: too many of one address.', status: 429 }),
      expect.objectContaining({ message: 'Refused: sign-in-required: no token.', status: 401 }),
    ]);
    await engine.advanceTo('2026-11-27T07:31:30.000Z');
    const counts = entries();
    expect(counts).toEqual([expect.objectContaining({ count: LIMIT - 1 }), expect.objectContaining({ count: 4 })]);
    expect(JSON.stringify(counts)).not.toContain(forged(1).split('.')[1]);
    expect(await engine.metrics()).toMatch(
      new RegExp(`ledgerdesk_http_refusals_total\\{status="401",code="sign-in-required"\\} ${LIMIT + 1}`),
    );
  });

  it('and requests without any are limited by address, wherever they go', async () => {
    const limited = await TestEngine.open(undefined, { RATE_LIMIT: '5' });
    const nobody = await limited.as();
    for (const path of ['/v1/tickets', '/none', '/v1/tickets/']) {
      const statuses = await statusesOf(12, () => nobody.get(path));
      expect(statuses).toContain(429);
    }
    await limited.close();
  });
});

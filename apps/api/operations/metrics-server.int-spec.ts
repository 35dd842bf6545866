import { expectProblem } from '../../../test/support/http/expect-problem.js';
import type { Body } from '../../../test/support/http/caller.js';
import { Metrics } from './metrics.js';
import { MetricsServer } from './metrics-server.js';

const HEALTH = {
  status: 'ok',
  failing: [],
  log: 'writable',
  clock: null,
  projections: [],
  deadlines: null,
  processes: null,
  mail: null,
  scrub: null,
  ledger: null,
  unreachedKeyBackups: 0,
} as const;

describe('MetricsServer', () => {
  let metrics: Metrics;
  let server: MetricsServer;
  let url: string;
  let elapsed: number;

  beforeEach(async () => {
    metrics = new Metrics({ report: () => HEALTH, check: async () => HEALTH });
    elapsed = 0;
    server = new MetricsServer(metrics, () => elapsed);
    url = await server.listen(0, '127.0.0.1');
  });
  afterEach(() => server.close());

  it('serves metrics in Prometheus text format at its URL', async () => {
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/metrics$/);
    const response = await fetch(url);
    expect([response.status, response.headers.get('content-type')]).toEqual([200, metrics.contentType]);
    expect((await response.text()).match(/^# TYPE (?:ledgerdesk_http_request|process_cpu_user)_seconds.*$/gm)).toEqual([
      '# TYPE process_cpu_user_seconds_total counter',
      '# TYPE ledgerdesk_http_request_seconds histogram',
    ]);
    expect(await (await fetch(url, { method: 'HEAD' })).text()).toBe('');
  });

  it('collects metrics at most once a second', async () => {
    const collect = jest.spyOn(metrics, 'text');
    const fetchMany = () => Promise.all(Array.from({ length: 50 }, async () => (await fetch(url)).text()));
    await fetchMany();
    elapsed += 999;
    await fetchMany();
    expect(collect).toHaveBeenCalledTimes(1);
    elapsed += 1;
    await fetchMany();
    expect(collect).toHaveBeenCalledTimes(2);
  });

  it.each([
    ['GET', '/'],
    ['POST', '/metrics'],
  ])('responds to %s %s with a problem document', async (method, path) => {
    const { status, headers, ...response } = await fetch(new URL(path, url), { method }).then(async (answer) => ({
      status: answer.status,
      headers: answer.headers,
      body: (await answer.json()) as Body,
    }));
    expectProblem({ status, headers, ...response });
    expect([status, headers.get('x-content-type-options')]).toEqual([404, 'nosniff']);
  });

  it('rejects a port that is taken, and can then take another', async () => {
    const other = new MetricsServer(metrics);
    await expect(other.listen(Number(new URL(url).port), '127.0.0.1')).rejects.toMatchObject({ code: 'EADDRINUSE' });
    expect((await fetch(await other.listen(0, '127.0.0.1'))).status).toBe(200);
    await other.close();
  });
});

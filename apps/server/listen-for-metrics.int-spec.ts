import { createServer } from 'node:http';
import { once } from 'node:events';
import { Metrics } from '../api/operations/metrics.js';
import { MetricsServer } from '../api/operations/metrics-server.js';
import { listenForMetrics } from './listen-for-metrics.js';
import { settingsFrom } from './settings.js';

describe('listenForMetrics', () => {
  const listen = async (env: Readonly<Record<string, string>>) => {
    const health = {
      status: 'ok',
      log: 'writable',
      clock: null,
      failing: [],
      projections: [],
      deadlines: null,
      processes: null,
      mail: null,
      scrub: null,
      ledger: null,
      unreachedKeyBackups: 0,
    } as const;
    const server = new MetricsServer(new Metrics({ report: () => health, check: async () => health }));
    const warnings: string[] = [];
    try {
      return { url: await listenForMetrics(server, settingsFrom(env), (message) => warnings.push(message)), warnings };
    } finally {
      await server.close();
    }
  };

  it('listens on loopback by default, whatever HOST is', async () => {
    expect(await listen({ METRICS_PORT: '0', HOST: '0.0.0.0' })).toEqual({
      url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/metrics$/) as string,
      warnings: [],
    });
    expect((await listen({ METRICS_PORT: '0', METRICS_HOST: '::1' })).url).toContain('http://[::1]:');
  });

  it('continues without metrics if the default port is taken, and fails if the configured one is', async () => {
    const other = createServer();
    // Whether this test or another engine on the machine has the port, it is taken.
    await new Promise((resolve) => other.once('error', resolve).listen(9464, '127.0.0.1', () => resolve(undefined)));
    expect(await listen({})).toEqual({ url: undefined, warnings: [expect.stringContaining('METRICS_PORT') as string] });
    await expect(listen({ METRICS_PORT: '9464' })).rejects.toMatchObject({ code: 'EADDRINUSE' });
    if (!other.listening) return;
    other.close();
    await once(other, 'close');
  });
});

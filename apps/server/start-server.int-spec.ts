import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { until } from '../../test/support/http/until.js';
import { settingsFrom } from './settings.js';
import { startServer } from './start-server.js';
import { Workers } from './workers/workers.js';

describe('startServer', () => {
  let folder: string;
  let taken: Server;
  let port: string;
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'ledgerdesk-start-'));
    taken = createServer();
    await once(taken.listen(0, '127.0.0.1'), 'listening');
    port = String((taken.address() as AddressInfo).port);
  });
  afterEach(async () => {
    jest.restoreAllMocks();
    await new Promise((resolve) => taken.close(resolve));
    rmSync(folder, { recursive: true, force: true });
  });

  const start = (settings: Readonly<Record<string, string>>) =>
    startServer(
      settingsFrom({
        DATA_DIR: folder,
        LOG_LEVEL: 'silent',
        PORT: '0',
        METRICS_PORT: '0',
        ESDB_PORT: '0',
        ...settings,
      }),
      { workerThreads: false },
    );
  /** The listening sockets of this process. Those that close are counted until the next turns of the event loop. */
  const listeners = () => process.getActiveResourcesInfo().filter((name) => name === 'TCPServerWrap').length;
  /** SQLite truncates a write-ahead log when the connection that writes it is closed. */
  const openLogs = () =>
    readdirSync(folder).filter((name) => name.endsWith('-wal') && statSync(join(folder, name)).size > 0);

  it.each<readonly [string, (port: string) => Readonly<Record<string, string>>]>([
    ['the port is taken', (used) => ({ PORT: used })],
    ['the port of the metrics is taken', (used) => ({ METRICS_PORT: used })],
    ['the port of the gateway is taken', (used) => ({ ESDB_PORT: used })],
    ['timers and processes cannot start', () => ({})],
  ])('closes stores and listeners if %s, and starts on the same folder afterwards', async (_, settings) => {
    const before = listeners();
    if (Object.keys(settings(port)).length === 0)
      jest.spyOn(Workers.prototype, 'startAutomation').mockRejectedValue(new Error('no lock'));
    await expect(start(settings(port))).rejects.toThrow(/EADDRINUSE|bind|no lock/);
    expect(openLogs()).toEqual([]);
    await until(() => listeners() <= before);

    jest.restoreAllMocks();
    const server = await start({});
    expect((await fetch(`${server.url}/health/live`)).status).toBe(200);
    await server.close();
    await until(() => listeners() <= before);
  });
});

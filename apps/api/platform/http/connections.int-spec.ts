import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { RawConnection } from '../../../../test/support/http/raw-connection.js';
import { TrustedProxies } from './client-address.js';
import { Connections, DEFAULT_CONNECTION_LIMITS } from './connections.js';
import { createNodeServer } from './node-server.js';

const REQUEST = 'GET / HTTP/1.1\r\nHost: x\r\n\r\n';

describe('connections of an HTTP server', () => {
  let server: Server;
  const opened: RawConnection[] = [];
  /** Serves with these limits. Requests stay in progress until `respond`. */
  const serve = async (limits: object) => {
    const waiting: (() => void)[] = [];
    server = createNodeServer(
      (_, response) => waiting.push(() => response.end('done')),
      new Connections({ ...DEFAULT_CONNECTION_LIMITS, ...limits }),
    );
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const open = async (): Promise<RawConnection> => {
      const accepted = once(server, 'connection');
      const connection = new RawConnection(url);
      opened.push(connection);
      await accepted;
      return connection;
    };
    const inUse = async (): Promise<RawConnection> => {
      const connection = await open();
      const requested = once(server, 'request');
      connection.send(REQUEST);
      await requested;
      return connection;
    };
    return { open, inUse, respond: () => waiting.splice(0).forEach((end) => end()) };
  };
  afterEach(() => {
    for (const connection of opened.splice(0)) connection.close();
    server.close();
  });

  it.each([
    ['of one address', { perAddress: 2 }, '429 Too Many Requests'],
    ['in total', { total: 2 }, '503 Service Unavailable'],
  ])('are refused beyond the number %s while all are in use', async (_, limits, status) => {
    const { open, inUse, respond } = await serve(limits);
    const [first] = [await inUse(), await inUse()];
    const third = await open();
    await third.closed;
    expect(third.text).toContain(`HTTP/1.1 ${status}`);
    expect(third.text).toMatch(/retry-after: 5\r\n.*urn:ledgerdesk:problem:too-many-connections/s);
    respond();
    expect(await first.receive('done')).toContain('200 OK');
    expect((await inUse()).isOpen).toBe(true);
  });

  it('are closed for a new one in the order in which they became idle', async () => {
    const { open, inUse, respond } = await serve({ perAddress: 3 });
    const first = await inUse();
    const [second, third] = [await open(), await open()];
    respond();
    await first.receive('done');
    await open();
    await second.closed;
    expect([first.isOpen, third.isOpen]).toEqual([true, true]);
    await open();
    await third.closed;
    await open();
    await first.closed;
  });

  it('of a trusted proxy are not limited per address', async () => {
    const { inUse } = await serve({ perAddress: 1, proxies: TrustedProxies.parse('127.0.0.0/8') });
    const connections = [await inUse(), await inUse(), await inUse()];
    expect(connections.every(({ isOpen }) => isOpen)).toBe(true);
  });

  it('without a request in progress are closed by endIdle, all others by endAll', async () => {
    const connections = new Connections();
    server = createNodeServer(() => undefined, connections);
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const used = new RawConnection(url);
    used.send(REQUEST);
    await once(server, 'request');
    const unused = new RawConnection(url);
    await once(server, 'connection');
    connections.endIdle();
    await unused.closed;
    expect(used.isOpen).toBe(true);
    connections.endAll();
    await used.closed;
  });
});

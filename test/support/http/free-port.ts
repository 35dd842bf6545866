import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';

/** A port on loopback on which nothing listens, for a process that must be told its port. */
export const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
};

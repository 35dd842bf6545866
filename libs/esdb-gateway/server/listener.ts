import { lookup } from 'node:dns/promises';
import { createServer, isIP, type Server, type Socket } from 'node:net';

interface ListenOptions {
  readonly host: string;
  /** 0 for any free port. */
  readonly port: number;
  readonly onConnection: (socket: Socket) => void;
}

export interface Listener {
  readonly port: number;
  /** Accepts no more connections. Those that are open stay open. */
  close(): void;
}

const listenAt = (address: string, { port, onConnection }: ListenOptions): Promise<Server> =>
  new Promise((resolve, reject) => {
    const server = createServer({ noDelay: true }, onConnection);
    server.once('error', reject).listen(port, address, () => resolve(server));
  });

const portOf = (server: Server): number => {
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
};

/** Listens at every address of a host, of which one has to succeed: a machine may lack IPv4 or IPv6. */
export const listen = async (options: ListenOptions): Promise<Listener> => {
  const { host } = options;
  const addresses = isIP(host) > 0 ? [host] : (await lookup(host, { all: true })).map(({ address }) => address);
  const servers: Server[] = [];
  let [{ port }, failure]: [{ port: number }, unknown] = [options, undefined];
  for (const address of addresses)
    try {
      const server = await listenAt(address, { ...options, port });
      servers.push(server);
      port = portOf(server);
    } catch (error) {
      failure = error;
    }
  if (servers.length === 0) throw failure;
  return {
    port,
    close: () => {
      for (const server of servers) server.close();
    },
  };
};

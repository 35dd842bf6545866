import type { Server } from 'node:http';
import type { Socket } from 'node:net';

/**
 * Ends connections on which nothing has been asked yet. Node does not take them for idle: a server that is to close
 * would wait for their first request until it runs out of patience, a minute later.
 */
export const trackUnusedConnections = (server: Server): (() => void) => {
  const silent = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    silent.add(socket);
    socket.once('close', () => silent.delete(socket));
  });
  server.on('request', ({ socket }) => silent.delete(socket));
  return () => {
    for (const socket of silent) socket.destroy();
  };
};

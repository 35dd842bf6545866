import { once } from 'node:events';
import { createServer, type AddressInfo, type Server } from 'node:net';

/** A port whose connections stay open until the gate is released: what another process can wait for. */
export class Gate {
  private isReleased = false;
  private readonly server: Server;

  constructor() {
    this.server = createServer((socket) => {
      this.server.once('released', () => socket.destroy());
      socket.on('error', () => undefined);
      if (this.isReleased) socket.destroy();
    });
  }

  static async open(): Promise<Gate> {
    const gate = new Gate();
    gate.server.listen(0, '127.0.0.1');
    await once(gate.server, 'listening');
    return gate;
  }

  get port(): number {
    // It listens to a port of an address.
    return (this.server.address() as AddressInfo).port;
  }

  /** Ends the connections, also those to come. */
  release(): void {
    this.isReleased = true;
    this.server.emit('released');
    this.server.unref();
  }
}

import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';

/** A line from browsers to a server, with an address of its own. It can be cut, as by a sleep or a lost network. */
export class Line {
  private readonly sockets = new Set<Socket>();
  private target = new URL('http://127.0.0.1:1');
  private isCut = false;

  private constructor(private readonly server: Server) {
    server.on('connection', (socket) => this.forward(socket));
  }

  static async open(): Promise<Line> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new Line(server);
  }

  /** The address that browsers open. */
  get url(): string {
    return `http://localhost:${(this.server.address() as AddressInfo).port}`;
  }

  /** Connects the line with a server. */
  leadTo(url: string): void {
    this.target = new URL(url);
  }

  /** Breaks all connections, and refuses others until `mend`. */
  cut(): void {
    this.isCut = true;
    for (const socket of this.sockets) socket.destroy();
  }

  mend(): void {
    this.isCut = false;
  }

  async close(): Promise<void> {
    this.cut();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private forward(socket: Socket): void {
    if (this.isCut) return void socket.destroy();
    const onward = connect(Number(this.target.port), this.target.hostname);
    const pair = [socket, onward] as const;
    for (const one of pair) {
      this.sockets.add(one);
      one.on('error', () => undefined);
      one.on('close', () => {
        this.sockets.delete(one);
        for (const both of pair) both.destroy();
      });
    }
    socket.pipe(onward).pipe(socket);
  }
}

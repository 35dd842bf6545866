import { connect, type Socket } from 'node:net';

/** A TCP connection to an engine, on which a test sends any bytes. */
export class RawConnection {
  private received = '';
  private readonly socket: Socket;
  /** Resolves when the engine has closed the connection. */
  readonly closed: Promise<void>;

  constructor(url: string) {
    const { hostname: host, port } = new URL(url);
    this.socket = connect(Number(port), host);
    this.socket.setEncoding('utf8').on('data', (text: string) => {
      this.received += text;
    });
    // A reset is a way of closing.
    this.socket.on('error', () => undefined);
    this.closed = new Promise((resolve) => this.socket.once('close', () => resolve()));
  }

  /** Everything that was received. */
  get text(): string {
    return this.received;
  }

  get isOpen(): boolean {
    return !this.socket.destroyed;
  }

  send(bytes: string | Uint8Array): void {
    if (this.socket.writable) this.socket.write(bytes);
  }

  /** Sends a byte every `ms` milliseconds until the connection closes. */
  trickle(byte: string, ms: number): void {
    const timer = setInterval(() => this.send(byte), ms);
    this.socket.once('close', () => clearInterval(timer));
  }

  /** Resolves with everything that was received once it includes `part`, or once the connection has closed. */
  async receive(part: string): Promise<string> {
    while (!this.received.includes(part) && this.isOpen)
      await new Promise((resolve) => this.socket.once('data', resolve).once('close', resolve));
    return this.received;
  }

  close(): void {
    this.socket.destroy();
  }
}

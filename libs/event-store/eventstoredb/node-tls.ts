import { isIP, type Socket } from 'node:net';
import { connect, type ConnectionOptions, type SecureContext } from 'node:tls';
import { CallCredentials, ChannelCredentials, type ChannelOptions, type experimental } from '@grpc/grpc-js';

const secure = (socket: Socket, options: ConnectionOptions): Promise<experimental.SecureConnectResult> =>
  new Promise((resolve, reject) => {
    const secured = connect({ ...options, socket }, () => resolve({ socket: secured, secure: true }));
    secured.on('error', reject);
  });

/**
 * TLS to one node, whose certificate must be valid for `host`. Unlike gRPC's own, sends no IP address as the name of
 * the server in the handshake: RFC 6066 permits names only, and Node.js warns (DEP0123).
 */
export class NodeTls extends ChannelCredentials {
  constructor(
    private readonly secureContext: SecureContext,
    private readonly host: string,
  ) {
    super();
  }

  _isSecure(): boolean {
    return true;
  }

  _equals(other: ChannelCredentials): boolean {
    return this === other;
  }

  _createSecureConnector(
    _target: unknown,
    _options: ChannelOptions,
    callCredentials = CallCredentials.createEmpty(),
  ): experimental.SecureConnector {
    const { secureContext, host } = this;
    const options = { secureContext, host, ALPNProtocols: ['h2'], ...(isIP(host) === 0 && { servername: host }) };
    return {
      connect: (socket) => secure(socket, options),
      waitForReady: async () => undefined,
      getCallCredentials: () => callCredentials,
      destroy: () => undefined,
    };
  }
}

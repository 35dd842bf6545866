import { isIP } from 'node:net';
import { connect, type ConnectionOptions } from 'node:tls';
import { errorCodeOf, messageOf } from '@ledgerdesk/kernel';
import type { ConnectionSettings } from './connection-string.js';
import { type NodeAddress, textOfEndpoint } from './node-address.js';

const PROBE_MS = 2_000;

const UNKNOWN_AUTHORITY: readonly string[] = [
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'CERT_SIGNATURE_FAILURE',
  'CERT_UNTRUSTED',
  'INVALID_CA',
];

/** OpenSSL's codes and texts for an answer that is no TLS. They differ between versions of Node.js. */
const NO_TLS = /wrong.version.number|packet.length.too.long|http.request|unexpected.message|record.layer.failure/i;

/** The error of a TLS handshake with a node; undefined if it succeeds, or if there is no answer in time. */
const handshakeError = (node: NodeAddress, options: ConnectionOptions): Promise<unknown> =>
  new Promise((resolve) => {
    const socket = connect({
      ...options,
      host: node.address,
      port: node.port,
      ...(isIP(node.host) === 0 && { servername: node.host }),
      ALPNProtocols: ['h2'],
      timeout: PROBE_MS,
    });
    const finish = (error?: unknown): void => {
      socket.removeAllListeners().on('error', () => undefined);
      socket.destroy();
      resolve(error);
    };
    socket
      .once('secureConnect', () => finish())
      .once('timeout', () => finish(new Error('No answer.')))
      .once('error', finish);
  });

/** The text of an error; of OpenSSL's the reason alone, without its place in the code. */
const reasonOf = (error: unknown): string =>
  /:SSL routines:[^:]*:([^:]+):/.exec(messageOf(error))?.[1] ?? messageOf(error);

const isWrongHost = (error: unknown): boolean => errorCodeOf(error) === 'ERR_TLS_CERT_ALTNAME_INVALID';

const adviceOf = (error: unknown, settings: ConnectionSettings): string | undefined => {
  const code = errorCodeOf(error) ?? '';
  if (NO_TLS.test(`${code} ${messageOf(error)}`))
    return 'does not use TLS. Add tls=false to EVENTSTORE_URL if the network can be trusted.';
  if (UNKNOWN_AUTHORITY.includes(code))
    return settings.tls?.authority
      ? 'has a certificate that the authority in tlsCAFile did not issue. Correct tlsCAFile in EVENTSTORE_URL.'
      : 'has a certificate of an unknown authority. Add tlsCAFile=<PEM file of the authority> to EVENTSTORE_URL.';
  if (isWrongHost(error))
    return 'has a certificate for another name. Write a name of the certificate in EVENTSTORE_URL.';
  if (code === 'CERT_HAS_EXPIRED' || code === 'CERT_NOT_YET_VALID')
    return 'has a certificate that is not valid at this time. Renew it, or correct the clock of this machine.';
  return undefined;
};

/**
 * Says in a sentence what is wrong if a node cannot be reached because of TLS: its certificate, or that only one side
 * uses TLS. Undefined if that is not the cause, or if the node does not answer now. Sends no user or password.
 */
export const tlsMismatch = async (node: NodeAddress, settings: ConnectionSettings): Promise<string | undefined> => {
  const name = `The event store at ${textOfEndpoint(node)}`;
  if (!settings.tls) {
    const error = await handshakeError(node, { rejectUnauthorized: false });
    return error === undefined ? `${name} requires TLS. Remove tls=false from EVENTSTORE_URL.` : undefined;
  }
  const { authority, clientKey, clientCertificate } = settings.tls;
  const error = await handshakeError(node, {
    ...(authority && { ca: authority }),
    ...(clientKey && clientCertificate && { key: clientKey, cert: clientCertificate }),
  });
  const advice = adviceOf(error, settings);
  return advice && `${name} ${advice} (${reasonOf(error)})`;
};

import { type IncomingMessage, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { useAgent } from 'request-filtering-agent';
import { parseRetryAfter } from './retry-after.js';

const TIMEOUT_MS = 15_000;
/** Response bodies are discarded; the connection is closed after this many bytes. */
const MAX_RESPONSE_BYTES = 65_536;

/** The receiver responded with a status other than 2xx, and possibly with how long it wants to be left alone. */
export class WebhookRefused extends Error {
  constructor(
    readonly status: number,
    readonly retryAfterMs: number | null = null,
  ) {
    super(`The receiver responded with status ${status}.`);
  }
}

/** Discards a response body, so that the connection can close; destroys one that is too long. */
const drain = (response: IncomingMessage): void => {
  let bytes = 0;
  response.on('data', ({ length }: Buffer) => {
    bytes += length;
    if (bytes > MAX_RESPONSE_BYTES) response.destroy();
  });
};

/**
 * Posts a body. Resolves on a 2xx response; rejects with WebhookRefused on any other status, and on network errors
 * and timeouts. Does not follow redirects. Unless `allowPrivate` is set, refuses to connect to private, loopback and
 * link-local addresses, even if a name resolves to one.
 */
export const postWebhook = (
  url: string,
  headers: Readonly<Record<string, string>>,
  body: string,
  allowPrivate: boolean,
): Promise<void> =>
  new Promise((resolve, reject) => {
    const agent = useAgent(url, { allowPrivateIPAddress: allowPrivate, allowMetaIPAddress: allowPrivate });
    const send = url.startsWith('https:') ? requestHttps : requestHttp;
    const sent = send(
      url,
      {
        method: 'POST',
        headers: { ...headers, 'content-length': Buffer.byteLength(body) },
        agent,
        signal: AbortSignal.timeout(TIMEOUT_MS),
      },
      (response) => {
        drain(response);
        const { statusCode = 0 } = response;
        if (statusCode >= 200 && statusCode < 300) resolve();
        else reject(new WebhookRefused(statusCode, parseRetryAfter(response.headers['retry-after'], Date.now())));
      },
    );
    sent.on('error', reject);
    // Without an error event, e.g. if the receiver switches to another protocol.
    sent.on('close', () => reject(new Error('The receiver closed the connection without a response.')));
    sent.end(body);
  });

import { type IncomingMessage, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { useAgent } from 'request-filtering-agent';

const TIMEOUT_MS = 15_000;
/** Nobody reads what is answered: after so many bytes nobody waits for the rest of it, either. */
const LONGEST_ANSWER = 65_536;

/** The other side answered, but not with a 2xx. */
export class WebhookRefused extends Error {
  constructor(readonly status: number) {
    super(`It answered ${status}.`);
  }
}

/** Lets an answer run out, so that the connection ends in good order; hangs up on one that does not end. */
const drain = (response: IncomingMessage): void => {
  let heard = 0;
  response.on('data', ({ length }: Buffer) => {
    heard += length;
    if (heard > LONGEST_ANSWER) response.destroy();
  });
};

/**
 * Posts a body; resolves when it was taken with a 2xx, rejects whatever else comes, or nothing. Follows no redirects.
 * Unless allowed, it connects to no private, loopback or link-local address, whatever a name resolves to at that moment.
 */
export const post = (
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
        else reject(new WebhookRefused(statusCode));
      },
    );
    sent.on('error', reject);
    // Also without an error, e.g. when the other side switches to a protocol that nobody asked for.
    sent.on('close', () => reject(new Error('The connection was closed without an answer.')));
    sent.end(body);
  });

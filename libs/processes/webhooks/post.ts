import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { useAgent } from 'request-filtering-agent';

const TIMEOUT_MS = 15_000;

/** The other side answered, but not with a 2xx. */
export class WebhookRefused extends Error {
  constructor(readonly status: number) {
    super(`It answered ${status}.`);
  }
}

/**
 * Posts a body; resolves when it was taken with a 2xx. Follows no redirects. Unless allowed, it connects to no private,
 * loopback or link-local address, whatever a name resolves to at that moment.
 */
export const post = (url: string, headers: Readonly<Record<string, string>>, body: string, allowPrivate: boolean): Promise<void> => new Promise((resolve, reject) => {
  const agent = useAgent(url, { allowPrivateIPAddress: allowPrivate, allowMetaIPAddress: allowPrivate });
  const send = url.startsWith('https:') ? requestHttps : requestHttp;
  const sent = send(url, { method: 'POST', headers: { ...headers, 'content-length': Buffer.byteLength(body) }, agent, signal: AbortSignal.timeout(TIMEOUT_MS) }, (response) => {
    response.resume();
    const { statusCode = 0 } = response;
    if (statusCode >= 200 && statusCode < 300) resolve();
    else reject(new WebhookRefused(statusCode));
  });
  sent.on('error', reject);
  sent.end(body);
});

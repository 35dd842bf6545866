import type { Answer } from '@ledgerdesk/outbox';
import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { useAgent } from 'request-filtering-agent';
import { startOf } from './response-start.js';
import { parseRetryAfter } from './retry-after.js';

const TIMEOUT_MS = 15_000;

/** The receiver responded with a status other than 2xx, and possibly with how long it wants to be left alone. */
export class WebhookRefused extends Error {
  constructor(
    readonly status: number,
    readonly retryAfterMs: number | null = null,
  ) {
    super(`The receiver responded with status ${status}.`);
  }
}

/** A text without the query of a URL, which may contain credentials, in case the receiver repeats it. */
const withoutQuery = (text: string | null, url: string): string | null => {
  const query = new URL(url).search.slice(1);
  return text === null || query === '' ? text : text.replaceAll(query, '•••');
};

/**
 * Posts a body. Resolves on a 2xx response; rejects with WebhookRefused on any other status, and on network errors
 * and timeouts. Does not follow redirects. Unless `allowPrivate` is set, refuses to connect to private, loopback and
 * link-local addresses, even if a name resolves to one. Calls `noteAnswer` with what the receiver answered, or with how
 * long it took until there was no answer.
 */
export const postWebhook = (
  url: string,
  headers: Readonly<Record<string, string>>,
  body: string,
  allowPrivate: boolean,
  noteAnswer: (answer: Answer) => void = () => undefined,
): Promise<void> =>
  new Promise((resolve, reject) => {
    const startedAt = performance.now();
    const sinceStart = (): number => Math.round(performance.now() - startedAt);
    const fail = (error: Error): void => {
      noteAnswer({ status: null, durationMs: sinceStart(), body: null });
      reject(error);
    };
    let isAnswered = false;
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
        isAnswered = true;
        const { statusCode: status = 0 } = response;
        const durationMs = sinceStart();
        void startOf(response).then((start) => {
          noteAnswer({ status, durationMs, body: withoutQuery(start, url) });
          if (status >= 200 && status < 300) resolve();
          else reject(new WebhookRefused(status, parseRetryAfter(response.headers['retry-after'], Date.now())));
        });
      },
    );
    sent.on('error', (error) => {
      if (!isAnswered) fail(error);
    });
    // Without an error event, e.g. if the receiver switches to another protocol.
    sent.on('close', () => {
      if (!isAnswered) fail(new Error('The receiver closed the connection without a response.'));
    });
    sent.end(body);
  });

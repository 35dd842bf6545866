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

/** Shorter values of a query are left in an answer: they are no credentials, and occur in any text. */
const MIN_SECRET_LENGTH = 6;

/**
 * A text without the query of a URL, which may contain credentials, in case the receiver repeats it: as a whole, or one
 * of its values, as it was sent or decoded.
 */
const withoutQuery = (text: string | null, url: string): string | null => {
  const { search, searchParams } = new URL(url);
  const sent = search
    .slice(1)
    .split('&')
    .map((part) => part.slice(part.indexOf('=') + 1));
  const values = [...sent, ...searchParams.values()].filter(({ length }) => length >= MIN_SECRET_LENGTH);
  const secrets = [search.slice(1), ...values].filter((secret) => secret !== '');
  return secrets
    .toSorted((one, other) => other.length - one.length)
    .reduce((shown, secret) => shown?.replaceAll(secret, '•••') ?? null, text);
};

/**
 * Posts a body. Resolves on a 2xx response; rejects with WebhookRefused on any other status, and on network errors
 * and timeouts. Does not follow redirects. Unless `allowPrivate` is set, refuses to connect to private, loopback and
 * link-local addresses, even if a name resolves to one. Calls `noteAnswer` with what the receiver answered, or with how
 * long it took until there was no answer.
 */
export const postWebhook = (
  written: string,
  headers: Readonly<Record<string, string>>,
  body: string,
  allowPrivate: boolean,
  noteAnswer: (answer: Answer) => void = () => undefined,
): Promise<void> =>
  new Promise((resolve, reject) => {
    // A URL may be written with white space around it, or with a scheme in upper case.
    const url = new URL(written).href;
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

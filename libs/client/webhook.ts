import type { Schemas } from './operations.js';

/** An event that a webhook receives. */
export type WebhookEvent = Schemas['DeliveryRequest'];

/** Why a request to a webhook was refused. */
export type WebhookFault = 'missing-header' | 'invalid-timestamp' | 'invalid-signature' | 'invalid-body';

/** A request that the engine did not sign, or not now. Respond with 400 and ignore it. */
export class WebhookRefused extends Error {
  override readonly name = 'WebhookRefused';

  constructor(
    readonly code: WebhookFault,
    message: string,
  ) {
    super(message);
  }
}

/** Headers of a request, as Fetch or Node.js have them. */
export type WebhookHeaders = Headers | Readonly<Record<string, string | readonly string[] | undefined>>;

/** A request that a webhook has received. */
export interface WebhookRequest {
  readonly headers: WebhookHeaders;
  /** The body as it was received. Parsed and serialised again, it may have another signature. */
  readonly body: string | Uint8Array;
}

/** What proves that a request is from the engine. */
export interface WebhookTrust {
  /** The secret of the webhook, `whsec_…`. Several while one is rotated. */
  readonly secret: string | readonly string[];
  /** Largest difference between the time of the request and now. Default: 300, as Standard Webhooks recommends. */
  readonly toleranceSeconds?: number;
  /** The time to compare with. Default: now. */
  readonly now?: Date;
}

/** A verified event. */
export interface VerifiedWebhook {
  /** The same for each delivery of an event: store it to ignore repeats. */
  readonly id: string;
  /** When the request was signed. */
  readonly sentAt: Date;
  readonly event: WebhookEvent;
}

const TOLERANCE_SECONDS = 300;
/** Signatures of one request that are tried. */
const MAX_SIGNATURES = 10;

/** True for the headers of any implementation of Fetch, also for one that is not that of this environment. */
const isFetchHeaders = (headers: WebhookHeaders): headers is Headers => typeof headers.get === 'function';

const headerOf = (headers: WebhookHeaders, name: string): string => {
  const value = isFetchHeaders(headers) ? headers.get(name) : valueIn(headers, name);
  if (value === null || value === '') throw new WebhookRefused('missing-header', `The header ${name} is missing.`);
  return value;
};

const valueIn = (headers: Exclude<WebhookHeaders, Headers>, name: string): string | null => {
  const [, value] = Object.entries(headers).find(([key]) => key.toLowerCase() === name) ?? [];
  return typeof value === 'string' ? value : (value?.[0] ?? null);
};

/** Bytes of Base64. Undefined if it is malformed. */
const bytesOf = (base64: string): Uint8Array<ArrayBuffer> | undefined => {
  try {
    return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  } catch {
    return undefined;
  }
};

const keyOf = (secret: string) => {
  const bytes = bytesOf(secret.replace(/^whsec_/, ''));
  if (bytes === undefined || bytes.length === 0)
    throw new TypeError('The secret of a webhook is whsec_ followed by Base64.');
  return crypto.subtle.importKey('raw', bytes, { name: 'HMAC', hash: 'SHA-256' }, false, ['verify']);
};

/** The signatures of version 1: `v1,<Base64> v1,<Base64>`. */
const signaturesIn = (header: string): readonly Uint8Array<ArrayBuffer>[] =>
  header
    .split(' ', MAX_SIGNATURES)
    .flatMap((signature) => (signature.startsWith('v1,') ? (bytesOf(signature.slice(3)) ?? []) : []));

/** Returns true if one of the secrets made one of the signatures. WebCrypto compares them in constant time. */
const isSigned = async (
  content: Uint8Array<ArrayBuffer>,
  signatures: readonly Uint8Array<ArrayBuffer>[],
  secrets: readonly string[],
): Promise<boolean> => {
  const keys = await Promise.all(secrets.map(keyOf));
  const checks = keys.flatMap((key) =>
    signatures.map((signature) => crypto.subtle.verify('HMAC', key, signature, content)),
  );
  return (await Promise.all(checks)).includes(true);
};

const timeOf = (header: string, { toleranceSeconds = TOLERANCE_SECONDS, now = new Date() }: WebhookTrust): Date => {
  const sentAt = new Date(/^\d{1,12}$/.test(header) ? Number(header) * 1_000 : NaN);
  const difference = Math.abs(now.getTime() - sentAt.getTime());
  if (difference <= toleranceSeconds * 1_000) return sentAt;
  throw new WebhookRefused('invalid-timestamp', `The request is not from the last ${toleranceSeconds} seconds.`);
};

const eventIn = (body: Uint8Array): WebhookEvent => {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body)) as WebhookEvent;
  } catch {
    throw new WebhookRefused('invalid-body', 'The body is not JSON in UTF-8.');
  }
};

/**
 * Verifies a request to a webhook (Standard Webhooks 1.0) and returns its event. Uses WebCrypto, so that it runs in
 * Node.js, workers and browsers. Throws WebhookRefused for a request that the engine did not sign, or not now, and
 * TypeError for a malformed secret.
 *
 * @example
 * const { id, event } = await verifyWebhook({ headers: request.headers, body }, { secret });
 */
export const verifyWebhook = async (
  { headers, body }: WebhookRequest,
  trust: WebhookTrust,
): Promise<VerifiedWebhook> => {
  const [id, timestamp, signature] = ['webhook-id', 'webhook-timestamp', 'webhook-signature'].map((name) =>
    headerOf(headers, name),
  ) as [string, string, string];
  const sentAt = timeOf(timestamp, trust);
  const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : body;
  const content = new Uint8Array([...new TextEncoder().encode(`${id}.${timestamp}.`), ...bytes]);
  const { secret } = trust;
  if (!(await isSigned(content, signaturesIn(signature), typeof secret === 'string' ? [secret] : secret)))
    throw new WebhookRefused('invalid-signature', 'No signature is from one of the secrets.');
  return { id, sentAt, event: eventIn(bytes) };
};

import { messageOf } from '@ledgerdesk/kernel';

const TIMEOUT_MS = 10_000;

/** A server took a request, but did not do what was asked. */
export class Refused extends Error {
  readonly code = 'publication-refused';
  constructor(
    url: string,
    readonly status: number,
    detail: string,
  ) {
    super(`${new URL(url).origin} replied ${status}${detail === '' ? '' : `: ${detail}`}.`);
  }
}

const reasonOf = (error: unknown): string => {
  if (!(error instanceof Error)) return messageOf(error);
  if (error.name === 'TimeoutError') return `it did not reply within ${TIMEOUT_MS / 1_000} seconds`;
  // fetch says "fetch failed", and why in the cause.
  return messageOf(error.cause ?? error).replace(/\.$/, '');
};

/** A server could not be reached, or did not reply. */
class NoReply extends Error {
  readonly code = 'no-reply';
  constructor(url: string, cause: unknown) {
    super(`${new URL(url).origin} cannot be reached: ${reasonOf(cause)}.`, { cause });
  }
}

export interface PostedReply {
  readonly status: number;
  readonly contentType: string;
  readonly body: Uint8Array;
}

const MAX_REPLY_BYTES = 65_536;

/** Reads at most 64 KiB. */
const readBody = async (response: Response): Promise<Uint8Array> => {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  const body = response.body as AsyncIterable<Uint8Array> | null;
  for await (const chunk of body ?? []) {
    chunks.push(chunk);
    bytes += chunk.length;
    if (bytes > MAX_REPLY_BYTES) throw new Error(`The reply of ${new URL(response.url).origin} is too long.`);
  }
  return Buffer.concat(chunks);
};

interface PostedBody {
  readonly contentType: string;
  readonly body: string | Uint8Array;
  /** Ends the request. */
  readonly signal: AbortSignal;
}

/** `fetch` takes no user and password in a URL, and shows them in its message. They go into a header (RFC 7617). */
const withoutCredentials = (url: string): { readonly target: URL; readonly authorization: Record<string, string> } => {
  const target = new URL(url);
  const { username, password } = target;
  if (username === '' && password === '') return { target, authorization: {} };
  [target.username, target.password] = ['', ''];
  const text = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return { target, authorization: { authorization: `Basic ${Buffer.from(text).toString('base64')}` } };
};

/**
 * Posts a body, and reads the reply: at most 64 KiB within 10 seconds, without following redirects.
 * @throws NoReply if there is none
 */
export const post = async (url: string, { contentType, body, signal }: PostedBody): Promise<PostedReply> => {
  try {
    const { target, authorization } = withoutCredentials(url);
    const response = await fetch(target, {
      method: 'POST',
      headers: { 'content-type': contentType, ...authorization },
      body: typeof body === 'string' ? body : new Uint8Array(body),
      redirect: 'error',
      signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]),
    });
    return {
      status: response.status,
      contentType: response.headers.get('content-type') ?? '',
      body: await readBody(response),
    };
  } catch (error) {
    throw new NoReply(url, error);
  }
};

/** The beginning of a reply, for messages. */
export const detailOf = ({ body }: PostedReply): string =>
  Buffer.from(body)
    .toString('utf8')
    .replaceAll(/[^\x20-\x7e]+/g, ' ')
    .trim()
    .slice(0, 200);

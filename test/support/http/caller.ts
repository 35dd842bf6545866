import { createClient, type LedgerdeskClient } from '@ledgerdesk/client';

export type Body = Readonly<Record<string, unknown>>;

/** An HTTP response with its body parsed. */
export interface Reply {
  readonly status: number;
  readonly body: Body;
  readonly headers: Headers;
}

const payloadOf = (body: unknown): string | Uint8Array =>
  typeof body === 'string' || body instanceof Uint8Array ? body : JSON.stringify(body);

/** The body of a response, or the first chunk of an event stream. */
const textOf = async (response: Response): Promise<string> => {
  if (response.headers.get('content-type') !== 'text/event-stream') return response.text();
  const reader = response.body?.getReader() as ReadableStreamDefaultReader<Uint8Array> | undefined;
  const first = await reader?.read();
  await reader?.cancel();
  return first?.value ? new TextDecoder().decode(first.value) : '';
};

const replyOf = async (response: Response): Promise<Reply> => {
  const text = await textOf(response);
  const isJson = response.headers.get('content-type')?.includes('json') ?? false;
  return {
    status: response.status,
    body: (isJson && text !== '' ? JSON.parse(text) : { text }) as Body,
    headers: response.headers,
  };
};

/** An HTTP client with or without a token. */
export class Caller {
  constructor(
    private readonly url: () => string,
    readonly token: string | undefined,
    private readonly headers: Readonly<Record<string, string>> = {},
  ) {}

  /** Returns the same caller with further headers on every request. */
  with(headers: Readonly<Record<string, string>>): Caller {
    return new Caller(this.url, this.token, { ...this.headers, ...headers });
  }

  get(path: string): Promise<Reply> {
    return this.send('GET', path);
  }

  post(path: string, body?: unknown): Promise<Reply> {
    return this.send('POST', path, body);
  }

  put(path: string, body?: unknown): Promise<Reply> {
    return this.send('PUT', path, body);
  }

  patch(path: string, body?: unknown): Promise<Reply> {
    return this.send('PATCH', path, body);
  }

  delete(path: string): Promise<Reply> {
    return this.send('DELETE', path);
  }

  address(path: string): string {
    return this.url() + path;
  }

  /** The client of integrators with the same token. It repeats no request, so that a test sees each failure. */
  client(): LedgerdeskClient {
    const { token, headers } = this;
    return createClient({ url: this.url(), headers, retry: { retries: 0 }, ...(token !== undefined && { token }) });
  }

  /** The headers that authenticate a request. */
  signedIn(): Readonly<Record<string, string>> {
    return { ...(this.token === undefined ? {} : { authorization: `Bearer ${this.token}` }), ...this.headers };
  }

  /** Uploads a file as a multipart form. */
  async upload(content: Uint8Array | string, name: string, type = '', field = 'file'): Promise<Reply> {
    const form = new FormData();
    form.set(field, new Blob([content], { type }), name);
    return replyOf(await fetch(this.address('/v1/uploads'), { method: 'POST', headers: this.signedIn(), body: form }));
  }

  async send(method: string, path: string, body?: unknown): Promise<Reply> {
    return replyOf(
      await fetch(this.address(path), {
        method,
        headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...this.signedIn() },
        ...(body === undefined ? {} : { body: payloadOf(body) }),
      }),
    );
  }
}

/** A request as `fetch` receives it. */
export interface SentRequest {
  readonly url: string;
  readonly method: string;
  readonly headers: Headers;
  readonly body: unknown;
  readonly signal: AbortSignal | undefined;
}

/** What one request gets: a response, or an error that `fetch` throws. */
export type Scripted = Response | Error | ((request: SentRequest) => Response | Promise<Response>);

/** An implementation of `fetch` that answers each request with the next outcome of a script. */
export class ScriptedFetch {
  readonly sent: SentRequest[] = [];
  private readonly script: Scripted[];

  constructor(...script: readonly Scripted[]) {
    this.script = [...script];
  }

  readonly fetch: typeof globalThis.fetch = async (input, init) => {
    const request: SentRequest = {
      url: input instanceof Request ? input.url : input.toString(),
      method: init?.method ?? 'GET',
      headers: new Headers(init?.headers),
      body: init?.body ?? undefined,
      signal: init?.signal ?? undefined,
    };
    this.sent.push(request);
    const outcome = this.script.shift();
    if (outcome === undefined) throw new Error(`No response is scripted for ${request.method} ${request.url}.`);
    if (outcome instanceof Error) throw outcome;
    return outcome instanceof Response ? outcome : outcome(request);
  };
}

/** A response with JSON. */
export const jsonResponse = (body: unknown, headers: Readonly<Record<string, string>> = {}, status = 200): Response =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json', ...headers } });

/** A refusal with a problem document. */
export const refusal = (status: number, code: string, headers: Readonly<Record<string, string>> = {}): Response =>
  new Response(
    JSON.stringify({ type: `urn:ledgerdesk:problem:${code}`, title: 'Refused', status, detail: `Refused: ${code}.` }),
    { status, headers: { 'content-type': 'application/problem+json', 'request-id': 'r-1', ...headers } },
  );

/** Never answers: rejects with the reason of the request's signal. */
export const hang = ({ signal }: SentRequest): Promise<Response> =>
  new Promise((_, reject) => {
    signal?.addEventListener('abort', () => reject(signal.reason as Error));
  });

/** A response body and the log position that it reflects. */
export interface ApiResponse {
  readonly body: Readonly<Record<string, unknown>>;
  readonly position: string | null;
}

/** Calls the API. Throws an error for every response that is not a success. */
export class ApiClient {
  constructor(
    private readonly url: string,
    private readonly token: string,
  ) {}

  post(path: string, body: object = {}): Promise<ApiResponse> {
    return this.call(path, { method: 'POST', body: JSON.stringify(body) });
  }

  /** `after`: a log position that the response must reflect. */
  get(path: string, after?: string | null): Promise<ApiResponse> {
    return this.call(path, { headers: after ? { 'ledger-position': after } : {} });
  }

  private async call(path: string, init: RequestInit & { headers?: Record<string, string> }): Promise<ApiResponse> {
    const headers = { authorization: `Bearer ${this.token}`, 'content-type': 'application/json', ...init.headers };
    const response = await fetch(this.url + path, { ...init, headers });
    const body = (await response.json()) as Readonly<Record<string, unknown>>;
    if (!response.ok) throw new Error(`${init.method ?? 'GET'} ${path} failed: ${JSON.stringify(body)}`);
    return { body, position: response.headers.get('ledger-position') };
  }
}

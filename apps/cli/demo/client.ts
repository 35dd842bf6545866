/** What came back: the body, and where the log stands after it. */
export interface Answer {
  readonly body: Readonly<Record<string, unknown>>;
  readonly position: string | null;
}

/** A caller of the API; anything but success ends the story. */
export class Client {
  constructor(
    private readonly url: string,
    private readonly token: string,
  ) {}

  post(path: string, body: object = {}): Promise<Answer> {
    return this.call(path, { method: 'POST', body: JSON.stringify(body) });
  }

  /** `after`: a position that the answer must have seen. */
  get(path: string, after?: string | null): Promise<Answer> {
    return this.call(path, { headers: after ? { 'ledger-position': after } : {} });
  }

  private async call(path: string, init: RequestInit & { headers?: Record<string, string> }): Promise<Answer> {
    const headers = { authorization: `Bearer ${this.token}`, 'content-type': 'application/json', ...init.headers };
    const response = await fetch(this.url + path, { ...init, headers });
    const body = (await response.json()) as Readonly<Record<string, unknown>>;
    if (!response.ok) throw new Error(`${init.method ?? 'GET'} ${path} was refused: ${JSON.stringify(body)}`);
    return { body, position: response.headers.get('ledger-position') };
  }
}

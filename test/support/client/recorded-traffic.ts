import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const document = JSON.parse(readFileSync(join(__dirname, '..', '..', '..', 'docs', 'api', 'openapi.json'), 'utf8')) as {
  readonly paths: Readonly<Record<string, object>>;
};

/** The routes of the API as patterns of paths, whose groups are the ids. Those without parameters come first. */
const ROUTES = Object.keys(document.paths)
  .sort((one, other) => one.split('{').length - other.split('{').length)
  .map((route) => new RegExp(`^${route.replaceAll(/\{\w+\}/g, '([^/]+)')}$`));

const idsIn = (path: string): readonly string[] =>
  ROUTES.map((route) => route.exec(path))
    .find((match) => match !== null)
    ?.slice(1) ?? [];

/** A request, the status of its response, and the ids of its path that no earlier response contains. */
export interface Exchange {
  readonly request: string;
  readonly status: number;
  readonly guessed: readonly string[];
}

/** An implementation of `fetch` that keeps the requests of a program and what they were answered. */
export class RecordedTraffic {
  readonly exchanges: Exchange[] = [];
  private received = '';

  readonly fetch: typeof globalThis.fetch = async (input, init) => {
    const { pathname } = new URL(input instanceof Request ? input.url : input);
    const guessed = idsIn(pathname).filter((id) => !this.received.includes(`"${id}"`));
    const response = await fetch(input, init);
    if (response.headers.get('content-type') !== 'text/event-stream') this.received += await response.clone().text();
    this.exchanges.push({ request: `${init?.method ?? 'GET'} ${pathname}`, status: response.status, guessed });
    return response;
  };
}

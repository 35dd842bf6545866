import type { IncomingHttpHeaders } from 'node:http';

/**
 * Where the page that makes a request is. `own`: the hub. `same-host`: on the same host or site, but another origin
 * (such as another port), or no page at all. `foreign`: anywhere else.
 */
export type RequestOrigin = 'own' | 'same-host' | 'foreign';

/** `Sec-Fetch-Site`, which scripts cannot set. `none`: the person typed the address or opened a bookmark. */
const BY_FETCH_SITE: ReadonlyMap<unknown, RequestOrigin> = new Map([
  ['same-origin', 'own'],
  ['same-site', 'same-host'],
  ['none', 'same-host'],
]);

const hostOf = (origin: string): string => (URL.canParse(origin) ? new URL(origin).hostname : '');

/**
 * Judges a request that carries a cookie by `Sec-Fetch-Site` (W3C Fetch Metadata), or from a browser without it by
 * `Origin`. A request with neither counts as `same-host`: no browser of a signed-in person sends such a one that
 * changes something. `Host` is no evidence, for whoever sends a request sets it.
 */
export const requestOrigin = (
  { 'sec-fetch-site': site, origin }: IncomingHttpHeaders,
  own: readonly string[],
): RequestOrigin => {
  if (site !== undefined) return BY_FETCH_SITE.get(site) ?? 'foreign';
  if (origin === undefined) return 'same-host';
  if (own.includes(origin)) return 'own';
  return own.some((known) => hostOf(known) === hostOf(origin)) ? 'same-host' : 'foreign';
};

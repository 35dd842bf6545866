import { isRecord } from '@ledgerdesk/kernel';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** A path that still works, and the one that replaces it. */
interface DeprecatedPath {
  readonly path: string;
  readonly successor: string;
  /** Day from which it is deprecated. */
  readonly since: string;
  /** True if the document lists it, as deprecated: it was published before. */
  readonly isListed?: true;
}

/** Paths of earlier documents. Parameters in a successor are those of the request, in its path or query. */
const DEPRECATED: readonly DeprecatedPath[] = [
  { path: '/v1/tickets/views', successor: '/v1/ticket-views', since: '2026-11-29' },
  {
    path: '/v1/read-models/:name/lineage',
    successor: '/v1/read-models/:name/rows/:key/lineage',
    since: '2026-11-30',
    isListed: true,
  },
];

/** The successor for a request. */
const successorOf = ({ successor }: DeprecatedPath, { params, query }: FastifyRequest): string => {
  const values = { ...(isRecord(query) && query), ...(isRecord(params) && params) };
  return successor.replaceAll(/:(\w+)/g, (parameter: string, name: string) => {
    const value: unknown = Reflect.get(values, name);
    return typeof value === 'string' ? encodeURIComponent(value) : parameter;
  });
};

/** The entry of a deprecated path or route; undefined for another one. */
export const deprecationOf = (route: string): DeprecatedPath | undefined =>
  DEPRECATED.find(({ path }) => route === path || route.startsWith(`${path}/`));

/** Tells clients of a deprecated path when it was deprecated (RFC 9745), and what replaces it. */
export const deprecatedPathsHook = async (request: FastifyRequest, reply: FastifyReply) => {
  const deprecated = deprecationOf(request.routeOptions.url ?? '');
  if (!deprecated) return;
  void reply
    .header('deprecation', `@${Date.parse(deprecated.since) / 1_000}`)
    .header('link', `<${successorOf(deprecated, request)}>; rel="successor-version"`);
};

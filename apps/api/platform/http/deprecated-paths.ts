import type { FastifyReply, FastifyRequest } from 'fastify';

/** A path that still works, and the one that replaces it. */
interface DeprecatedPath {
  readonly path: string;
  readonly successor: string;
  /** Day from which it is deprecated. */
  readonly since: string;
}

/** Paths of earlier documents. The document does not list them. */
const DEPRECATED: readonly DeprecatedPath[] = [
  { path: '/v1/tickets/views', successor: '/v1/ticket-views', since: '2026-11-29' },
];

/** The entry of a deprecated path or route; undefined for another one. */
export const deprecationOf = (route: string): DeprecatedPath | undefined =>
  DEPRECATED.find(({ path }) => route === path || route.startsWith(`${path}/`));

/** Tells clients of a deprecated path when it was deprecated (RFC 9745), and what replaces it. */
export const deprecatedPathsHook = async ({ routeOptions: { url = '' } }: FastifyRequest, reply: FastifyReply) => {
  const deprecated = deprecationOf(url);
  if (!deprecated) return;
  void reply
    .header('deprecation', `@${Date.parse(deprecated.since) / 1_000}`)
    .header('link', `<${deprecated.successor}>; rel="successor-version"`);
};

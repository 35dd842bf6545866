import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { PageFiles } from './page-files.js';

/** Files whose name contains a hash of their content: they never change. */
const ASSETS = /^\/assets\//;
const INDEX = 'index.html';
const YEAR = 'public, max-age=31536000, immutable';

/**
 * What the pages may load and do: scripts, styles and requests of their own origin only. `default-src` does not cover
 * frames, base URLs and forms (CSP 3).
 */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "require-trusted-types-for 'script'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
  "form-action 'self'",
].join('; ');

/**
 * Serves the web hub at `/hub`, to which `/` leads. Every path below that is not in `assets` is a page, which the
 * hub itself finds. Call this after hooks are added.
 */
export const serveHub = async (fastify: FastifyInstance, folder: string): Promise<void> => {
  await fastify.register(fastifyStatic, {
    root: folder,
    serve: false,
    preCompressed: true,
    cacheControl: false,
    // Only for files that exist: a 404 must not be cached.
    setHeaders: (reply, path) => {
      void reply.headers({
        'content-security-policy': CONTENT_SECURITY_POLICY,
        'cache-control': ASSETS.test(path.slice(folder.length)) ? YEAR : 'no-cache',
      });
    },
  });
  const files = PageFiles.of(folder);
  fastify.get('/', (_, reply) => reply.redirect('/hub', 302));
  fastify.get('/hub', (_, reply) => reply.sendFile(INDEX));
  fastify.get<{ Params: { '*': string } }>('/hub/*', ({ params, headers }, reply) => {
    const path = params['*'];
    if (ASSETS.test(`/${path}`)) return reply.sendFile(path);
    // Without a cookie nobody is signed in, and no page is shown.
    const link = headers.cookie === undefined ? undefined : files.linkFor(path);
    if (link !== undefined) void reply.header('link', link);
    return reply.sendFile(INDEX);
  });
};

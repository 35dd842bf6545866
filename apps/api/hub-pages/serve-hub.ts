import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { readdir } from 'node:fs/promises';
import { sep } from 'node:path';

/** Files whose name contains a hash of their content never change. */
const HASHED = /^assets\//;
const COMPRESSED = /\.(?:br|gz)$/;
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

/** Paths of the files in a folder, without those that are compressed versions of others. */
const filesIn = async (folder: string): Promise<ReadonlySet<string>> => {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile() && !COMPRESSED.test(entry.name))
    .map(({ parentPath, name }) => `${parentPath}${sep}${name}`.slice(folder.length + 1).replaceAll(sep, '/'));
  return new Set(paths);
};

/** Sends a file of the hub, compressed if the browser accepts that. */
const sendFile = (reply: FastifyReply, file: string): FastifyReply =>
  reply
    .headers({
      'content-security-policy': CONTENT_SECURITY_POLICY,
      'cache-control': HASHED.test(file) ? YEAR : 'no-cache',
    })
    .sendFile(file);

/**
 * Serves the web hub at `/hub`, to which `/` leads. Every path below that is no file is a page, which the hub itself
 * finds. A file that an earlier version had is not found. Call this after hooks are added.
 */
export const serveHub = async (fastify: FastifyInstance, folder: string): Promise<void> => {
  const files = await filesIn(folder);
  await fastify.register(fastifyStatic, {
    root: folder,
    serve: false,
    preCompressed: true,
    cacheControl: false,
    decorateReply: true,
  });
  fastify.get('/', (_, reply) => reply.redirect('/hub', 302));
  fastify.get('/hub', (_, reply) => sendFile(reply, INDEX));
  fastify.get<{ Params: { '*': string } }>('/hub/*', (request, reply) => {
    const path = request.params['*'];
    if (files.has(path)) return sendFile(reply, path);
    return HASHED.test(path) ? reply.callNotFound() : sendFile(reply, INDEX);
  });
};

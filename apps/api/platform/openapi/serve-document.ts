import type { OpenAPIObject } from '@nestjs/swagger';
import type { FastifyInstance } from 'fastify';
import { dump } from 'js-yaml';
import { addVary } from '../http/vary.js';
import { CompressedText } from './compressed-text.js';

/** Serves the API description as JSON and as YAML. The bytes are made at the first request and kept. */
export const serveDocument = (fastify: FastifyInstance, document: () => OpenAPIObject): void => {
  const serve = (url: string, type: string, make: () => string): void => {
    const text = new CompressedText(make);
    fastify.get(url, async (request, reply) => {
      const { bytes, encoding, etag } = await text.forRequest(request.headers['accept-encoding']);
      if (encoding !== 'identity') void reply.header('content-encoding', encoding);
      addVary(reply, 'accept-encoding');
      return reply.headers({ etag, 'cache-control': 'no-cache' }).type(type).send(bytes);
    });
  };
  serve('/openapi.json', 'application/json; charset=utf-8', () => JSON.stringify(document()));
  serve('/openapi.yaml', 'text/yaml; charset=utf-8', () => dump(document(), { skipInvalid: true, noRefs: true }));
};

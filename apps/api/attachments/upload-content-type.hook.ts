import type { FastifyRequest } from 'fastify';
import { Problem } from '../platform/http/problem.js';

/** The one route that takes a file. */
export const UPLOADS = 'v1/uploads';

const sendsFile = ({ headers }: FastifyRequest): boolean =>
  headers['content-type']?.toLowerCase().startsWith('multipart/form-data') ?? false;
const takesFile = ({ method, routeOptions }: FastifyRequest): boolean =>
  method === 'POST' && routeOptions.url === `/${UPLOADS}`;

const unsupported = (detail: string): Problem => new Problem(415, 'unsupported-media-type', detail);

/** Files are taken by that route alone, and nothing else is taken by it. */
export const uploadContentTypeHook = async (request: FastifyRequest): Promise<void> => {
  if (request.is404 || sendsFile(request) === takesFile(request)) return;
  throw takesFile(request)
    ? unsupported('Send the file as multipart/form-data, in the field file.')
    : unsupported(`Send the body as application/json; files go to POST /${UPLOADS}.`);
};

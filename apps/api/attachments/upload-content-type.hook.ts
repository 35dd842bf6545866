import type { FastifyRequest } from 'fastify';
import { Problem } from '../platform/http/problem.js';

/** Path of the only route that accepts files. */
export const UPLOADS = 'v1/uploads';

const isMultipart = ({ headers }: FastifyRequest): boolean =>
  headers['content-type']?.toLowerCase().startsWith('multipart/form-data') ?? false;
const isUpload = ({ method, routeOptions }: FastifyRequest): boolean =>
  method === 'POST' && routeOptions.url === `/${UPLOADS}`;

const unsupported = (detail: string): Problem => new Problem(415, 'unsupported-media-type', detail);

/** Requires multipart/form-data for uploads and refuses it for every other route. */
export const uploadContentTypeHook = async (request: FastifyRequest): Promise<void> => {
  if (request.is404 || isMultipart(request) === isUpload(request)) return;
  throw isUpload(request)
    ? unsupported('Send the file as multipart/form-data in the field file.')
    : unsupported(`Send the body as application/json. Upload files with POST /${UPLOADS}.`);
};

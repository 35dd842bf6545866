import helmet from 'helmet';
import { IncomingMessage, type OutgoingHttpHeaders, ServerResponse } from 'node:http';
import { Socket } from 'node:net';

/** The headers that helmet sets on a response; it sets the same ones on each. */
const headersOfHelmet = (): OutgoingHttpHeaders => {
  const request = new IncomingMessage(new Socket());
  const response = new ServerResponse(request);
  helmet()(request, response, () => undefined);
  return response.getHeaders();
};

/**
 * Headers of every response, unless a route sets another value: those of helmet, and `no-store`, since most responses
 * contain personal data (RFC 9111).
 */
export const SECURITY_HEADERS: OutgoingHttpHeaders = { ...headersOfHelmet(), 'cache-control': 'no-store' };

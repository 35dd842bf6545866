import helmet from 'helmet';
import { IncomingMessage, type OutgoingHttpHeaders, ServerResponse } from 'node:http';
import { Socket } from 'node:net';

/** Directives that tell browsers to use https only. Over plain HTTP they would keep pages from loading. */
const WITHOUT_TLS = {
  contentSecurityPolicy: { directives: { upgradeInsecureRequests: null } },
  strictTransportSecurity: false,
} as const;

/** The headers that helmet sets on a response; it sets the same ones on each. */
const headersOfHelmet = (isBehindTls: boolean): OutgoingHttpHeaders => {
  const request = new IncomingMessage(new Socket());
  const response = new ServerResponse(request);
  helmet(isBehindTls ? {} : WITHOUT_TLS)(request, response, () => undefined);
  return response.getHeaders();
};

/**
 * Headers of every response, unless a route sets another value: those of helmet, and `no-store`, since most responses
 * contain personal data (RFC 9111). `Strict-Transport-Security` is sent only if clients reach the engine by TLS.
 */
export const securityHeaders = ({ isBehindTls }: { readonly isBehindTls: boolean }): OutgoingHttpHeaders => ({
  ...headersOfHelmet(isBehindTls),
  'cache-control': 'no-store',
});

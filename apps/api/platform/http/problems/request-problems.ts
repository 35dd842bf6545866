import type { ProblemDeclaration } from './problem-declaration.js';

/** Requests that HTTP or a route does not accept: their form, headers, body and path. */
export const REQUEST_PROBLEMS = {
  'body-too-large': {
    status: 413,
    cause: 'The request body exceeds 256 KiB.',
    remedy: 'Send a smaller body. Upload files with `POST /v1/uploads`.',
  },
  'headers-too-large': {
    status: 431,
    cause: 'The request headers exceed 16 KiB.',
    remedy: 'Send fewer or shorter headers.',
  },
  'invalid-input': {
    status: 400,
    cause: 'Fields or query parameters are missing, unknown or invalid.',
    remedy: 'Correct each field in `errors`.',
  },
  'malformed-header': {
    status: 400,
    cause: 'A request header does not have its format.',
    remedy: 'Correct the header that `detail` names.',
  },
  'malformed-json': {
    status: 400,
    cause: 'The body is no valid JSON in UTF-8, is too deep, or repeats a name.',
    remedy: 'Send the body as a JSON library writes it.',
  },
  'malformed-request': {
    status: 400,
    cause: 'The request violates HTTP, or its URL cannot be decoded.',
    remedy: 'Correct the request. HTTP libraries do not send such requests.',
  },
  'method-not-allowed': {
    status: 405,
    cause: 'The path exists, but not with this method.',
    remedy: 'Use a method of the header `Allow`.',
  },
  'no-such-route': {
    status: 404,
    cause: 'There is no route with this path.',
    remedy: 'Use a path of `/openapi.json`.',
  },
  'not-acceptable': {
    status: 406,
    cause: 'The response is not available in a format of `Accept`.',
    remedy: 'Accept the media type that `/openapi.json` lists for the response.',
  },
  'not-found': {
    status: 404,
    cause: 'An id in the path has no form of an id.',
    remedy: 'Use ids as the engine returned them.',
  },
  'request-timeout': {
    status: 408,
    cause: 'The headers or the body did not arrive in time.',
    remedy: 'Send the request again, on a new connection.',
  },
  'unsupported-content-encoding': {
    status: 415,
    cause: 'The body is compressed.',
    remedy: 'Send the body without `Content-Encoding`.',
  },
  'unsupported-expectation': {
    status: 417,
    cause: 'The header `Expect` has a value other than `100-continue`.',
    remedy: 'Omit `Expect`.',
  },
  'unsupported-media-type': {
    status: 415,
    cause: 'The body does not have the media type of the route.',
    remedy: 'Send `Content-Type: application/json`, for uploads `multipart/form-data`.',
  },
  'unsupported-transfer-encoding': {
    status: 501,
    cause: 'The body has a transfer encoding other than `chunked`.',
    remedy: 'Omit `Transfer-Encoding`, or send `chunked`.',
  },
} as const satisfies Readonly<Record<string, ProblemDeclaration>>;

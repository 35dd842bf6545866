import { type Answer, createClient, type Schemas } from '@ledgerdesk/client';

/** A file may take this long on a slow line. */
const UPLOAD_MS = 600_000;

const headersOf = (request: XMLHttpRequest): Headers => {
  const headers = new Headers();
  for (const line of request
    .getAllResponseHeaders()
    .trim()
    .split(/[\r\n]+/)) {
    const at = line.indexOf(':');
    if (at > 0) headers.append(line.slice(0, at), line.slice(at + 1).trim());
  }
  return headers;
};

/** A `fetch` that reports which part of the body has been sent, from 0 to 1. */
const fetchWithProgress =
  (onProgress: (share: number) => void): typeof fetch =>
  (target, { method = 'GET', headers, body = null, signal } = {}) =>
    new Promise((resolve, reject) => {
      const request = new XMLHttpRequest();
      request.open(method, target instanceof Request ? target.url : target);
      new Headers(headers).forEach((value, name) => request.setRequestHeader(name, value));
      request.setRequestHeader('accept-language', document.documentElement.lang);
      request.upload.onprogress = ({ loaded, total }) => onProgress(total === 0 ? 0 : loaded / total);
      request.onload = () => {
        const { status, statusText, responseText } = request;
        resolve(new Response(responseText, { status, statusText, headers: headersOf(request) }));
      };
      request.onerror = () => reject(new TypeError('The upload failed.'));
      request.onabort = () => reject(signal?.reason instanceof Error ? signal.reason : new TypeError('Aborted.'));
      signal?.addEventListener('abort', () => request.abort(), { once: true });
      request.send(body instanceof FormData ? body : null);
    });

/** Uploads a file, to attach it to a message. Throws like the client. */
export const uploadFile = (
  file: File,
  { onProgress, signal }: { readonly onProgress: (share: number) => void; readonly signal: AbortSignal },
): Promise<Answer<Schemas['Upload']>> => {
  const form = new FormData();
  form.append('file', file);
  const client = createClient({
    url: location.origin,
    fetch: fetchWithProgress(onProgress),
    timeoutMs: UPLOAD_MS,
  });
  return client.post('/v1/uploads', { body: form, signal });
};

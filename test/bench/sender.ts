import { type Agent, request } from 'node:http';

/** A request with a token and a JSON body. */
export interface Call {
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly path: string;
  readonly token: string;
  readonly body?: object;
}

/** Sends a request and resolves with the body. Rejects every status from 300. */
export type Send = (call: Call) => Promise<Readonly<Record<string, unknown>>>;

/** Returns a function that sends requests to an engine over the connections of `agent`. */
export const sender =
  (url: string, agent: Agent): Send =>
  ({ method, path, token, body }) =>
    new Promise((resolve, reject) => {
      const headers = { authorization: `Bearer ${token}`, ...(body && { 'content-type': 'application/json' }) };
      request(url + path, { method, agent, headers }, (response) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part)).once('error', reject);
        response.once('end', () => {
          const text = Buffer.concat(parts).toString();
          if ((response.statusCode ?? 0) >= 300) reject(new Error(`${response.statusCode} at ${path}: ${text}`));
          else resolve(JSON.parse(text) as Readonly<Record<string, unknown>>);
        });
      })
        .once('error', reject)
        .end(body && JSON.stringify(body));
    });

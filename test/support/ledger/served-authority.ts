import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { readRequest, testAuthority } from './time-stamp-authority.js';

/** A time-stamp authority that is served over HTTP. */
export interface ServedAuthority {
  readonly url: string;
  /** The file with the certificate that certifies it. */
  readonly certificates: string;
  /** What it has been asked. */
  readonly asked: () => number;
  /** True: it stamps what it is asked; else something else. */
  isHonest: boolean;
  close(): void;
}

/** Serves an authority that states `at`, by default the present time. A named file gets its certificate. */
export const serveAuthority = async (certificates = '', at?: string): Promise<ServedAuthority> => {
  const authority = testAuthority();
  let asked = 0;
  const server = createServer((request, response) => {
    void buffer(request).then((body) => {
      asked += 1;
      const { imprint, nonce } = readRequest(body);
      const time = at ?? new Date().toISOString();
      const stamp = authority.stamp(served.isHonest ? imprint : Buffer.alloc(32), time, { nonce });
      response.writeHead(200, { 'content-type': 'application/timestamp-reply' }).end(stamp);
    });
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  if (certificates !== '') writeFileSync(certificates, authority.root.pem);
  const served: ServedAuthority = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/tsr`,
    certificates,
    asked: () => asked,
    isHonest: true,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
  return served;
};

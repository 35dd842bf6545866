import { createHash, timingSafeEqual } from 'node:crypto';
import type { Authenticate } from '../protocol/calls.js';
import { accessDenied, unauthenticated } from '../protocol/rpc-error.js';

export interface Credentials {
  readonly user: string;
  readonly password: string;
}

interface AuthenticationOptions {
  /** Of clients that may read and write. Without them, every call is admitted. */
  readonly credentials?: Credentials | undefined;
  /** Of clients that may only read. */
  readonly readCredentials?: Credentials | undefined;
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Compares in constant time. */
const matches = (authorization: string, { user, password }: Credentials): boolean =>
  timingSafeEqual(digest(authorization), digest(`Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`));

/** Requires HTTP Basic credentials that have the right, if there are any. */
export const basicAuthentication =
  ({ credentials, readCredentials }: AuthenticationOptions): Authenticate =>
  (metadata, right) => {
    if (!credentials) return;
    const authorization = String(metadata.get('authorization')[0]);
    const mayWrite = matches(authorization, credentials);
    const mayRead = readCredentials !== undefined && matches(authorization, readCredentials);
    if (!mayWrite && !mayRead) throw unauthenticated();
    if (!mayWrite && right === 'write') throw accessDenied('This user may only read.');
  };

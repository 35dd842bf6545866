import { createHash, timingSafeEqual } from 'node:crypto';
import type { Authenticate } from '../protocol/calls.js';
import { unauthenticated } from '../protocol/rpc-error.js';

export interface Credentials {
  readonly user: string;
  readonly password: string;
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Requires HTTP Basic credentials; without `credentials`, admits every call. Compares in constant time. */
export const basicAuthentication =
  (credentials: Credentials | undefined): Authenticate =>
  (metadata) => {
    if (!credentials) return;
    const expected = `Basic ${Buffer.from(`${credentials.user}:${credentials.password}`).toString('base64')}`;
    if (!timingSafeEqual(digest(String(metadata.get('authorization')[0])), digest(expected))) throw unauthenticated();
  };

import { type JWTPayload, SignJWT } from 'jose';
import { createPrivateKey, type KeyObject } from 'node:crypto';
import { Caller } from './caller.js';
import type { TestEngine } from './test-engine.js';

/** The claims of an operator, with those that differ. */
export const claims = (differing: JWTPayload = {}): JWTPayload => ({
  kind: 'operator',
  sub: 'operator',
  iss: 'ledgerdesk',
  aud: 'ledgerdesk',
  exp: Math.floor(Date.now() / 1000) + 3_600,
  ...differing,
});

/** The key with which an engine signs tokens. */
export const signInKey = ({ engine }: TestEngine): KeyObject => createPrivateKey(engine.secrets.signInKey());

/** Returns a token with these claims. */
export const signed = (payload: JWTPayload, key: KeyObject | Uint8Array, alg = 'EdDSA'): Promise<string> =>
  new SignJWT(payload).setProtectedHeader({ alg }).sign(key);

/** Returns a caller with this token. */
export const bearing = (engine: TestEngine, token: string): Caller => new Caller(() => engine.url, token);

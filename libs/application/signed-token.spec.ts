import { CompactSign, decodeProtectedHeader } from 'jose';
import { matching, signToken, type TokenPurpose, verifiedPayload } from './signed-token.js';

const KEY = new Uint8Array(32).fill(7);
const PURPOSES: readonly TokenPurpose[] = ['quote', 'removal', 'upload'];
const payload = { teamId: 'acme' };
const isPayload = matching<typeof payload>({ type: 'object', required: ['teamId'] });
const verified = (token: string, purpose: TokenPurpose, key = KEY) => verifiedPayload(token, key, isPayload, purpose);

describe('a signed token', () => {
  it.each(PURPOSES)('is valid for its purpose only: %s', async (purpose) => {
    const token = await signToken(payload, KEY, purpose);
    expect(await Promise.all(PURPOSES.map((other) => verified(token, other)))).toEqual(
      PURPOSES.map((other) => (other === purpose ? payload : undefined)),
    );
    expect(await verified(token, purpose, new Uint8Array(32).fill(8))).toBeUndefined();
    expect(decodeProtectedHeader(token)).toEqual({ alg: 'HS256', typ: `ledgerdesk-${purpose}` });
  });

  it.each(PURPOSES)('has a key of its own, so that its type alone proves nothing: %s', async (purpose) => {
    const [head, ...rest] = (await signToken(payload, KEY, purpose)).split('.');
    for (const other of PURPOSES.filter((candidate) => candidate !== purpose)) {
      const header = Buffer.from(JSON.stringify({ alg: 'HS256', typ: `ledgerdesk-${other}` })).toString('base64url');
      expect(await verified([header, ...rest].join('.'), other)).toBeUndefined();
    }
    expect(head).toEqual(expect.any(String));
  });

  it.each([
    ['quote', undefined],
    ['upload', 'upload'],
  ] as const)('of version 0.1.0 is still valid for its purpose: %s', async (purpose, typ) => {
    const token = await new CompactSign(new TextEncoder().encode(JSON.stringify(payload)))
      .setProtectedHeader({ alg: 'HS256', ...(typ !== undefined && { typ }) })
      .sign(KEY);
    expect(await Promise.all(PURPOSES.map((other) => verified(token, other)))).toEqual(
      PURPOSES.map((other) => (other === purpose ? payload : undefined)),
    );
  });

  it.each(['', 'x', 'a.b.c', `${'a'.repeat(10_000)}..`])('is no other text: %.20s', async (text) => {
    expect(await Promise.all(PURPOSES.map((purpose) => verified(text, purpose)))).toEqual(
      PURPOSES.map(() => undefined),
    );
  });
});

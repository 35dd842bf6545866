import { CompactEncrypt } from 'jose';
import { randomBytes } from 'node:crypto';
import { contentOf, type HubSession, sessionIn } from './hub-session.js';
import { SealedCookie } from './sealed-cookie.js';

const KEY = new Uint8Array(randomBytes(32));
const SESSION: HubSession = {
  id: 'k3lWm0Zt8S2b5sJ7Qw1x9A',
  kind: 'member',
  subject: 'ben',
  team: 'acme',
  roles: ['team_admin'],
  expiresAt: 1_764_500_000_000,
};

describe('a sealed cookie', () => {
  const sealer = new SealedCookie(KEY, 'test');

  it('contains what was sealed, in about 250 characters, and differs each time', async () => {
    const [first, second] = [await sealer.seal(contentOf(SESSION)), await sealer.seal(contentOf(SESSION))];
    expect(first).not.toBe(second);
    expect(first).toMatch(/^[\w.-]{200,280}$/);
    expect(sessionIn((await sealer.open(first)) ?? {})).toEqual(SESSION);
  });

  it('does not open with any character changed, with another key, or for another purpose', async () => {
    const sealed = await sealer.seal(contentOf(SESSION));
    for (const at of [0, 30, 60, 100, sealed.length - 30, sealed.length - 3]) {
      const changed = `${sealed.slice(0, at)}${sealed[at] === 'A' ? 'B' : 'A'}${sealed.slice(at + 1)}`;
      expect(await sealer.open(changed)).toBeUndefined();
    }
    expect(await new SealedCookie(new Uint8Array(32), 'test').open(sealed)).toBeUndefined();
    expect(await new SealedCookie(KEY, 'another').open(sealed)).toBeUndefined();
  });

  it.each(['', 'x', '....', 'a.b.c.d.e', 'x'.repeat(5_000), `${'.'.repeat(4)}${'a'.repeat(100)}`])(
    'does not open what was never sealed: %j',
    async (text) => {
      expect(await sealer.open(text)).toBeUndefined();
    },
  );

  it('does not open what was sealed with the same bytes by another algorithm', async () => {
    const other = await new CompactEncrypt(new TextEncoder().encode('{}'))
      .setProtectedHeader({ alg: 'A256KW', enc: 'A256GCM' })
      .encrypt(KEY);
    expect(await sealer.open(other)).toBeUndefined();
  });
});

describe('a session', () => {
  it.each([
    ['nothing', {}],
    ['a service', { ...contentOf(SESSION), k: 'service' }],
    ['a member without a team', { ...contentOf(SESSION), t: undefined }],
    ['a subject that is no id', { ...contentOf(SESSION), s: 'a b' }],
    ['an expiry that is no number', { ...contentOf(SESSION), e: '1' }],
    ['no id', { ...contentOf(SESSION), i: '' }],
  ])('is not read from %s', (_, content) => {
    expect(sessionIn(content)).toBeUndefined();
  });

  it('has only roles that this version knows', () => {
    expect(sessionIn({ ...contentOf(SESSION), r: ['team_admin', 'king', 7] })?.roles).toEqual(['team_admin']);
    expect(sessionIn({ ...contentOf(SESSION), r: 'team_admin' })?.roles).toEqual([]);
  });
});

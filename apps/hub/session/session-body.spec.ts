import { personOf, sessionIn } from './session-body.js';

describe('the session of a browser', () => {
  it('is what the engine sends', () => {
    const caller = { kind: 'member', subject: 'aiko', teamId: 'acme' };
    const session = sessionIn({ signIn: 'link', caller, expiresAt: '2026-11-30T12:00:00Z' });
    expect(session).toEqual({ signIn: 'link', caller, expiresAt: '2026-11-30T12:00:00Z', endedBecause: null });
    expect(personOf(session)).toBe('member.acme.aiko');
    expect(personOf(sessionIn({ signIn: 'oidc', caller: null }))).toBe('');
  });

  it.each([null, '<html>', {}, { signIn: 'link' }, { signIn: 'link', caller: { kind: 'member' } }])(
    'is not %j',
    (body) => {
      expect(() => sessionIn(body)).toThrow('no session');
    },
  );
});

import { securityHeaders } from './security-headers.js';

describe('security headers', () => {
  it('tell browsers to use https only behind TLS', () => {
    const [plain, tls] = [securityHeaders({ isBehindTls: false }), securityHeaders({ isBehindTls: true })];
    expect(plain).not.toHaveProperty('strict-transport-security');
    expect(plain['content-security-policy']).not.toContain('upgrade-insecure-requests');
    expect(tls).toMatchObject({
      'strict-transport-security': 'max-age=31536000; includeSubDomains',
      'content-security-policy': expect.stringContaining('upgrade-insecure-requests') as unknown,
    });
    const { 'strict-transport-security': _, 'content-security-policy': policy, ...others } = tls;
    expect(plain).toEqual({
      ...others,
      'content-security-policy': String(policy).replace(';upgrade-insecure-requests', ''),
    });
  });
});

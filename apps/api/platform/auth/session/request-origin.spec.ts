import { requestOrigin } from './request-origin.js';

const OWN = ['https://support.example'];
const LOOPBACK = ['http://127.0.0.1:3000', 'http://localhost:3000', 'http://[::1]:3000'];

describe('where the page that makes a request is', () => {
  it.each([
    ['same-origin', 'own'],
    ['same-site', 'same-host'],
    ['none', 'same-host'],
    ['cross-site', 'foreign'],
    ['same-origin, same-origin', 'foreign'],
    ['', 'foreign'],
    ['constructor', 'foreign'],
  ])('is said by Sec-Fetch-Site: %j', (site, expected) => {
    for (const origin of [undefined, 'https://support.example', 'https://evil.example'])
      expect(requestOrigin({ 'sec-fetch-site': site, origin, host: 'support.example' }, OWN)).toBe(expected);
  });

  it.each([
    ['https://support.example', OWN, 'own'],
    ['https://support.example:8443', OWN, 'same-host'],
    ['http://support.example', OWN, 'same-host'],
    ['https://evil.example', OWN, 'foreign'],
    ['https://support.example.evil.example', OWN, 'foreign'],
    ['null', OWN, 'foreign'],
    ['', OWN, 'foreign'],
    ['http://127.0.0.1:3000', LOOPBACK, 'own'],
    ['http://localhost:3000', LOOPBACK, 'own'],
    ['http://127.0.0.1:3001', LOOPBACK, 'same-host'],
    ['http://[::1]:8080', LOOPBACK, 'same-host'],
    ['http://evil.example:3000', LOOPBACK, 'foreign'],
  ] as const)('is said by Origin where the browser sends no Sec-Fetch-Site: %j', (origin, own, expected) => {
    expect(requestOrigin({ origin, host: 'evil.example' }, own)).toBe(expected);
  });

  it('is not known of a request with neither, which counts as one of another port', () => {
    expect(requestOrigin({ host: 'support.example' }, OWN)).toBe('same-host');
  });
});

import { returnPath } from './return-path.js';

it.each([
  ['/hub', '/hub'],
  ['/hub/', '/hub/'],
  ['/hub/tickets/1?asOf=2026-11-30#thread', '/hub/tickets/1?asOf=2026-11-30#thread'],
  ['/hub?x=1', '/hub?x=1'],
  ['/hub/a/../b', '/hub/b'],
  ['/hub/reports/%E6%97%A5', '/hub/reports/%E6%97%A5'],
])('a path below /hub is returned to: %s', (wanted, path) => {
  expect(returnPath(wanted)).toBe(path);
});

it.each([
  undefined,
  7,
  ['/hub/'],
  '',
  'hub/',
  '/',
  '/v1/me',
  '/hubris',
  '//evil.example/hub/',
  '/hub/../v1/me',
  '/hub/%2e%2e/v1/me',
  '/hub//../../v1',
  '/hub/\\evil.example',
  '\\hub',
  '/hub/\u0000',
  '/hub/\n/evil',
  'https://evil.example/hub/',
  'javascript:alert(1)',
  '/hub/sign-in',
  '/hub/sign-in?returnTo=/hub/',
  '/hub/sign-in/callback?code=x',
  '/hub/sign-in-failed?code=x',
  '/hub/session',
  '/hub/%73ession',
  '/hub/sign%2Din?returnTo=/hub/',
  '/hub/sign-in%2Fcallback',
  '/hub/%E0%A4%A',
  `/hub/${'日'.repeat(500)}`,
  `/hub/${'x'.repeat(2_000)}`,
])('anything else leads to the first page: %j', (wanted) => {
  expect(returnPath(wanted)).toBe('/hub/');
});

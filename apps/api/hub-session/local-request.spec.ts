import type { FastifyRequest } from 'fastify';
import { isLocalRequest } from './local-request.js';

const request = (ip: string, peer = ip, headers: object = {}): FastifyRequest =>
  ({ ip, socket: { remoteAddress: peer }, headers }) as unknown as FastifyRequest;

it.each(['127.0.0.1', '127.1.2.3', '::1', '::ffff:127.0.0.1'])('a request of this machine is local: %s', (ip) => {
  expect(isLocalRequest(request(ip))).toBe(true);
});

it.each([
  ['another machine', request('192.0.2.7')],
  ['another machine, over IPv6', request('2001:db8::7')],
  ['an IPv4 address in IPv6', request('::ffff:192.0.2.7')],
  ['another machine, by a trusted proxy on this one', request('192.0.2.7', '127.0.0.1')],
  ['another machine that names itself as this one', request('127.0.0.1', '192.0.2.7')],
  ['a proxy on this machine', request('127.0.0.1', '127.0.0.1', { 'x-forwarded-for': '127.0.0.1' })],
  ['a proxy of another kind', request('127.0.0.1', '127.0.0.1', { forwarded: 'for=127.0.0.1' })],
  ['a socket that is closed', request('127.0.0.1', '')],
])('a request of %s is not local', (_, given) => {
  expect(isLocalRequest(given)).toBe(false);
});

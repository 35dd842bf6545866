import { TrustedProxies } from './client-address.js';
import { StreamLimit } from './stream-limit.js';

const limits = { perCaller: 2, perAddress: 3, proxies: TrustedProxies.parse('10.0.0.1') ?? TrustedProxies.none };
const from = (ip: string, id: string, onBehalfOf?: string) => ({
  ip,
  caller: {
    kind: 'service' as const,
    actor: { kind: 'service' as const, id },
    ...(onBehalfOf !== undefined && { onBehalfOf: { kind: 'member' as const, id: onBehalfOf } }),
  },
});
const refused = /open event streams/;

describe('the limit of event streams', () => {
  it('counts the streams of a caller until they end', () => {
    const limit = new StreamLimit(limits);
    const end = limit.begin(from('192.0.2.1', 'console'));
    limit.begin(from('192.0.2.2', 'console'));
    expect(() => limit.begin(from('192.0.2.3', 'console'))).toThrow(refused);
    end();
    expect(() => limit.begin(from('192.0.2.3', 'console'))).not.toThrow();
  });

  it('counts the members that a service acts for one by one', () => {
    const limit = new StreamLimit(limits);
    for (const [index, member] of ['a', 'a', 'b', 'b'].entries())
      limit.begin(from(`192.0.2.${index}`, 'console', `acme.${member}`));
    expect(() => limit.begin(from('192.0.2.9', 'console', 'acme.b'))).toThrow(refused);
  });

  it('counts the streams of an address, but not of a proxy', () => {
    const limit = new StreamLimit(limits);
    for (const member of ['a', 'b', 'c']) limit.begin(from('2001:db8::1', 'console', member));
    expect(() => limit.begin(from('2001:db8::2', 'console', 'd'))).toThrow(refused);
    for (const member of ['d', 'e', 'f', 'g']) limit.begin(from('10.0.0.1', 'console', member));
  });
});

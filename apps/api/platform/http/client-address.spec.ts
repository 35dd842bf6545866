import { clientNetwork, TrustedProxies } from './client-address.js';

describe('the network of a client', () => {
  it.each([
    ['203.0.113.7', '203.0.113.7'],
    ['::ffff:203.0.113.7', '203.0.113.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:0DB8:0001:0002::1', '2001:db8:1:2::/64'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ])('of %s is %s', (address, network) => {
    expect(clientNetwork(address)).toBe(network);
  });
});

describe('trusted proxies', () => {
  const proxies = TrustedProxies.parse('10.0.0.0/8, 192.0.2.1,fd00::/8');

  it.each([
    ['10.1.2.3', true],
    ['::ffff:10.1.2.3', true],
    ['192.0.2.1', true],
    ['192.0.2.2', false],
    ['fd12::1', true],
    ['2001:db8::1', false],
    ['unknown', false],
  ])('include %s: %s', (address, included) => {
    expect(proxies?.has(address)).toBe(included);
  });

  it.each(['', 'proxy.example', '10.0.0.0/33', '10.0.0.0/8/8', '10.0.0.0/', 'fd00::/129', '10.0.0.1,,'])(
    'cannot be %j',
    (text) => {
      expect(TrustedProxies.parse(text)).toBeUndefined();
    },
  );
});

import type { IncomingMessage } from 'node:http';
import { BlockList, isIP, isIPv6 } from 'node:net';

/** Bits of an IPv6 prefix that one customer usually has (RFC 6177): its addresses count as one. */
const IPV6_GROUPS = 4;

const MAPPED_IPV4 = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i;

/** The 16-bit groups of an IPv6 address in full, without leading zeros. */
const groupsOf = (address: string): readonly string[] => {
  const [head = '', tail] = address.toLowerCase().split('::');
  const left = head === '' ? [] : head.split(':');
  const right = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - left.length - right.length);
  return [...left, ...Array.from({ length: zeros }, () => '0'), ...right].map((group) => group.replace(/^0+(?=.)/, ''));
};

/** The address without a zone, as IPv4 if it is an IPv4 address mapped to IPv6. */
const normalized = (address: string): string => {
  const bare = address.replace(/%.*$/, '');
  return MAPPED_IPV4.exec(bare)?.[1] ?? bare;
};

/** What limits per address count as one client: an IPv4 address, or an IPv6 network of 64 bits. */
export const clientNetwork = (address: string): string => {
  const bare = normalized(address);
  return isIPv6(bare) ? `${groupsOf(bare).slice(0, IPV6_GROUPS).join(':')}::/64` : bare;
};

/** The network of the client that sent a request: of the last address in `X-Forwarded-For` that is no proxy. */
export const clientOf = ({ socket, headers }: IncomingMessage, proxies: TrustedProxies): string => {
  const hops = String(headers['x-forwarded-for'] ?? '')
    .split(',')
    .map((hop) => hop.trim())
    .filter((hop) => hop !== '');
  let address = socket.remoteAddress ?? '';
  for (let hop = hops.pop(); hop !== undefined && proxies.has(address); hop = hops.pop()) address = hop;
  return clientNetwork(address);
};

/** Addresses and networks of proxies, whose `X-Forwarded-For` names the client. */
export class TrustedProxies {
  private readonly list = new BlockList();

  private constructor(private readonly size: number) {}

  /** Proxies in a list such as `10.0.0.0/8,fd00::1`. Undefined if an entry is no address or network. */
  static parse(text: string): TrustedProxies | undefined {
    const entries = text.split(',').map((entry) => entry.trim());
    const proxies = new TrustedProxies(entries.length);
    return entries.every((entry) => proxies.add(entry)) ? proxies : undefined;
  }

  static readonly none = new TrustedProxies(0);

  has(address: string): boolean {
    if (this.size === 0) return false;
    const bare = normalized(address);
    return isIP(bare) !== 0 && this.list.check(bare, isIPv6(bare) ? 'ipv6' : 'ipv4');
  }

  private add(entry: string): boolean {
    const [address = '', bits, ...rest] = entry.split('/');
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
    const maxBits = family === 'ipv6' ? 128 : 32;
    if (isIP(address) === 0 || rest.length > 0) return false;
    if (bits !== undefined && !(/^\d{1,3}$/.test(bits) && Number(bits) <= maxBits)) return false;
    this.list.addSubnet(address, bits === undefined ? maxBits : Number(bits), family);
    return true;
  }
}

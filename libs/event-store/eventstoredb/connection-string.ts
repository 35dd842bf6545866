import { readFileSync } from 'node:fs';
import type { Credentials, NodePreference } from '@eventstore/db-client';
import { messageOf } from '@ledgerdesk/kernel';

/** The connection string is invalid. The message says what to change. */
export class UnusableConnection extends Error {
  readonly code = 'invalid-settings';
}

/** A host name or IP address, and a port. */
export interface Endpoint {
  readonly host: string;
  readonly port: number;
}

/** Certificates of a TLS connection, in PEM. */
interface TlsSettings {
  /** Authorities that are trusted instead of those of Node.js. */
  readonly authority: Buffer | null;
  readonly clientKey: Buffer | null;
  readonly clientCertificate: Buffer | null;
}

/** What a connection string says. */
export interface ConnectionSettings {
  readonly hosts: readonly Endpoint[];
  /** Whether the hosts are asked for the nodes of their cluster. If not, the one host is the server. */
  readonly isCluster: boolean;
  /** Undefined: no TLS. */
  readonly tls: TlsSettings | undefined;
  readonly credentials: Credentials | undefined;
  readonly nodePreference: NodePreference;
  /** Whether the node in use has to be the leader. Others would pass appends on, and may have lost the leader. */
  readonly requiresLeader: boolean;
  /** Timeout of a call that asks for the nodes of the cluster, in ms. */
  readonly gossipMs: number;
  readonly keepAliveMs: number | undefined;
  readonly keepAliveTimeoutMs: number | undefined;
  readonly connectionName: string | undefined;
  /** What the connection string asks for that has no effect, as sentences. */
  readonly warnings: readonly string[];
}

/**
 * Schemes of connection strings, as registered in the composition root. With `+discover`, a single host too is asked
 * for the nodes of its cluster.
 */
const SCHEMES = ['esdb', 'kurrentdb', 'kurrent', 'kdb'] as const;

const DEFAULT_PORT = 2113;
const DEFAULT_GOSSIP_MS = 5_000;
const DEFAULT_KEEP_ALIVE_MS = 10_000;

const FORM = new RegExp(`^(?:${SCHEMES.join('|')})(\\+discover)?://(?:([^?]*)@)?([^@/?]+)/*(?:\\?(.*))?$`, 's');
const HOST = /^(?:\[([0-9a-f:.]+)\]|([^:[\]\s]+))(?::(\d+))?$/i;

const NODE_PREFERENCES: Readonly<Record<string, NodePreference>> = {
  leader: 'leader',
  follower: 'follower',
  readonlyreplica: 'read_only_replica',
  random: 'random',
};

/** Options of the client that the engine decides by itself: it has timeouts and retries of its own. */
const WITHOUT_EFFECT = ['maxDiscoverAttempts', 'discoveryInterval', 'defaultDeadline', 'throwOnAppendFailure'];

/** What is wrong with a part of the connection string. */
class Invalid extends Error {}

/** Keys are compared without case, hyphens and underscores, as the client does. */
const flat = (text: string): string => text.trim().toLowerCase().replace(/[_-]/g, '');

const decoded = (text: string, part: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new Invalid(`the ${part} has a % that begins no percent-encoded character. Write it as %25.`);
  }
};

const credentialsOf = (userInfo: string | undefined): Credentials | undefined => {
  if (userInfo === undefined) return undefined;
  const [, username, password] = /^([^:]+):(.+)$/s.exec(userInfo) ?? [];
  if (username === undefined || password === undefined)
    throw new Invalid('before the @ it should have a user and a password, as in user:password@host.');
  return { username: decoded(username, 'user'), password: decoded(password, 'password') };
};

const endpointOf = (text: string): Endpoint => {
  const [, ipv6, name, port = String(DEFAULT_PORT)] = HOST.exec(text.trim()) ?? [];
  const host = ipv6 ?? name;
  if (host === undefined || Number(port) > 65_535)
    throw new Invalid('each host should be host:port, separated from the next by a comma.');
  return { host, port: Number(port) };
};

/** The options after the question mark. Each is read at most once; what is left is unknown. */
class Options {
  private readonly values = new Map<string, { readonly key: string; readonly value: string }>();

  constructor(query: string | undefined) {
    for (const pair of query ? query.split(/[&?]/) : []) {
      const [, key, value] = /^([^=]+)=(.+)$/s.exec(pair) ?? [];
      if (key === undefined || value === undefined) throw new Invalid('its options should be ?key=value&key=value.');
      this.values.set(flat(key), { key, value: value.trim() });
    }
  }

  take(key: string): string | undefined {
    const found = this.values.get(flat(key));
    this.values.delete(flat(key));
    return found?.value;
  }

  flag(key: string): boolean | undefined {
    const value = this.take(key);
    if (value !== undefined && value !== 'true' && value !== 'false')
      throw new Invalid(`${key} should be true or false.`);
    return value === undefined ? undefined : value === 'true';
  }

  integer(key: string): number | undefined {
    const value = this.take(key);
    if (value !== undefined && !/^-?\d+$/.test(value)) throw new Invalid(`${key} should be an integer.`);
    return value === undefined ? undefined : Number(value);
  }

  file(key: string): Buffer | null {
    const path = this.take(key);
    if (path === undefined) return null;
    try {
      return readFileSync(decoded(path, key));
    } catch (error) {
      if (error instanceof Invalid) throw error;
      throw new Invalid(`the file of ${key} cannot be read: ${messageOf(error)}.`);
    }
  }

  get unknown(): readonly string[] {
    return [...this.values.values()].map(({ key }) => key);
  }
}

const tlsOf = (options: Options): ConnectionSettings['tls'] => {
  const isOn = options.flag('tls') ?? true;
  const [authority, clientKey, clientCertificate] = [
    options.file('tlsCAFile'),
    options.file('userKeyFile'),
    options.file('userCertFile'),
  ];
  if ((clientKey === null) !== (clientCertificate === null))
    throw new Invalid('userCertFile and userKeyFile belong together. Set both, or neither.');
  return isOn ? { authority, clientKey, clientCertificate } : undefined;
};

const preferenceOf = (value = 'leader'): NodePreference => {
  const preference = NODE_PREFERENCES[flat(value)];
  if (!preference) throw new Invalid('nodePreference should be leader, follower, readOnlyReplica or random.');
  return preference;
};

const keepAliveOf = (options: Options, key: string): number | undefined => {
  const ms = options.integer(key) ?? DEFAULT_KEEP_ALIVE_MS;
  if (ms < -1 || ms === 0) throw new Invalid(`${key} should be a number of milliseconds, or -1 for none.`);
  return ms === -1 ? undefined : ms;
};

const warningsOf = (options: Options, hasTls: boolean): readonly string[] => {
  const isUnverified = options.flag('tlsVerifyCert') === false;
  const ignored = WITHOUT_EFFECT.filter((key) => options.take(key) !== undefined);
  const sentences = [
    ...ignored.map((key) => `${key} has no effect: the engine has timeouts and retries of its own`),
    ...(isUnverified && hasTls ? ['tlsVerifyCert=false has no effect: certificates are verified'] : []),
    ...options.unknown.map((key) => `${key} is not known, and has no effect`),
  ];
  return sentences.map((sentence) => `EVENTSTORE_URL: ${sentence}.`);
};

const settingsOf = (connection: string): ConnectionSettings => {
  const form = FORM.exec(connection.trim());
  if (!form) throw new Invalid('it should be esdb://host:port or esdb+discover://host:port.');
  const [, discover, userInfo, list = '', query] = form;
  const hosts = list.split(',').map(endpointOf);
  const options = new Options(query);
  const tls = tlsOf(options);
  const gossipSeconds = options.integer('gossipTimeout');
  const isCluster = discover !== undefined || hosts.length > 1;
  const nodePreference = preferenceOf(options.take('nodePreference'));
  const settings = {
    hosts,
    isCluster,
    tls,
    credentials: credentialsOf(userInfo),
    nodePreference,
    requiresLeader: isCluster && nodePreference === 'leader',
    gossipMs: gossipSeconds === undefined || gossipSeconds <= 0 ? DEFAULT_GOSSIP_MS : gossipSeconds * 1_000,
    keepAliveMs: keepAliveOf(options, 'keepAliveInterval'),
    keepAliveTimeoutMs: keepAliveOf(options, 'keepAliveTimeout'),
    connectionName: options.take('connectionName'),
  };
  if (settings.credentials && !tls)
    throw new Invalid('with tls=false the user and password would not be sent. Use TLS, or leave them out.');
  return { ...settings, warnings: warningsOf(options, tls !== undefined) };
};

/** The connection string without user and password. */
const masked = (connection: string): string => connection.replace(/\/\/.*@/s, '//***@');

/**
 * Reads a connection string: `esdb://host:port`, `esdb+discover://user:password@host:port`, or several hosts. The
 * schemes `kurrentdb`, `kurrent` and `kdb` mean the same.
 * @throws UnusableConnection
 */
export const parseConnection = (connection: string): ConnectionSettings => {
  try {
    return settingsOf(connection);
  } catch (error) {
    if (!(error instanceof Invalid)) throw error;
    throw new UnusableConnection(`EVENTSTORE_URL is "${masked(connection)}": ${error.message}`);
  }
};

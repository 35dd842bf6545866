import { Type } from '@sinclair/typebox';
import { checkedText, flag, integer, port, text, URL_WITH_SCHEME } from './setting-types.js';

/** Stores in place of the embedded ones, and the gateway that serves the embedded log. */
export const STORE_SETTINGS = {
  EVENTSTORE_URL: Type.Optional(
    checkedText({
      expected: 'a URL such as esdb://host:2113?tls=false',
      secret: 'in-url',
      pattern: URL_WITH_SCHEME,
      description:
        'log on EventStoreDB or KurrentDB, or on an engine with `ESDB_PORT`, in place of the embedded one: ' +
        '`esdb://host:port?tls=false`, `esdb://user:password@host1:port,host2:port,host3:port`; see ' +
        '[scaling.md](scaling.md#connecting-to-a-cluster)',
    }),
  ),
  DATABASE_URL: Type.Optional(
    checkedText({
      expected: 'a URL such as postgresql://user:password@host:5432/database',
      secret: 'in-url',
      pattern: URL_WITH_SCHEME,
      description:
        'read models, outbox, heartbeats and attachments in PostgreSQL 14 or newer, in place of the embedded ' +
        'ones: `postgresql://user:password@host:5432/database`; processes that share it elect one for ' +
        'projections, one for timers and one for processes',
    }),
  ),
  ESDB_PORT: Type.Optional(
    port({
      description: "port that serves the embedded log over EventStoreDB's protocol; without TLS on loopback only",
    }),
  ),
  ESDB_HOST: text({ default: '127.0.0.1', description: 'address of `ESDB_PORT`' }),
  ESDB_ADVERTISED_HOST: Type.Optional(
    text({
      description:
        'host that clients which discover the server (`esdb+discover://`) connect to, such as its name on a network. ' +
        'Default: `ESDB_HOST`, or if that is a wildcard such as 0.0.0.0, the host to which the client connected',
    }),
  ),
  ESDB_ADVERTISED_PORT: Type.Optional(
    port({ description: 'port that such clients connect to, if it is mapped to another. Default: `ESDB_PORT`' }),
  ),
  ESDB_USER: Type.Optional(
    text({
      description:
        'user of `ESDB_PORT`; requires `ESDB_PASSWORD`, `ESDB_TLS_KEY` and `ESDB_TLS_CERT`: all four or none',
    }),
  ),
  ESDB_PASSWORD: Type.Optional(text({ secret: true, description: 'password of `ESDB_USER`' })),
  ESDB_READ_USER: Type.Optional(
    text({ description: 'user of `ESDB_PORT` who may only read; requires `ESDB_READ_PASSWORD` and `ESDB_USER`' }),
  ),
  ESDB_READ_PASSWORD: Type.Optional(text({ secret: true, description: 'password of `ESDB_READ_USER`' })),
  ESDB_CLIENT_WRITES: flag({
    default: true,
    description: 'whether clients of `ESDB_PORT` may write streams of their own; `false`: they may only read',
  }),
  ESDB_TLS_KEY: Type.Optional(text({ description: 'PEM file of the private key of `ESDB_PORT`' })),
  ESDB_TLS_CERT: Type.Optional(text({ description: 'PEM file of the certificate of `ESDB_PORT`' })),
  ESDB_ENGINE_WRITES: flag({
    default: false,
    description: "`true` opens the engine's own streams to other processes of the engine",
  }),
  ESDB_CONNECTIONS: integer(1, 1_000_000, {
    default: 1_000,
    description:
      'open connections to `ESDB_PORT` in total; beyond, a new one replaces one without a call, or is closed',
  }),
  ESDB_CONNECTIONS_PER_ADDRESS: integer(1, 1_000_000, {
    default: 100,
    description: 'open connections to `ESDB_PORT` of one IPv4 address or IPv6 /64 network; beyond, as in total',
  }),
  ESDB_CALLS_PER_CONNECTION: integer(1, 1_000_000, {
    default: 100,
    description: 'calls in progress on one connection to `ESDB_PORT`, open subscriptions included; others wait',
  }),
  ESDB_CALLS_PER_ADDRESS: integer(1, 1_000_000, {
    default: 1_000,
    description:
      'calls in progress of one IPv4 address or IPv6 /64 network, open subscriptions included; beyond, a call is ' +
      'refused with RESOURCE_EXHAUSTED',
  }),
  ESDB_IDLE_SECONDS: integer(1, 86_400, {
    default: 600,
    description: 'time after which a connection to `ESDB_PORT` without a call is closed',
  }),
  ESDB_PING_SECONDS: integer(1, 3_600, {
    default: 10,
    description:
      'time without data after which a connection to `ESDB_PORT` is pinged; it is closed without an answer in as long',
  }),
};

import { Type } from '@sinclair/typebox';
import { flag, integer, port, text } from './setting-types.js';

/** The port on which OpenTelemetry's Prometheus exporters listen by default. */
export const DEFAULT_METRICS_PORT = 9464;

/** Limits on requests, connections and event streams, and what lies between the engine and its clients. */
export const REQUEST_SETTINGS = {
  RATE_LIMIT: integer(0, 1_000_000, {
    default: 500,
    description:
      'requests per second and caller, in bursts of twice as many; a bulk action counts once per ticket; `0`: no limit',
  }),
  REQUESTS_ACTIVE: integer(1, 1_000_000, {
    default: 100,
    description: 'requests that are handled at once; those that wait for their client or for read models do not count',
  }),
  REQUESTS_WAITING: integer(1, 1_000_000, {
    default: 500,
    description:
      'requests that wait for others to end, in turn by address; beyond, or after 5 seconds, they are refused ' +
      'with 503',
  }),
  CONNECTIONS: integer(1, 1_000_000, {
    default: 4_000,
    description: 'open connections in total; beyond, a new one replaces one without a request, or is refused with 503',
  }),
  CONNECTIONS_PER_ADDRESS: integer(1, 1_000_000, {
    default: 250,
    description:
      'open connections of one IPv4 address or IPv6 /64 network; beyond, a new one replaces one without a request, ' +
      'or is refused with 429; raise it for an address of many clients, or list a proxy in `TRUSTED_PROXIES`',
  }),
  EVENT_STREAMS_PER_CALLER: integer(1, 1_000_000, {
    default: 20,
    description: 'open event streams of one caller; those of a service count for each member that it acts for',
  }),
  EVENT_STREAMS_PER_ADDRESS: integer(1, 1_000_000, {
    default: 200,
    description: 'open event streams of one IPv4 address or IPv6 /64 network',
  }),
  EVENT_STREAMS_CATCHING_UP: integer(1, 1_000, {
    default: 16,
    description:
      'event streams that read earlier events at a time, each a page; the others wait, and callers take turns',
  }),
  EVENT_STREAM_PAGES: integer(1, 1_000_000, {
    default: 1_000,
    description:
      'pages of earlier events that `GET /v1/log/events/live` sends before it ends with `too-far-behind`; a page has ' +
      'at most 500 events, about 128 KiB, and comes from at most about 10,000 events',
  }),
  WHAT_IF_SECONDS: integer(1, 86_400, {
    default: 600,
    description: 'longest computation of `POST /v1/what-if`, in seconds; `ledgerdesk what-if` has no limit',
  }),
  SCRUB_PER_SECOND: integer(0, 1_000_000, {
    default: 200,
    description:
      'events and rows that a running engine checks in a second, over and over, at most ' +
      '([doctor.md](doctor.md#while-the-engine-runs)); `0`: none',
  }),
  UPLOAD_FREE_BYTES: integer(0, Number.MAX_SAFE_INTEGER, {
    default: 536_870_912,
    description:
      'free space in bytes that uploads leave on the disk of `DATA_DIR`, for the log; uploads beyond are refused ' +
      'with 503; `0`: no limit. Without effect if `DATABASE_URL` is set',
  }),
  TRUSTED_PROXIES: Type.Optional(
    text({
      description:
        'addresses and networks of proxies, such as `10.0.0.0/8,fd00::1`: the client is the one that their ' +
        '`X-Forwarded-For` names, and limits per address do not apply to the proxies themselves',
    }),
  ),
  CORS_ORIGINS: Type.Optional(
    text({
      description:
        'origins of web pages that may call the API from browsers, such as `https://console.example`, separated by ' +
        'commas; by default none but the engine itself',
    }),
  ),
  TLS_IN_FRONT: Type.Optional(
    flag({
      shownDefault: '`true` when `NODE_ENV=production`',
      description:
        '`true` if clients reach the engine by TLS only, such as through a proxy: browsers are then told to use ' +
        'https (`Strict-Transport-Security`, `upgrade-insecure-requests`), which breaks `/docs` over plain HTTP',
    }),
  ),
  HEADER_SECONDS: integer(1, 300, {
    default: 20,
    description: 'time in which the headers of a request must arrive, also after connecting',
  }),
  BODY_SECONDS: integer(1, 300, {
    default: 20,
    description:
      'time in which the body of a request must arrive, and a second more for each 500 bytes; 5 minutes at most',
  }),
  SHUTDOWN_SECONDS: integer(1, 3_600, {
    default: 10,
    description:
      'time in which the engine stops after SIGTERM or SIGINT: requests in progress have half of it, then their ' +
      'connections are closed; if something still runs at the end, the process exits with 1, which loses nothing',
  }),
  METRICS_PORT: Type.Optional(
    port({
      shownDefault: `\`${DEFAULT_METRICS_PORT}\`, or none if it is taken`,
      description: 'port of the metrics, in Prometheus text format at `/metrics`; `0` takes any free port',
    }),
  ),
  METRICS_HOST: text({
    default: '127.0.0.1',
    description: 'address of `METRICS_PORT`; the metrics need no sign-in, so let only your monitoring reach it',
  }),
};

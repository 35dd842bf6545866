import { ID_PATTERN } from '@ledgerdesk/kernel';
import { type SchemaOptions, type Static, type StringOptions, type TSchema, Type } from '@sinclair/typebox';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';

/** The project's `config` folder. */
const CONFIG = dirname(createRequire(import.meta.url).resolve('#config/policy.json'));

const ROLE_NAMES = ['http', 'projections', 'deadlines', 'processes', 'store'] as const;
export type Role = (typeof ROLE_NAMES)[number];

/** The port on which OpenTelemetry's Prometheus exporters listen by default. */
export const DEFAULT_METRICS_PORT = 9464;

/** Attributes of a setting in addition to its type and check. */
interface Declaration extends SchemaOptions {
  /** Meaning of the setting, in Markdown, for docs/settings.md. */
  readonly description: string;
  /** Shown in docs/settings.md in place of the default. */
  readonly shownDefault?: string;
  /** The value may contain a secret: messages never repeat it. `in-url`: a URL whose password is the secret. */
  readonly secret?: true | 'in-url';
}

/** A declaration of text with a `pattern` or `format`. */
interface CheckedDeclaration extends StringOptions, Declaration {
  /** The correct value, as the object of "Set": `a URL such as https://id.example/jwks`. */
  readonly expected: string;
  readonly description: string;
}

/** Any scheme: the adapter of the store checks the rest. */
const URL_WITH_SCHEME = '^[a-z][a-z+]*://';

/** An origin as browsers send it. Over plain HTTP only a loopback one: elsewhere browsers omit `Sec-Fetch-Site`. */
const ORIGIN_PATTERN =
  '^(https://[a-z0-9.\\[\\]:-]+|http://(localhost|127\\.[0-9]+\\.[0-9]+\\.[0-9]+|\\[::1\\])(:[0-9]+)?)$';

const text = (declaration: Declaration) => Type.String(declaration);
const checkedText = (declaration: CheckedDeclaration) => Type.String(declaration);
const flag = (declaration: Declaration) => Type.Boolean({ expected: 'true or false', ...declaration });
const integer = (minimum: number, maximum: number, declaration: Declaration) =>
  Type.Integer({ minimum, maximum, expected: `a whole number from ${minimum} to ${maximum}`, ...declaration });
const port = (declaration: Declaration) => integer(0, 65_535, declaration);
const oneOf = <T extends string>(values: readonly T[], declaration: Declaration) =>
  Type.Unsafe<T>({ type: 'string', enum: [...values], expected: `one of ${values.join(', ')}`, ...declaration });
/** 32 bytes in base64. */
const key = (declaration: Declaration) =>
  Type.String({
    pattern: '^[A-Za-z0-9+/]{43}=$',
    expected: '32 bytes in base64, such as the output of "openssl rand -base64 32"',
    shownDefault: 'a key in the data folder',
    secret: true,
    ...declaration,
  });

/** The name of a claim, or a JSON Pointer to it. */
const claim = (declaration: Declaration) =>
  Type.String({
    pattern: '^[^\\s]{1,200}$',
    expected: 'the name of a claim such as sub or https://ledgerdesk.example/kind, or a path such as /ledgerdesk/kind',
    ...declaration,
  });

/** Every setting: its type, check, default and description. `npm run settings` writes docs/settings.md from this. */
export const SETTINGS = Type.Object({
  PORT: port({ default: 3000, description: 'port to listen on; `0` takes any free port' }),
  HOST: text({ default: '127.0.0.1', description: 'address to listen on' }),
  DATA_DIR: text({
    default: 'data',
    description:
      'data folder: the log (`events.db`), the read models (`read.db`), the outbox (`outbox.db`), ' +
      'heartbeats of agents (`presence.db`), the read audit (`reads.db`), persistent subscriptions over `ESDB_PORT` ' +
      '(`subscriptions.db`), the tree of the log (`ledger.db`, `checkpoint`), attachments (`attachments/`), keys, ' +
      'the taxonomy in use',
  }),
  CONFIG_DIR: text({
    default: CONFIG,
    shownDefault: '`config` of this project',
    description: 'policy files: policy, prices, calendars, taxonomy, catalogue, features, texts, mails',
  }),
  ROLES: checkedText({
    expected: `one or more of ${ROLE_NAMES.join(', ')}, separated by commas`,
    pattern: `^(${ROLE_NAMES.join('|')})(,(${ROLE_NAMES.join('|')}))*$`,
    default: 'http,projections,deadlines,processes',
    description:
      'parts that run in this process; `processes` reacts to events and delivers mails and webhooks; ' +
      '`store` serves the embedded log to other processes and does nothing else. Health and metrics are ' +
      'served in every role',
  }),
  TENANT: checkedText({
    expected: '1 to 64 letters, digits, "_" or "-"',
    pattern: ID_PATTERN.source,
    default: 'main',
    description: "tenant, recorded in every event's metadata",
  }),
  LOG_LEVEL: oneOf(['fatal', 'error', 'warn', 'info', 'debug', 'silent'], {
    default: 'info',
    description: '`fatal`, `error`, `warn`, `info`, `debug` or `silent`',
  }),
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
  JWKS_URL: Type.Optional(
    checkedText({
      expected: 'a URL such as https://id.example/jwks',
      secret: 'in-url',
      pattern: '^https?://',
      description:
        'URL of the keys that sign tokens ([sign-in.md](sign-in.md)); required when `NODE_ENV=production`, with https',
    }),
  ),
  JWT_ISSUER: text({ default: 'ledgerdesk', description: 'required issuer of tokens' }),
  JWT_AUDIENCE: text({ default: 'ledgerdesk', description: 'required audience of tokens' }),
  JWT_SUBJECT_CLAIM: claim({ default: 'sub', description: 'claim with the id of the caller, in any form' }),
  JWT_KIND_CLAIM: claim({
    default: 'kind',
    description: 'claim with the kind of caller, or with a list of roles of which one is a kind',
  }),
  JWT_TEAM_CLAIM: claim({ default: 'team', description: "claim with the id of a member's team" }),
  JWT_SCOPE_CLAIM: claim({ default: 'scope', description: "claim with a service's scopes: text or a list" }),
  TOKEN_MAX_DAYS: Type.Optional(
    integer(1, 36_500, {
      shownDefault: "`366` with `JWKS_URL`, `3650` for the engine's own tokens",
      description: 'longest life of a token, in days from `iat` to `exp`; others are refused',
    }),
  ),
  REFUSED_TOKENS: integer(0, 1_000_000, {
    default: 100,
    description:
      'refused tokens a minute and address; beyond, the address may only use tokens that were accepted within five ' +
      'minutes; expired tokens do not count; `0`: no limit',
  }),
  PUBLIC_URL: Type.Optional(
    checkedText({
      expected:
        'an origin such as https://support.example.com, or http://127.0.0.1:3000 on this machine: browsers send the ' +
        'headers that protect a session only over https or on loopback',
      secret: 'in-url',
      pattern: ORIGIN_PATTERN,
      format: 'url',
      description:
        'origin at which browsers reach the hub, such as `https://support.example.com`, without a path; required ' +
        'with `OIDC_ISSUER`. The `Host` header is never used instead ([hub-sign-in.md](hub-sign-in.md))',
    }),
  ),
  OIDC_ISSUER: Type.Optional(
    checkedText({
      expected: 'a URL such as https://id.example/realms/support',
      secret: 'in-url',
      pattern: '^https?://[^\\s/?#@]+(/[^\\s?#]*)?$',
      format: 'url',
      description:
        'issuer of the OpenID Connect provider by which people sign in to the hub ' +
        '([hub-sign-in.md](hub-sign-in.md)); requires `OIDC_CLIENT_ID`, `SESSION_KEY` and `PUBLIC_URL`',
    }),
  ),
  OIDC_CLIENT_ID: Type.Optional(text({ description: 'id of the hub at the provider' })),
  OIDC_CLIENT_SECRET: Type.Optional(
    text({ secret: true, description: 'secret of the hub at the provider; without it the hub is a public client' }),
  ),
  OIDC_SCOPE: checkedText({
    expected: 'scopes such as "openid ledgerdesk", separated by spaces, with openid among them',
    pattern: '^([!#-\\[\\]-~]+ )*openid( [!#-\\[\\]-~]+)*$',
    default: 'openid',
    description: 'scopes that the hub asks the provider for, separated by spaces',
  }),
  SESSION_KEY: Type.Optional(
    key({
      description:
        '32 bytes in base64 from which the keys of session cookies are derived; the same for all engines behind one ' +
        '`PUBLIC_URL`. A new one signs everybody out',
    }),
  ),
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
  QUOTE_KEY: Type.Optional(
    key({
      description: '32 bytes in base64 that sign quotes and uploads; the same for all engines that serve one log',
    }),
  ),
  WEBHOOK_KEY: Type.Optional(
    key({
      description: '32 bytes in base64 from which webhook secrets are derived; the same for all engines of one log',
    }),
  ),
  MASTER_KEY: Type.Optional(
    key({
      pattern: '^[A-Za-z0-9+/]{43}=(,[A-Za-z0-9+/]{43}=)*$',
      description:
        '32 bytes in base64 that wrap the keys of personal data ([privacy.md](privacy.md)); the same for all engines ' +
        'of one log; during a rotation the new key, a comma, and the one before',
    }),
  ),
  MASTER_KEY_FILE: Type.Optional(
    text({
      shownDefault: '`keys/master.key` in the data folder',
      description:
        'file with `MASTER_KEY`, such as a mounted secret; during a rotation with one key a line, the new one first; ' +
        'read again when a key is met that none of them wraps',
    }),
  ),
  KEYS_URL: Type.Optional(
    checkedText({
      expected: 'a URL such as file:///var/lib/ledgerdesk-keys or postgresql://user:password@host:5432/database',
      secret: 'in-url',
      pattern: URL_WITH_SCHEME,
      description:
        'where the keys of personal data are, if not in `DATABASE_URL` or the data folder: a folder ' +
        '(`file:///…`) or a PostgreSQL database; the same for all engines of one log',
    }),
  ),
  LEDGER_NAME: checkedText({
    expected: 'letters, digits, ".", "_" and "-", in parts separated by "/", such as ledger.example.com',
    pattern: '^[A-Za-z0-9._-]{1,100}(/[A-Za-z0-9._-]{1,100}){0,4}$',
    default: 'ledgerdesk',
    description:
      'name of the log, with which its checkpoints begin; choose one that no other log has, such as a host name, ' +
      'and keep it: auditors know the log by it ([ledger.md](ledger.md))',
  }),
  LEDGER_KEY: Type.Optional(
    key({
      description:
        '32 bytes in base64: the seed of the Ed25519 key that signs checkpoints of the log; the same for all ' +
        'engines of one log',
    }),
  ),
  LEDGER_PREVIOUS_KEY: Type.Optional(
    key({
      shownDefault: 'none',
      description:
        'the `LEDGER_KEY` before, for the start with which the key changes: both keys sign the next checkpoint',
    }),
  ),
  LEDGER_PUBLIC: flag({
    default: false,
    description:
      '`true` serves checkpoints, tiles, proofs and keys of the log to everyone; otherwise to auditors and operators',
  }),
  LEDGER_CHECKPOINT_DIR: Type.Optional(
    text({ description: 'folder to which checkpoints of the log are written as well, the newest of each hour' }),
  ),
  LEDGER_WEBHOOK_URL: Type.Optional(
    checkedText({
      expected: 'a URL such as https://audit.example/checkpoints',
      secret: 'in-url',
      pattern: '^https?://[^\\s/]+',
      format: 'url',
      description: 'URL to which checkpoints of the log are posted, the newest every 5 seconds at most',
    }),
  ),
  LEDGER_WITNESS_URL: Type.Optional(
    checkedText({
      expected: 'a URL such as https://witness.example',
      secret: 'in-url',
      pattern: '^https?://[^\\s/]+',
      format: 'url',
      description: 'submission prefix of a C2SP witness that cosigns checkpoints; requires `LEDGER_WITNESS_KEY`',
    }),
  ),
  LEDGER_WITNESS_KEY: Type.Optional(
    text({ description: 'public key of the witness, as `<name>+<key id>+<base64>`; its cosignatures are verified' }),
  ),
  LEDGER_TSA_URL: Type.Optional(
    checkedText({
      expected: 'a URL such as https://tsa.example/tsr',
      secret: 'in-url',
      pattern: '^https?://[^\\s/]+',
      format: 'url',
      description: 'URL of a time-stamp authority (RFC 3161) that says when checkpoints of the log existed',
    }),
  ),
  LEDGER_TSA_CERT: Type.Optional(
    text({
      description:
        'file with certificates in PEM, of that authority or of those that certify it: other answers are refused',
    }),
  ),
  LEDGER_TSA_MINUTES: integer(1, 10_080, {
    default: 60,
    description: 'minutes from one time stamp to the next, of the newest checkpoint then',
  }),
  WEBHOOK_PRIVATE_ADDRESSES: flag({
    default: false,
    description: '`true` allows webhooks to loopback and private networks',
  }),
  SMTP_URL: Type.Optional(
    checkedText({
      expected: 'a URL such as smtp://user:password@host:587',
      secret: 'in-url',
      pattern: '^smtps?://[^\\s/]+',
      format: 'url',
      description:
        'mail server: `smtp://user:password@host:587`, or `smtps://…` for TLS from the start; the same for ' +
        'all processes. Without it no mails are sent ([mail.md](mail.md))',
    }),
  ),
  MAIL_FROM: Type.Optional(
    checkedText({
      expected: 'an address such as support@example.com or "Support <support@example.com>"',
      pattern: '^([^\\s@<>]+@[^\\s@<>]+|[^\\p{Cc}<>]+ <[^\\s@<>]+@[^\\s@<>]+>)$',
      description: 'sender of mails: `Support <support@example.com>`; required with `SMTP_URL`',
    }),
  ),
  CLOCK_START: Type.Optional(
    checkedText({
      expected: 'an instant such as 2026-11-27T07:30:00Z',
      format: 'instant',
      description:
        'instant at which a simulated clock starts, which operators move ([sandbox.md](sandbox.md)); a log that is ' +
        'already past it continues at its last event. Refused when `NODE_ENV=production`',
    }),
  ),
  SCENARIO: Type.Optional(
    checkedText({
      expected: '1 to 64 letters, digits, "_" or "-"',
      pattern: ID_PATTERN.source,
      description:
        'name of the scenario that plays on the simulated clock, recorded in the `simulation` of every event; ' +
        'requires `CLOCK_START`',
    }),
  ),
  CLOCK_STEP_SECONDS: integer(1, 86_400, {
    default: 300,
    description:
      'a forward step of the system clock beyond this many seconds holds timers, charges and mails until ' +
      '`ledgerdesk clock accept` ([clock.md](clock.md)); simulated clocks are exempt',
  }),
  CLOCK_SPEED: Type.Number({
    expected: 'a number above 0, up to 1000000',
    exclusiveMinimum: 0,
    maximum: 1_000_000,
    default: 1,
    description: 'simulated seconds per second; other than `1` refused when `NODE_ENV=production`',
  }),
  NODE_ENV: oneOf(['development', 'production', 'test'], {
    default: 'development',
    description:
      '`production` requires `JWKS_URL` with https, `LEDGER_KEY`, `MASTER_KEY` or `MASTER_KEY_FILE`, and `QUOTE_KEY` ' +
      'and `WEBHOOK_KEY` if `EVENTSTORE_URL` or `DATABASE_URL` is set',
  }),
});

/** The settings of the engine, from its environment. */
export type Settings = Readonly<Static<typeof SETTINGS>>;

/** The declaration of each setting, by name. */
export const DECLARATIONS = new Map(Object.entries<TSchema>(SETTINGS.properties));

/** What of a setting's value is secret; undefined if nothing is. */
export const secretIn = (setting: string): Declaration['secret'] => {
  const declared: unknown = DECLARATIONS.get(setting)?.secret;
  return declared === true || declared === 'in-url' ? declared : undefined;
};

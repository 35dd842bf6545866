import { ID_PATTERN } from '@ledgerdesk/kernel';
import { type SchemaOptions, type Static, type StringOptions, type TSchema, Type } from '@sinclair/typebox';
import { Ajv, type ErrorObject } from 'ajv';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** Settings that cannot be used; the message lists each with what it should be. */
export class SettingsError extends Error {
  readonly code = 'invalid-settings';
}

/** The project's own files of rules, seen from the sources or from what is built from them. */
const CONFIG = join(
  import.meta.dirname,
  '..',
  '..',
  existsSync(join(import.meta.dirname, '..', '..', 'config')) ? '' : '..',
  'config',
);
export const ROLE_NAMES = ['http', 'projections', 'deadlines', 'processes', 'store'] as const;
export type Role = (typeof ROLE_NAMES)[number];

const text = (options: StringOptions) => Type.String({ minLength: 1, ...options });
const port = { minimum: 0, maximum: 65_535 };
const literals = <T extends string>(values: readonly T[], options: SchemaOptions) =>
  Type.Unsafe<T>({ type: 'string', enum: [...values], ...options });

/** Every setting: its type, check, default and description. `npm run settings` writes docs/settings.md from this. */
const SCHEMA = Type.Object({
  PORT: Type.Integer({ ...port, default: 3000, description: 'port to listen on; `0` takes any free port' }),
  HOST: text({ default: '127.0.0.1', description: 'address to listen on' }),
  DATA_DIR: text({
    default: 'data',
    description:
      'data folder: the log (`events.db`), the read models (`read.db`), the outbox (`outbox.db`), ' +
      'heartbeats of agents (`presence.db`), persistent subscriptions over `ESDB_PORT` ' +
      '(`subscriptions.db`), attachments (`attachments/`), keys, the taxonomy in use',
  }),
  CONFIG_DIR: text({
    default: CONFIG,
    shownDefault: '`config` of this project',
    description: 'policy files: policy, prices, calendars, taxonomy, catalogue, features, texts, mails',
  }),
  ROLES: Type.String({
    pattern: `^(${ROLE_NAMES.join('|')})(,(${ROLE_NAMES.join('|')}))*$`,
    default: 'http,projections,deadlines,processes',
    description:
      'parts that run in this process; `processes` reacts to events and delivers mails and webhooks; ' +
      '`store` serves the embedded log to other processes and does nothing else. Health and metrics are ' +
      'served in every role',
  }),
  TENANT: Type.String({
    pattern: ID_PATTERN.source,
    default: 'main',
    description: "tenant, recorded in every event's metadata",
  }),
  LOG_LEVEL: literals(['fatal', 'error', 'warn', 'info', 'debug', 'silent'], {
    default: 'info',
    description: '`fatal`, `error`, `warn`, `info`, `debug` or `silent`',
  }),
  RATE_LIMIT: Type.Integer({
    minimum: 0,
    maximum: 1_000_000,
    default: 500,
    description:
      'requests per second and caller, in bursts of twice as many; a bulk action counts once per ticket; `0`: no limit',
  }),
  JWKS_URL: Type.Optional(
    Type.String({
      pattern: '^https?://',
      description: 'URL of the keys that sign tokens; required when `NODE_ENV=production`',
    }),
  ),
  JWT_ISSUER: text({ default: 'ledgerdesk', description: 'issuer that a token must name' }),
  JWT_AUDIENCE: text({ default: 'ledgerdesk', description: 'audience that a token must name' }),
  EVENTSTORE_URL: Type.Optional(
    text({
      description:
        'log on EventStoreDB or KurrentDB, or on an engine that serves its own, in place of the embedded one: ' +
        '`esdb://host:port?tls=false`, `esdb+discover://user:password@host:port`',
    }),
  ),
  DATABASE_URL: Type.Optional(
    text({
      description:
        'read models, outbox, heartbeats and attachments in PostgreSQL 14 or newer, in place of the embedded ' +
        'ones: `postgresql://user:password@host:5432/database`; processes that share it elect one for ' +
        'projections, one for timers and one for processes',
    }),
  ),
  ESDB_PORT: Type.Optional(
    Type.Integer({
      ...port,
      description: "port that serves the embedded log over EventStoreDB's protocol; without TLS on loopback only",
    }),
  ),
  ESDB_HOST: text({ default: '127.0.0.1', description: 'address of `ESDB_PORT`' }),
  ESDB_USER: Type.Optional(
    text({
      description:
        'user of `ESDB_PORT`; goes with `ESDB_PASSWORD`, `ESDB_TLS_KEY` and `ESDB_TLS_CERT`: all four or none',
    }),
  ),
  ESDB_PASSWORD: Type.Optional(text({ description: 'password of `ESDB_USER`' })),
  ESDB_TLS_KEY: Type.Optional(text({ description: 'PEM file of the private key of `ESDB_PORT`' })),
  ESDB_TLS_CERT: Type.Optional(text({ description: 'PEM file of the certificate of `ESDB_PORT`' })),
  ESDB_ENGINE_WRITES: Type.Boolean({
    default: false,
    description: "`true` opens the engine's own streams to other processes of the engine",
  }),
  QUOTE_KEY: Type.Optional(
    Type.String({
      pattern: '^[A-Za-z0-9+/]{43}=$',
      shownDefault: "the data folder's own",
      description: '32 bytes in base64 that sign quotes and uploads; the same for all engines that serve one log',
    }),
  ),
  WEBHOOK_KEY: Type.Optional(
    Type.String({
      pattern: '^[A-Za-z0-9+/]{43}=$',
      shownDefault: "the data folder's own",
      description: '32 bytes in base64 from which webhook secrets are derived; the same for all engines of one log',
    }),
  ),
  WEBHOOK_PRIVATE_ADDRESSES: Type.Boolean({
    default: false,
    description: '`true` allows webhooks to loopback and private networks',
  }),
  SMTP_URL: Type.Optional(
    Type.String({
      pattern: '^smtps?://[^\\s/]+',
      format: 'url',
      description:
        'mail server: `smtp://user:password@host:587`, or `smtps://…` for TLS from the start; the same for ' +
        'all processes. Without it no mails are sent ([mail.md](mail.md))',
    }),
  ),
  MAIL_FROM: Type.Optional(
    Type.String({
      pattern: '^([^\\s@<>]+@[^\\s@<>]+|[^\\p{Cc}<>]+ <[^\\s@<>]+@[^\\s@<>]+>)$',
      description: 'sender of mails: `Support <support@example.com>`; required with `SMTP_URL`',
    }),
  ),
  CLOCK_START: Type.Optional(
    Type.String({
      format: 'instant',
      description:
        'instant at which a simulated clock starts, for demos and trials; a log that is further goes on from ' +
        'its last event. Refused when `NODE_ENV=production`',
    }),
  ),
  CLOCK_SPEED: Type.Number({
    exclusiveMinimum: 0,
    maximum: 1_000_000,
    default: 1,
    description: 'simulated seconds per second; other than `1` refused when `NODE_ENV=production`',
  }),
  NODE_ENV: literals(['development', 'production', 'test'], {
    default: 'development',
    description: '`production` requires `JWKS_URL`',
  }),
});

/** The settings of the engine, from its environment. */
export type Settings = Readonly<Static<typeof SCHEMA>>;

const SETTING_NAMES: readonly string[] = Object.keys(SCHEMA.properties);

const shownDefault = ({ default: value, shownDefault: shown }: TSchema): string => {
  if (typeof shown === 'string') return shown;
  return value === undefined ? '–' : `\`${String(value)}\``;
};

/** The table of docs/settings.md. */
export const settingsTable = (): string =>
  [
    '| Setting | Default | Meaning |',
    '|---|---|---|',
    ...Object.entries<TSchema>(SCHEMA.properties).map(
      ([name, schema]) => `| \`${name}\` | ${shownDefault(schema)} | ${schema.description ?? ''} |`,
    ),
  ].join('\n');

const isInstant = (value: string): boolean =>
  /^\d{4}-\d{2}-\d{2}T.*(Z|[+-]\d{2}:\d{2})$/.test(value) && !Number.isNaN(Date.parse(value));

const ajv = new Ajv({
  meta: false,
  keywords: ['shownDefault'],
  validateSchema: false,
  allErrors: true,
  coerceTypes: true,
  useDefaults: true,
  verbose: true,
  formats: { instant: isInstant, url: (value: string) => URL.canParse(value) },
});

/** What may hold a secret is never said again. */
const HOLDS_SECRETS = /_URL$|_KEY$|PASSWORD/;

const faultOf = ({ instancePath, message, data, params }: ErrorObject): string => {
  const name = instancePath.slice(1);
  const allowed = 'allowedValues' in params ? `: ${String(params.allowedValues)}` : '';
  return `${name} is ${HOLDS_SECRETS.test(name) ? 'wrong' : `"${String(data)}"`}: it ${message ?? 'is wrong'}${allowed}.`;
};

/** What lets clients sign in from elsewhere: of no use one without the others. */
const WIRE_SIGN_IN = ['ESDB_USER', 'ESDB_PASSWORD', 'ESDB_TLS_KEY', 'ESDB_TLS_CERT'] as const;

const missingOf = (settings: Settings): readonly string[] => {
  const missing = WIRE_SIGN_IN.filter((name) => settings[name] === undefined);
  return missing.length === WIRE_SIGN_IN.length ? [] : missing;
};

/** Settings that contradict each other. */
const contradictions = (settings: Settings): readonly string[] => [
  ...missingOf(settings).map((name) => `${name} is missing: user, password, key and certificate go together.`),
  ...(settings.EVENTSTORE_URL !== undefined && settings.ESDB_PORT !== undefined
    ? ['ESDB_PORT serves the embedded log, which EVENTSTORE_URL replaces: set one of them.']
    : []),
  ...(settings.SMTP_URL !== undefined && settings.MAIL_FROM === undefined
    ? ['MAIL_FROM is missing: mails for SMTP_URL are written in its name, e.g. "Support <support@example.com>".']
    : []),
  ...(hasRole(settings, 'store') && settings.ESDB_PORT === undefined
    ? ['The role store serves the embedded log to other processes: set ESDB_PORT.']
    : []),
];

const refusals = (settings: Settings): readonly string[] => {
  if (settings.NODE_ENV !== 'production') return contradictions(settings);
  return [
    ...contradictions(settings),
    ...(settings.JWKS_URL === undefined
      ? ['JWKS_URL is missing: in production the keys that sign tokens come from there.']
      : []),
    ...(settings.CLOCK_START !== undefined || settings.CLOCK_SPEED !== 1
      ? ['CLOCK_START and CLOCK_SPEED are for demos and trials: they are refused in production.']
      : []),
  ];
};

const fail = (faults: readonly string[]): never => {
  throw new SettingsError(
    `The engine cannot start with these settings.\n${faults.map((fault) => `  ${fault}`).join('\n')}`,
  );
};

/** The settings in an environment, each checked, with defaults for what is not set. Throws SettingsError. */
export const settingsFrom = (env: Readonly<Record<string, string | undefined>>): Settings => {
  const known = SETTING_NAMES.filter((name) => env[name] !== undefined && env[name] !== '');
  const valid = ajv.compile<Settings>(SCHEMA);
  const settings: unknown = Object.fromEntries(known.map((name) => [name, env[name]]));
  if (!valid(settings)) return fail((valid.errors ?? []).map(faultOf));
  const refused = refusals(settings);
  return refused.length > 0 ? fail(refused) : settings;
};

export const hasRole = (settings: Settings, role: Role): boolean => settings.ROLES.split(',').includes(role);

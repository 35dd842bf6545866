import { Ajv, type ErrorObject } from 'ajv';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** What the engine is told by its environment; docs/settings.md has one line for each. */
export interface Settings {
  readonly NODE_ENV: 'development' | 'production' | 'test';
  readonly PORT: number;
  readonly HOST: string;
  readonly DATA_DIR: string;
  readonly CONFIG_DIR: string;
  readonly TENANT: string;
  readonly ROLES: string;
  readonly LOG_LEVEL: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'silent';
  readonly JWKS_URL?: string;
  /** 32 bytes in base64 that sign quotes, the same for all engines of one log; the data folder's own key without it. */
  readonly QUOTE_KEY?: string;
  /** 32 bytes in base64 from which the secrets of webhooks are derived, the same for all engines of one log. */
  readonly WEBHOOK_KEY?: string;
  /** Whether webhooks may lead to addresses of private networks. */
  readonly WEBHOOK_PRIVATE_ADDRESSES: boolean;
  /** The server that mails are handed to; without it none are written. */
  readonly SMTP_URL?: string;
  /** In whose name mails are written. */
  readonly MAIL_FROM?: string;
  readonly JWT_ISSUER: string;
  readonly JWT_AUDIENCE: string;
  /** Requests a second that one caller may send, in bursts of twice as many; 0 for no limit. */
  readonly RATE_LIMIT: number;
  /** The log on EventStoreDB, or on an engine that serves its own at ESDB_PORT, in place of the embedded one. */
  readonly EVENTSTORE_URL?: string;
  /** The read models in PostgreSQL, in place of the embedded ones. */
  readonly DATABASE_URL?: string;
  readonly ESDB_PORT?: number;
  readonly ESDB_HOST: string;
  readonly ESDB_ENGINE_WRITES: boolean;
  readonly ESDB_USER?: string;
  readonly ESDB_PASSWORD?: string;
  /** Paths of PEM files. */
  readonly ESDB_TLS_KEY?: string;
  readonly ESDB_TLS_CERT?: string;
  readonly CLOCK_START?: string;
  readonly CLOCK_SPEED: number;
}

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

const text = { type: 'string', minLength: 1 };
const schema = {
  type: 'object',
  required: [],
  properties: {
    NODE_ENV: { enum: ['development', 'production', 'test'], default: 'development' },
    PORT: { type: 'integer', minimum: 0, maximum: 65_535, default: 3000 },
    HOST: { ...text, default: '127.0.0.1' },
    DATA_DIR: { ...text, default: 'data' },
    CONFIG_DIR: { ...text, default: CONFIG },
    TENANT: { type: 'string', pattern: '^[A-Za-z0-9_-]{1,64}$', default: 'main' },
    ROLES: {
      type: 'string',
      pattern: `^(${ROLE_NAMES.join('|')})(,(${ROLE_NAMES.join('|')}))*$`,
      default: 'http,projections,deadlines,processes',
    },
    LOG_LEVEL: { enum: ['fatal', 'error', 'warn', 'info', 'debug', 'silent'], default: 'info' },
    JWKS_URL: { type: 'string', pattern: '^https?://' },
    QUOTE_KEY: { type: 'string', pattern: '^[A-Za-z0-9+/]{43}=$' },
    WEBHOOK_KEY: { type: 'string', pattern: '^[A-Za-z0-9+/]{43}=$' },
    WEBHOOK_PRIVATE_ADDRESSES: { type: 'boolean', default: false },
    SMTP_URL: { type: 'string', pattern: '^smtps?://[^\\s/]+', format: 'url' },
    MAIL_FROM: { type: 'string', pattern: '^([^\\s@<>]+@[^\\s@<>]+|[^\\p{Cc}<>]+ <[^\\s@<>]+@[^\\s@<>]+>)$' },
    JWT_ISSUER: { ...text, default: 'ledgerdesk' },
    JWT_AUDIENCE: { ...text, default: 'ledgerdesk' },
    RATE_LIMIT: { type: 'integer', minimum: 0, maximum: 1_000_000, default: 500 },
    EVENTSTORE_URL: text,
    DATABASE_URL: text,
    ESDB_PORT: { type: 'integer', minimum: 0, maximum: 65_535 },
    ESDB_HOST: { ...text, default: '127.0.0.1' },
    ESDB_ENGINE_WRITES: { type: 'boolean', default: false },
    ESDB_USER: text,
    ESDB_PASSWORD: text,
    ESDB_TLS_KEY: text,
    ESDB_TLS_CERT: text,
    CLOCK_START: { type: 'string', format: 'instant' },
    CLOCK_SPEED: { type: 'number', exclusiveMinimum: 0, maximum: 1_000_000, default: 1 },
  },
};

/** Every setting that there is. */
export const SETTING_NAMES: readonly string[] = Object.keys(schema.properties);

const isInstant = (value: string): boolean =>
  /^\d{4}-\d{2}-\d{2}T.*(Z|[+-]\d{2}:\d{2})$/.test(value) && !Number.isNaN(Date.parse(value));

const ajv = new Ajv({
  meta: false,
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
  const valid = ajv.compile<Settings>(schema);
  const settings: unknown = Object.fromEntries(known.map((name) => [name, env[name]]));
  if (!valid(settings)) return fail((valid.errors ?? []).map(faultOf));
  const refused = refusals(settings);
  return refused.length > 0 ? fail(refused) : settings;
};

export const hasRole = (settings: Settings, role: Role): boolean => settings.ROLES.split(',').includes(role);

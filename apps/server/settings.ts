import { Ajv } from 'ajv';
import { COSIGNATURE_V1, parseVerifierKey } from '@ledgerdesk/ledger';
import { join } from 'node:path';
import { TrustedProxies } from '../api/platform/http/client-address.js';
import type { SignInMethod } from '../api/platform/auth/session/session-config.js';
import { parseOrigins } from '../api/platform/http/cors.js';
import { DECLARATIONS, type Role, secretIn, SETTINGS, type Settings } from './settings-schema.js';

export { DEFAULT_METRICS_PORT, type Settings } from './settings-schema.js';

/** Invalid settings. The message lists each of them with what to set. */
class SettingsError extends Error {
  readonly code = 'invalid-settings';
}

export type Environment = Readonly<Record<string, string | undefined>>;

const isInstant = (value: string): boolean =>
  /^\d{4}-\d{2}-\d{2}T.*(Z|[+-]\d{2}:\d{2})$/.test(value) && !Number.isNaN(Date.parse(value));

const ajv = new Ajv({
  meta: false,
  keywords: ['expected', 'secret', 'shownDefault'],
  validateSchema: false,
  allErrors: true,
  coerceTypes: true,
  useDefaults: true,
  formats: { instant: isInstant, url: (value: string) => URL.canParse(value) },
  // The validator runs once, so optimizing its code costs more than it saves.
  code: { optimize: false },
});

const invalidValue = (name: string, value: string): string => {
  const declaration = DECLARATIONS.get(name);
  const error = secretIn(name) ? 'invalid' : JSON.stringify(value);
  return `${name} is ${error}. Set ${String(declaration?.expected)}.`;
};

const listed = (names: readonly string[]): string => new Intl.ListFormat('en').format(names);

/** Settings that let clients sign in to the gateway. Each requires the others. */
const GATEWAY_SIGN_IN = ['ESDB_USER', 'ESDB_PASSWORD', 'ESDB_TLS_KEY', 'ESDB_TLS_CERT'] as const;

const missingSignIn = (settings: Settings): readonly string[] => {
  const missing = GATEWAY_SIGN_IN.filter((name) => settings[name] === undefined);
  if (missing.length === 0 || missing.length === GATEWAY_SIGN_IN.length) return [];
  const verb = missing.length === 1 ? 'is' : 'are';
  return [`${listed(missing)} ${verb} not set. Set all of ${listed(GATEWAY_SIGN_IN)}, or none of them.`];
};

/** Proxies whose X-Forwarded-For is trusted. */
export const trustedProxiesIn = ({ TRUSTED_PROXIES }: Pick<Settings, 'TRUSTED_PROXIES'>): TrustedProxies =>
  (TRUSTED_PROXIES === undefined ? undefined : TrustedProxies.parse(TRUSTED_PROXIES)) ?? TrustedProxies.none;

/** The origins in the setting `CORS_ORIGINS`. */
export const originsIn = ({ CORS_ORIGINS }: Pick<Settings, 'CORS_ORIGINS'>): readonly string[] =>
  (CORS_ORIGINS === undefined ? undefined : parseOrigins(CORS_ORIGINS)) ?? [];

/** The settings that open routes to everyone, of those that are true. */
export const publicRoutesIn = ({ LEDGER_PUBLIC }: Pick<Settings, 'LEDGER_PUBLIC'>): ReadonlySet<string> =>
  new Set(LEDGER_PUBLIC ? ['LEDGER_PUBLIC'] : []);

const missingReader = ({ ESDB_READ_USER, ESDB_READ_PASSWORD, ESDB_USER }: Settings): readonly string[] => {
  const given = [ESDB_READ_USER, ESDB_READ_PASSWORD].filter((value) => value !== undefined).length;
  if (given === 0 || (given === 2 && ESDB_USER !== undefined)) return [];
  return ['ESDB_READ_USER requires ESDB_READ_PASSWORD and ESDB_USER. Set all of them, or none.'];
};

const isWitnessKey = (vkey: string): boolean => {
  try {
    return parseVerifierKey(vkey).algorithm === COSIGNATURE_V1;
  } catch {
    return false;
  }
};

const witnessErrors = ({ LEDGER_WITNESS_URL: url, LEDGER_WITNESS_KEY: vkey }: Settings): readonly string[] => {
  if ((url === undefined) !== (vkey === undefined))
    return ['LEDGER_WITNESS_URL and LEDGER_WITNESS_KEY require each other. Set both, or neither.'];
  return vkey === undefined || isWitnessKey(vkey)
    ? []
    : ['LEDGER_WITNESS_KEY is no key of a witness. Set one such as witness.example+0a1b2c3d+BA… (algorithm 0x04).'];
};

/** Settings that sign-in by an identity provider requires. */
const OIDC_REQUIRES = ['OIDC_CLIENT_ID', 'SESSION_KEY', 'PUBLIC_URL'] as const;

const signInErrors = (settings: Settings): readonly string[] => {
  const { OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET, PUBLIC_URL } = settings;
  const missing = OIDC_ISSUER === undefined ? [] : OIDC_REQUIRES.filter((name) => settings[name] === undefined);
  return [
    ...(missing.length === 0
      ? []
      : [
          `${listed(missing)} ${missing.length === 1 ? 'is' : 'are'} not set. OIDC_ISSUER requires ` +
            `${listed(OIDC_REQUIRES)}: see docs/hub-sign-in.md. Make a SESSION_KEY with "openssl rand -base64 32".`,
        ]),
    ...(OIDC_ISSUER === undefined && (OIDC_CLIENT_ID ?? OIDC_CLIENT_SECRET) !== undefined
      ? ['OIDC_ISSUER is not set. OIDC_CLIENT_ID and OIDC_CLIENT_SECRET require it.']
      : []),
    ...(PUBLIC_URL !== undefined && new URL(PUBLIC_URL).origin !== PUBLIC_URL
      ? [`PUBLIC_URL is ${JSON.stringify(PUBLIC_URL)}. Browsers send it as ${new URL(PUBLIC_URL).origin}: set that.`]
      : []),
  ];
};

/**
 * How people sign in to the hub. Links are signed with the engine's own key, which signs nobody in where an identity
 * provider does.
 */
export const signInMethodOf = ({
  OIDC_ISSUER,
  JWKS_URL,
  NODE_ENV,
}: Pick<Settings, 'OIDC_ISSUER' | 'JWKS_URL' | 'NODE_ENV'>): SignInMethod => {
  if (OIDC_ISSUER !== undefined) return 'oidc';
  return JWKS_URL === undefined && NODE_ENV !== 'production' ? 'link' : 'none';
};

/** Faults of settings that are valid one by one. */
const contradictions = (settings: Settings): readonly string[] => [
  ...missingSignIn(settings),
  ...missingReader(settings),
  ...witnessErrors(settings),
  ...signInErrors(settings),
  ...(settings.LEDGER_TSA_CERT !== undefined && settings.LEDGER_TSA_URL === undefined
    ? ['LEDGER_TSA_URL is not set. LEDGER_TSA_CERT requires the URL of a time-stamp authority.']
    : []),
  ...(settings.EVENTSTORE_URL !== undefined && settings.ESDB_PORT !== undefined
    ? ['ESDB_PORT serves the embedded log, which EVENTSTORE_URL replaces. Set one of them.']
    : []),
  ...(settings.TRUSTED_PROXIES !== undefined && TrustedProxies.parse(settings.TRUSTED_PROXIES) === undefined
    ? [`TRUSTED_PROXIES is ${JSON.stringify(settings.TRUSTED_PROXIES)}. Set addresses such as 10.0.0.0/8,fd00::1.`]
    : []),
  ...(settings.CORS_ORIGINS !== undefined && parseOrigins(settings.CORS_ORIGINS) === undefined
    ? [`CORS_ORIGINS is ${JSON.stringify(settings.CORS_ORIGINS)}. Set origins such as https://console.example.`]
    : []),
  ...(settings.SMTP_URL !== undefined && settings.MAIL_FROM === undefined
    ? ['MAIL_FROM is not set. SMTP_URL requires a sender such as "Support <support@example.com>".']
    : []),
  ...(settings.SCENARIO !== undefined && settings.CLOCK_START === undefined
    ? ['CLOCK_START is not set. SCENARIO requires a simulated clock.']
    : []),
  ...(settings.MASTER_KEY !== undefined && settings.MASTER_KEY_FILE !== undefined
    ? ['MASTER_KEY and MASTER_KEY_FILE are both set. Set one of them.']
    : []),
  ...(hasRole(settings, 'store') && settings.ESDB_PORT === undefined
    ? ['ESDB_PORT is not set. The role "store" requires a port on which to serve the embedded log.']
    : []),
];

/** Keys that engines of one log share, and the files with those of a data folder. */
const SHARED_KEYS = [
  ['QUOTE_KEY', 'quotes.key'],
  ['WEBHOOK_KEY', 'webhooks.key'],
] as const;

/** Where a log or database may have several engines, none may make keys of its own. */
const missingKeys = (settings: Settings): readonly string[] => {
  const serves = settings.ESDB_PORT !== undefined && settings.ESDB_ENGINE_WRITES;
  const isShared = settings.EVENTSTORE_URL !== undefined || settings.DATABASE_URL !== undefined || serves;
  if (!isShared || settings.ROLES === 'store') return [];
  return SHARED_KEYS.filter(([name]) => settings[name] === undefined).map(
    ([name, file]) =>
      `${name} is not set. In production, engines that share a log or database share it. ` +
      `If this engine has run before, keep its key: ${name}=$(base64 < ${join(settings.DATA_DIR, 'keys', file)}). ` +
      'Else set the output of "openssl rand -base64 32".',
  );
};

/** In production, the key that protects personal data is kept apart from the data folder, and its backups. */
const missingMasterKey = ({ MASTER_KEY, MASTER_KEY_FILE, ROLES, DATA_DIR }: Settings): readonly string[] =>
  MASTER_KEY !== undefined || MASTER_KEY_FILE !== undefined || ROLES === 'store'
    ? []
    : [
        'MASTER_KEY is not set. Production requires the key that wraps the keys of personal data, as MASTER_KEY or ' +
          'in the file MASTER_KEY_FILE. If this engine has run before, keep its key: ' +
          `MASTER_KEY=$(cat ${join(DATA_DIR, 'keys', 'master.key')}). ` +
          'Else set the output of "openssl rand -base64 32".',
      ];

/** A key that an engine makes for itself lies beside the log that it signs. */
const missingLedgerKey = ({ ROLES, LEDGER_KEY, DATA_DIR }: Settings): readonly string[] =>
  ROLES === 'store' || LEDGER_KEY !== undefined
    ? []
    : [
        'LEDGER_KEY is not set. Production requires the key that signs checkpoints of the log. If this engine has ' +
          `run before, keep its key: LEDGER_KEY=$(base64 < ${join(DATA_DIR, 'keys', 'ledger.key')}). ` +
          'Else set the output of "openssl rand -base64 32".',
      ];

const productionErrors = (settings: Settings): readonly string[] => {
  if (settings.NODE_ENV !== 'production') return [];
  return [
    ...(settings.JWKS_URL === undefined
      ? ['JWKS_URL is not set. Production requires the URL of the keys that sign tokens.']
      : []),
    ...(settings.JWKS_URL?.startsWith('http:')
      ? ['JWKS_URL is not encrypted. Production requires a URL that begins with https://.']
      : []),
    ...(settings.OIDC_ISSUER?.startsWith('http:')
      ? ['OIDC_ISSUER is not encrypted. Production requires a URL that begins with https://.']
      : []),
    ...(settings.PUBLIC_URL?.startsWith('http:')
      ? ['PUBLIC_URL is not encrypted. Production requires an origin that begins with https://.']
      : []),
    ...missingMasterKey(settings),
    ...missingKeys(settings),
    ...missingLedgerKey(settings),
    ...(settings.CLOCK_START !== undefined || settings.CLOCK_SPEED !== 1
      ? ['CLOCK_START and CLOCK_SPEED are refused in production. Unset both.']
      : []),
  ];
};

const settingsError = (errors: readonly string[]): SettingsError =>
  new SettingsError(['The settings in the environment are invalid:', ...errors].join('\n  '));

/**
 * Reads the settings from an environment, with defaults. An empty variable counts as not set.
 * @throws SettingsError
 */
export const settingsFrom = (env: Environment): Settings => {
  const given = Object.entries(env).filter(
    ([name, value]) => DECLARATIONS.has(name) && value !== undefined && value !== '',
  );
  const settings: unknown = Object.fromEntries(given);
  const isValid = ajv.compile<Settings>(SETTINGS);
  if (!isValid(settings)) {
    const names = new Set((isValid.errors ?? []).map(({ instancePath }) => instancePath.slice(1)));
    throw settingsError([...names].map((name) => invalidValue(name, env[name] ?? '')));
  }
  const errors = [...contradictions(settings), ...productionErrors(settings)];
  if (errors.length > 0) throw settingsError(errors);
  return settings;
};

/** Returns true if this process runs `role`. */
export const hasRole = (settings: Pick<Settings, 'ROLES'>, role: Role): boolean =>
  settings.ROLES.split(',').includes(role);

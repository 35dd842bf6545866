import { messageOf } from '@ledgerdesk/kernel';
import { mailStatus } from './mail.js';
import { secretIn, SETTINGS } from './settings-schema.js';
import { settingsFrom, signInMethodOf } from './settings.js';

type Environment = Readonly<Record<string, string>>;

const MAIL = { SMTP_URL: 'smtps://user:secret@mail.example:465', MAIL_FROM: 'Support <support@example.com>' };
const NOT_AN_ADDRESS = 'an address such as support@example.com or "Support <support@example.com>"';

/** The message with which an environment is refused; throws if it is accepted. */
const messageFor = (env: Environment): string => {
  try {
    settingsFrom(env);
  } catch (error) {
    return messageOf(error);
  }
  throw new Error('The settings are valid.');
};

const errorsOf = (env: Environment): readonly string[] =>
  messageFor(env)
    .split('\n')
    .slice(1)
    .map((line) => line.trim());

const KEY = Buffer.alloc(32, 'k').toString('base64');

const PRODUCTION = {
  NODE_ENV: 'production',
  JWKS_URL: 'https://id.example/jwks',
  DATA_DIR: '/var/lib/ledgerdesk',
  MASTER_KEY: KEY,
  LEDGER_KEY: KEY,
};

describe('settingsFrom', () => {
  it('converts values and fills in defaults, also for empty variables', () => {
    expect(settingsFrom({ PORT: '8080', HOST: '', WEBHOOK_PRIVATE_ADDRESSES: 'true' })).toMatchObject({
      PORT: 8080,
      HOST: '127.0.0.1',
      WEBHOOK_PRIVATE_ADDRESSES: true,
      TENANT: 'main',
    });
  });

  it.each([
    ['PORT', 'abc', 'a whole number from 0 to 65535'],
    ['PORT', '65536', 'a whole number from 0 to 65535'],
    ['RATE_LIMIT', '-1', 'a whole number from 0 to 1000000'],
    ['ROLES', 'http,all', 'one or more of http, projections, deadlines, processes, store, separated by commas'],
    ['TENANT', 'a b', '1 to 64 letters, digits, "_" or "-"'],
    ['LOG_LEVEL', 'loud', 'one of fatal, error, warn, info, debug, silent'],
    ['ESDB_ENGINE_WRITES', 'perhaps', 'true or false'],
    ['CLOCK_START', 'yesterday', 'an instant such as 2026-11-27T07:30:00Z'],
    ['CLOCK_SPEED', '0', 'a number above 0, up to 1000000'],
    ['TRUSTED_PROXIES', 'proxy.example', 'addresses such as 10.0.0.0/8,fd00::1'],
    ['CORS_ORIGINS', '*', 'origins such as https://console.example'],
    ['MAIL_FROM', 'support', NOT_AN_ADDRESS],
    ['MAIL_FROM', 'Support <support>', NOT_AN_ADDRESS],
    ['MAIL_FROM', 'a@b.example, c@d.example', NOT_AN_ADDRESS],
    ['MAIL_FROM', 'Support <a@b.example>\r\nBcc: eve@evil.example', NOT_AN_ADDRESS],
  ])('names the wrong value and the expected one: %s=%j', (name, value, expected) => {
    expect(errorsOf({ [name]: value })).toEqual([`${name} is ${JSON.stringify(value)}. Set ${expected}.`]);
  });

  it.each([
    ['SMTP_URL', 'mail.example', 'a URL such as smtp://user:password@host:587'],
    ['SMTP_URL', 'http://user:secret@mail.example', 'a URL such as smtp://user:password@host:587'],
    ['SMTP_URL', 'smtp://', 'a URL such as smtp://user:password@host:587'],
    ['SMTP_URL', 'smtp://user:secret@mail.example:99999', 'a URL such as smtp://user:password@host:587'],
    ['JWKS_URL', 'ftp://user:secret@id.example', 'a URL such as https://id.example/jwks'],
    ['EVENTSTORE_URL', 'user:secret@host', 'a URL such as esdb://host:2113?tls=false'],
    ['DATABASE_URL', 'user:secret@host', 'a URL such as postgresql://user:password@host:5432/database'],
    ['QUOTE_KEY', 'secret', '32 bytes in base64, such as the output of "openssl rand -base64 32"'],
    ['WEBHOOK_KEY', 'secret', '32 bytes in base64, such as the output of "openssl rand -base64 32"'],
  ])('never repeats a value that may contain a secret: %s=%s', (name, value, expected) => {
    expect(errorsOf({ [name]: value })).toEqual([`${name} is invalid. Set ${expected}.`]);
  });

  it('lists every wrong setting once', () => {
    const errors = errorsOf({ SMTP_URL: '?', PORT: 'abc', LOG_LEVEL: 'loud' });
    expect(errors.map((error) => error.split(' ')[0]).sort()).toEqual(['LOG_LEVEL', 'PORT', 'SMTP_URL']);
  });

  it.each<readonly [Environment, string]>([
    [
      { SMTP_URL: MAIL.SMTP_URL },
      'MAIL_FROM is not set. SMTP_URL requires a sender such as "Support <support@example.com>".',
    ],
    [
      { ESDB_PORT: '0', ESDB_USER: 'u', ESDB_TLS_KEY: 'k', ESDB_TLS_CERT: 'c' },
      'ESDB_PASSWORD is not set. ' +
        'Set all of ESDB_USER, ESDB_PASSWORD, ESDB_TLS_KEY, and ESDB_TLS_CERT, or none of them.',
    ],
    [
      { ESDB_PORT: '0', ESDB_USER: 'u' },
      'ESDB_PASSWORD, ESDB_TLS_KEY, and ESDB_TLS_CERT are not set. ' +
        'Set all of ESDB_USER, ESDB_PASSWORD, ESDB_TLS_KEY, and ESDB_TLS_CERT, or none of them.',
    ],
    [
      { EVENTSTORE_URL: 'esdb://host:2113', ESDB_PORT: '0' },
      'ESDB_PORT serves the embedded log, which EVENTSTORE_URL replaces. Set one of them.',
    ],
    [{ ROLES: 'store' }, 'ESDB_PORT is not set. The role "store" requires a port on which to serve the embedded log.'],
    [
      { NODE_ENV: 'production', MASTER_KEY: KEY, LEDGER_KEY: KEY },
      'JWKS_URL is not set. Production requires the URL of the keys that sign tokens.',
    ],
    [
      {
        NODE_ENV: 'production',
        MASTER_KEY: KEY,
        LEDGER_KEY: KEY,
        JWKS_URL: 'https://id.example/jwks',
        CLOCK_SPEED: '2',
      },
      'CLOCK_START and CLOCK_SPEED are refused in production. Unset both.',
    ],
    [
      { NODE_ENV: 'production', MASTER_KEY: KEY, LEDGER_KEY: KEY, JWKS_URL: 'http://id.example/jwks' },
      'JWKS_URL is not encrypted. Production requires a URL that begins with https://.',
    ],
    [{ MASTER_KEY: KEY, MASTER_KEY_FILE: '/run/key' }, 'MASTER_KEY and MASTER_KEY_FILE are both set. Set one of them.'],
    [
      { NODE_ENV: 'production', LEDGER_KEY: KEY, JWKS_URL: 'https://id.example/jwks' },
      expect.stringContaining('MASTER_KEY=$(cat data/keys/master.key)') as string,
    ],
    [
      { NODE_ENV: 'production', MASTER_KEY: KEY, JWKS_URL: 'https://id.example/jwks', DATA_DIR: '/data' },
      'LEDGER_KEY is not set. Production requires the key that signs checkpoints of the log. If this engine has run ' +
        'before, keep its key: LEDGER_KEY=$(base64 < /data/keys/ledger.key). Else set the output of ' +
        '"openssl rand -base64 32".',
    ],
    [
      { LEDGER_WITNESS_URL: 'https://witness.example' },
      'LEDGER_WITNESS_URL and LEDGER_WITNESS_KEY require each other. Set both, or neither.',
    ],
    [
      { LEDGER_WITNESS_URL: 'https://witness.example', LEDGER_WITNESS_KEY: 'witness.example+0a1b2c3d+BA' },
      'LEDGER_WITNESS_KEY is no key of a witness. Set one such as witness.example+0a1b2c3d+BA… (algorithm 0x04).',
    ],
  ])('refuses settings that contradict each other: %j', (env, error) => {
    expect(errorsOf(env)).toEqual([error]);
  });

  it('takes several master keys during a rotation, and no master key in a process that only serves the log', () => {
    expect(settingsFrom({ MASTER_KEY: `${KEY},${KEY}` }).MASTER_KEY).toBe(`${KEY},${KEY}`);
    expect(errorsOf({ MASTER_KEY: KEY.slice(1) })).toEqual([expect.not.stringContaining(KEY.slice(1)) as string]);
    settingsFrom({ NODE_ENV: 'production', JWKS_URL: 'https://id.example/jwks', ROLES: 'store', ESDB_PORT: '2113' });
    settingsFrom({
      NODE_ENV: 'production',
      LEDGER_KEY: KEY,
      JWKS_URL: 'https://id.example/jwks',
      MASTER_KEY_FILE: '/run/key',
    });
  });

  it.each<readonly [Environment, readonly string[]]>([
    [{ EVENTSTORE_URL: 'esdb://host:2113' }, ['QUOTE_KEY', 'WEBHOOK_KEY']],
    [{ DATABASE_URL: 'postgresql://host/database' }, ['QUOTE_KEY', 'WEBHOOK_KEY']],
    [{ ESDB_PORT: '2113', ESDB_ENGINE_WRITES: 'true' }, ['QUOTE_KEY', 'WEBHOOK_KEY']],
    [{ DATABASE_URL: 'postgresql://host/database', QUOTE_KEY: KEY }, ['WEBHOOK_KEY']],
    [{ DATABASE_URL: 'postgresql://host/database', QUOTE_KEY: KEY, WEBHOOK_KEY: KEY }, []],
    [{ ESDB_PORT: '2113', ESDB_ENGINE_WRITES: 'true', ROLES: 'store' }, []],
    [{ ESDB_PORT: '2113' }, []],
    [{}, []],
    [{ EVENTSTORE_URL: 'esdb://host:2113', NODE_ENV: 'development' }, []],
  ])('requires the keys that engines share, in production: %j lacks %j', (env, missing) => {
    const errors = missing.length === 0 ? [] : errorsOf({ ...PRODUCTION, ...env });
    if (missing.length === 0) settingsFrom({ ...PRODUCTION, ...env });
    const files = { QUOTE_KEY: 'quotes.key', WEBHOOK_KEY: 'webhooks.key' };
    expect(errors).toEqual(
      missing.map((name) => expect.stringContaining(`${name}=$(base64 < /var/lib/ledgerdesk/keys/`) as string),
    );
    for (const [index, name] of missing.entries()) expect(errors[index]).toContain(files[name as keyof typeof files]);
  });
});

describe('sign-in to the hub', () => {
  const OIDC = {
    OIDC_ISSUER: 'https://id.example/support',
    OIDC_CLIENT_ID: 'hub',
    SESSION_KEY: KEY,
    PUBLIC_URL: 'https://support.example',
  };

  it('by an identity provider requires a client, a key of sessions and the origin of the hub', () => {
    expect(signInMethodOf(settingsFrom(OIDC))).toBe('oidc');
    expect(errorsOf({ OIDC_ISSUER: OIDC.OIDC_ISSUER })).toEqual([
      expect.stringContaining('OIDC_CLIENT_ID, SESSION_KEY, and PUBLIC_URL are not set') as string,
    ]);
    for (const name of ['OIDC_CLIENT_ID', 'SESSION_KEY', 'PUBLIC_URL'])
      expect(errorsOf({ ...OIDC, [name]: '' })).toEqual([expect.stringMatching(`^${name} is not set`) as string]);
    expect(errorsOf({ OIDC_CLIENT_SECRET: 'x' })).toEqual([expect.stringContaining('OIDC_ISSUER') as string]);
  });

  it.each([
    ['link', {}],
    ['none', { JWKS_URL: 'https://id.example/jwks' }],
    ['oidc', { ...OIDC, JWKS_URL: 'https://id.example/jwks' }],
  ] as const)('is by %s', (method, env) => {
    expect(signInMethodOf(settingsFrom(env))).toBe(method);
  });

  it('is off in production without an identity provider, and encrypted with one', () => {
    expect(signInMethodOf(settingsFrom(PRODUCTION))).toBe('none');
    const plain = { ...OIDC, OIDC_ISSUER: 'http://id.example', PUBLIC_URL: 'http://127.0.0.1:3000' };
    expect(errorsOf({ ...PRODUCTION, ...plain })).toEqual([
      expect.stringContaining('OIDC_ISSUER is not encrypted') as string,
      expect.stringContaining('PUBLIC_URL is not encrypted') as string,
    ]);
  });

  it.each(['https://support.example:8443', 'http://127.0.0.1:3000', 'http://localhost:3000', 'http://[::1]:3000'])(
    'takes an origin of the hub: %s',
    (PUBLIC_URL) => {
      expect(settingsFrom({ PUBLIC_URL }).PUBLIC_URL).toBe(PUBLIC_URL);
    },
  );

  it.each([
    'support.example',
    'http://support.example',
    'https://support.example/',
    'https://support.example/hub',
    'https://Support.example',
    'https://support.example:443',
    'https://user:secret@support.example',
    'http://localhost.example:3000',
  ])('refuses as origin of the hub: %s', (PUBLIC_URL) => {
    const [error = ''] = errorsOf({ PUBLIC_URL });
    expect(error).toContain('PUBLIC_URL is ');
    expect(error).not.toContain('secret');
  });
});

describe('the declaration of a setting', () => {
  const declarations = Object.entries(SETTINGS.properties);

  it.each(declarations)('describes the value and, if it is checked, what is expected: %s', (_, declaration) => {
    const { type, pattern, format, enum: values, description, expected } = declaration as Record<string, unknown>;
    const isChecked = type !== 'string' || [pattern, format, values].some((check) => check !== undefined);
    expect(description).toEqual(expect.any(String));
    expect(expected).toEqual(isChecked ? expect.any(String) : undefined);
  });

  it.each(declarations.filter(([name]) => /_URL$|PASSWORD|SECRET|(QUOTE|WEBHOOK|SESSION)_KEY$/.test(name)))(
    'marks a value that may contain a secret: %s',
    (name) => {
      expect(secretIn(name)).toBe(name.endsWith('_URL') ? 'in-url' : true);
    },
  );
});

describe('mailStatus', () => {
  it('is on with a mail server, off without one, and null where no processes run', () => {
    expect(mailStatus(settingsFrom(MAIL))).toBe('on');
    expect(mailStatus(settingsFrom({}))).toBe('off');
    expect(mailStatus(settingsFrom({ ...MAIL, ROLES: 'http' }))).toBeNull();
  });
});

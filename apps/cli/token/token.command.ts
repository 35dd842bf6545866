import { DAY, ID_PATTERN } from '@ledgerdesk/kernel';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { SERVICE_SCOPES, TOKEN_KINDS, type TokenKind } from '../../api/platform/auth/caller.js';
import { createDataFolder } from '../../server/data-folder.js';
import { secretsIn } from '../../server/secrets.js';
import { type Settings, settingsFrom } from '../../server/settings.js';

/** Whose token it is, and for how long. */
export interface TokenOptions {
  readonly kind: TokenKind;
  readonly subject?: string;
  readonly team?: string;
  readonly scope?: string;
  readonly days: number;
}

const id = (value: string): string => {
  if (!ID_PATTERN.test(value)) throw new InvalidArgumentError('Use 1 to 64 letters, digits, - or _.');
  return value;
};

const isScope = (scope: string): boolean => SERVICE_SCOPES.some((known) => known === scope);

const scopes = (value: string): string => {
  const unknown = value.split(' ').filter((scope) => scope !== '' && !isScope(scope));
  if (unknown.length > 0)
    throw new InvalidArgumentError(`There is no scope ${unknown.join(', ')}. Known: ${SERVICE_SCOPES.join(', ')}.`);
  return value;
};

const days = (value: string): number => {
  const count = Number(value);
  if (!(count > 0 && count <= 3650)) throw new InvalidArgumentError('Use a number above 0 and at most 3650.');
  return count;
};

/**
 * Returns a function that signs development tokens with the PKCS #8 PEM of an engine's own key. To import the key takes
 * longer than to sign.
 */
export const tokenSigner = async (
  ownKey: string,
  { JWT_ISSUER, JWT_AUDIENCE }: Pick<Settings, 'JWT_ISSUER' | 'JWT_AUDIENCE'>,
): Promise<(options: TokenOptions) => Promise<string>> => {
  const { importPKCS8, SignJWT } = await import('jose');
  const key = await importPKCS8(ownKey, 'EdDSA');
  return ({ kind, subject = kind, team, scope, days: valid }) =>
    new SignJWT({ kind, ...(team === undefined ? {} : { team }), ...(scope === undefined ? {} : { scope }) })
      .setProtectedHeader({ alg: 'EdDSA' })
      .setSubject(subject)
      .setIssuer(JWT_ISSUER)
      .setAudience(JWT_AUDIENCE)
      .setIssuedAt()
      .setExpirationTime(new Date(Date.now() + valid * DAY))
      .sign(key);
};

/** Issues a development token signed with the key in the data folder. */
export const issueToken = async (
  options: TokenOptions,
  settings: Pick<Settings, 'DATA_DIR' | 'JWT_ISSUER' | 'JWT_AUDIENCE'> = settingsFrom(process.env),
): Promise<string> => {
  const sign = await tokenSigner(secretsIn(createDataFolder(settings.DATA_DIR).path).signInKey(), settings);
  return sign(options);
};

/** Adds `ledgerdesk token`, which prints only the token. */
export const addToken = (program: Command): void => {
  program
    .command('token')
    .description('issue a development token, signed with the key in DATA_DIR')
    .addOption(new Option('--kind <kind>', 'kind of caller').choices(TOKEN_KINDS).makeOptionMandatory())
    .option('--subject <id>', 'id of the caller (default: the kind)', id)
    .option('--team <teamId>', 'team of a member', id)
    .option('--scope <scopes>', `scopes of a service, separated by spaces: ${SERVICE_SCOPES.join(', ')}`, scopes)
    .option('--days <n>', 'validity in days', days, 1)
    .action(async (options: TokenOptions, command: Command) => {
      if (options.kind === 'member' && options.team === undefined)
        command.error('error: --kind member requires --team <teamId>', { exitCode: 2 });
      process.stdout.write(`${await issueToken(options)}\n`);
    });
};

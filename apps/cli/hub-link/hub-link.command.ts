import { ID_PATTERN } from '@ledgerdesk/kernel';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { resolve } from 'node:path';
import { type LinkOptions, signLink } from '../../api/hub-session/link-token.js';
import { PERSON_KINDS } from '../../api/platform/auth/session/hub-session.js';
import { createDataFolder } from '../../server/data-folder.js';
import { generatedKeysIn, secretsIn, SIGN_IN_KEY_NAME } from '../../server/secrets.js';
import { type Settings, settingsFrom, signInMethodOf } from '../../server/settings.js';

/** Links work only in development, without an identity provider. */
class LinksOff extends Error {
  readonly code = 'invalid-sign-in-method';
}

/** No engine has run on the data folder: nobody would take a link that is signed with a new key. */
class NoEngine extends Error {
  readonly code = 'invalid-data-folder';
}

const id = (value: string): string => {
  if (!ID_PATTERN.test(value)) throw new InvalidArgumentError('Use 1 to 64 letters, digits, - or _.');
  return value;
};

const port = (value: string): number => {
  const number = Number(value);
  if (!Number.isInteger(number) || number < 1 || number > 65_535) throw new InvalidArgumentError('Use 1 to 65535.');
  return number;
};

/** Address of the hub of an engine on this machine. */
const loopbackUrl = (onPort: number): string => `http://127.0.0.1:${onPort}`;

/** Returns a link to the hub of an engine that signs a person in, once and within ten minutes. */
export const hubLink = async (url: string, ownKey: string, options: LinkOptions): Promise<string> =>
  `${url}/hub/#token=${await signLink(ownKey, options)}`;

const assertLinksOn = (settings: Settings): void => {
  if (signInMethodOf(settings) !== 'link')
    throw new LinksOff(
      'Sign-in links work only in development, without an identity provider: not with OIDC_ISSUER or JWKS_URL, and ' +
        'not when NODE_ENV=production.',
    );
};

/**
 * The key of the engine whose data folder it is. Makes none: an engine has made its own when it started.
 * @throws NoEngine if there is none
 */
export const signInKeyOf = ({ DATA_DIR }: Pick<Settings, 'DATA_DIR'>): string => {
  if (!generatedKeysIn(DATA_DIR).some(({ name }) => name === SIGN_IN_KEY_NAME))
    throw new NoEngine(
      `No engine has run on the data folder ${resolve(DATA_DIR)}: its key for links is missing. Set DATA_DIR to the ` +
        'folder of the engine, which it prints when it starts, and give its port with --port.',
    );
  return secretsIn(createDataFolder(DATA_DIR).path).signInKey();
};

/** Adds `ledgerdesk hub-link`, which prints only the link. */
export const addHubLink = (program: Command): void => {
  program
    .command('hub-link')
    .description('print a link that signs a person in to the hub: on this machine, once, within ten minutes')
    .addOption(new Option('--kind <kind>', 'kind of caller').choices(PERSON_KINDS).makeOptionMandatory())
    .option('--subject <id>', 'id of the caller (default: the kind)', id)
    .option('--team <teamId>', 'team of a member', id)
    .option('--port <n>', 'port of the engine (default: PORT)', port)
    .action(async ({ port: given, ...options }: LinkOptions & { readonly port?: number }, command: Command) => {
      if (options.kind === 'member' && options.team === undefined)
        command.error('error: --kind member requires --team <teamId>', { exitCode: 2 });
      const settings = settingsFrom(process.env);
      assertLinksOn(settings);
      const onPort = given ?? settings.PORT;
      if (onPort === 0) command.error('error: PORT is 0. Give the port of the engine with --port', { exitCode: 2 });
      process.stdout.write(`${await hubLink(loopbackUrl(onPort), signInKeyOf(settings), options)}\n`);
    });
};

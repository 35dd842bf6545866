import { ID_PATTERN } from '@ledgerdesk/kernel';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { type LinkOptions, signLink } from '../../api/hub-session/link-token.js';
import { PERSON_KINDS } from '../../api/platform/auth/session/hub-session.js';
import { createDataFolder } from '../../server/data-folder.js';
import { secretsIn } from '../../server/secrets.js';
import { type Settings, settingsFrom, signInMethodOf } from '../../server/settings.js';

/** Links work only in development, without an identity provider. */
class LinksOff extends Error {
  readonly code = 'invalid-sign-in-method';
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
      const key = secretsIn(createDataFolder(settings.DATA_DIR).path).signInKey();
      process.stdout.write(`${await hubLink(loopbackUrl(onPort), key, options)}\n`);
    });
};

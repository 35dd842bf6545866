import { ERASABLE_SUBJECTS, type ErasableSubject } from '@ledgerdesk/events';
import { Argument, type Command } from 'commander';
import { settingsFrom } from '../../server/settings.js';
import { issueToken } from '../token/token.command.js';

interface EraseOptions {
  readonly url?: string;
  readonly token?: string;
  readonly yes?: true;
}

/** The address of the engine on this machine. */
const ownUrl = (): string => `http://127.0.0.1:${settingsFrom(process.env).PORT}`;

/** Adds `ledgerdesk erase`, which has a running engine erase a person; without `--yes`, it shows what that touches. */
export const addErase = (program: Command): void => {
  program
    .command('erase')
    .description('erase the personal data of a person; the engine has to run; without --yes, show what would be erased')
    .addArgument(new Argument('<kind>', 'kind of the person').choices(ERASABLE_SUBJECTS))
    .argument('<id>', 'id of the person: of a member, <team id>.<member id>')
    .option('--url <url>', 'address of the engine (default: this machine, PORT)')
    .option('--token <token>', 'token of an operator (default: LEDGERDESK_TOKEN, or a development token)')
    .option('--yes', 'erase the person')
    .action(async (kind: ErasableSubject, id: string, { url = ownUrl(), token, yes }: EraseOptions) => {
      const { erase, previewErasure } = await import('./erase.js');
      const given = token ?? process.env['LEDGERDESK_TOKEN'];
      const request = { kind, id, url, token: given ?? (await issueToken({ kind: 'operator', days: 1 })) };
      const lines = yes ? [await erase(request)] : await previewErasure(request);
      process.stdout.write(`${lines.join('\n')}\n`);
    });
};

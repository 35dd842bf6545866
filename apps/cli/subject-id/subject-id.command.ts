import type { Command } from 'commander';
import { subjectId } from '../../api/platform/auth/subject-id.js';
import { settingsFrom } from '../../server/settings.js';

/** Adds `ledgerdesk subject-id`, which prints only the id. */
export const addSubjectId = (program: Command): void => {
  program
    .command('subject-id')
    .description('print the id by which the subject of a token is known, to register a member with it')
    .argument('<subject>', 'subject as in the token, for example auth0|5f7c8ec7')
    .option('--issuer <issuer>', 'issuer of the token (default: JWT_ISSUER)')
    .action((subject: string, { issuer }: { readonly issuer?: string }) => {
      process.stdout.write(`${subjectId(issuer ?? settingsFrom(process.env).JWT_ISSUER, subject)}\n`);
    });
};

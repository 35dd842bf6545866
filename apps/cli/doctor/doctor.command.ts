import type { Command } from 'commander';
import { settingsFrom } from '../../server/settings.js';
import type { Finding } from './finding.js';

const MARKS: Readonly<Record<Finding['state'], string>> = { good: 'ok     ', trouble: 'TROUBLE', note: 'note   ' };

/** Adds `ledgerdesk doctor`. The exit code is 1 if a check finds an error, else 0. */
export const addDoctor = (program: Command): void => {
  program
    .command('doctor')
    .description(
      'check settings, policies, the log and database that they name, attachments, read models and processes; ' +
        'the engine may be running',
    )
    .option('--json', 'print the findings as JSON')
    .action(async ({ json }: { readonly json?: true }) => {
      const { diagnose } = await import('./diagnose.js');
      const findings = await diagnose(settingsFrom(process.env));
      const lines = findings.map(({ what, state, detail }) => `${MARKS[state]} ${what}: ${detail}`);
      process.stdout.write(`${json ? JSON.stringify(findings, null, 1) : lines.join('\n')}\n`);
      if (findings.some(({ state }) => state === 'trouble')) process.exitCode = 1;
    });
};

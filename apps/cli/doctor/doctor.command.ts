import type { Command } from 'commander';
import { settingsFrom } from '../../server/settings.js';
import type { Finding } from './diagnosis.js';

const MARKS: Readonly<Record<Finding['state'], string>> = { good: 'ok     ', trouble: 'TROUBLE', note: 'note   ' };

/** `ledgerdesk doctor`: exit code 0 when nothing is wrong, 1 when something is. */
export const addDoctor = (program: Command): void => {
  program
    .command('doctor')
    .description('check settings, rules, log and read models; works beside a running engine')
    .option('--json', 'print the findings as JSON')
    .action(async ({ json }: { readonly json?: true }) => {
      const { diagnose } = await import('./diagnosis.js');
      const findings = await diagnose(settingsFrom(process.env));
      const lines = findings.map(({ what, state, detail }) => `${MARKS[state]} ${what}: ${detail}`);
      process.stdout.write(`${json ? JSON.stringify(findings, null, 1) : lines.join('\n')}\n`);
      if (findings.some(({ state }) => state === 'trouble')) process.exitCode = 1;
    });
};

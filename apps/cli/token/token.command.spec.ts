import { Command } from 'commander';
import { addToken } from './token.command.js';

const run = (...options: readonly string[]): Promise<unknown> => {
  const program = new Command().exitOverride().configureOutput({ writeErr: () => undefined });
  addToken(program);
  program.commands.forEach((command) => command.exitOverride().configureOutput({ writeErr: () => undefined }));
  return program.parseAsync(['token', ...options], { from: 'user' });
};

it.each(['nope', 'act nope', 'act,mails', 'Act'])('refuses a scope that no route asks for: %s', async (scope) => {
  await expect(run('--kind', 'service', '--scope', scope)).rejects.toThrow(/There is no scope .*Known: act, webhooks/);
});

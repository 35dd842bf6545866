import { Command } from 'commander';
import { addCommands } from './commands.js';

const namesAfter = async (...args: readonly string[]): Promise<readonly string[]> => {
  const program = new Command();
  await addCommands(program, args);
  return program.commands.map((command) => command.name());
};

describe('commands of ledgerdesk', () => {
  it('are each the only one that is added if it is named, whatever follows', async () => {
    const all = await namesAfter();
    expect(all).toEqual([...new Set(all)]);
    for (const name of all) expect([name, await namesAfter(name, '--help')]).toEqual([name, [name]]);
  });

  it.each([[['--help']], [['help', 'export']], [['exprot']], [['constructor']]])(
    'are all added for %j',
    async (args) => {
      expect(await namesAfter(...args)).toEqual(await namesAfter());
    },
  );
});

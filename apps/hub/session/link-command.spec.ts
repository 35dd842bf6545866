import { linkCommand } from './link-command.js';

describe('the command that prints a sign-in link', () => {
  it.each([
    [{ kind: 'operator' }, '3000', 'npx ledgerdesk hub-link --kind operator'],
    [{ kind: 'operator' }, '', 'npx ledgerdesk hub-link --kind operator'],
    [{ kind: 'agent', id: 'kenji' }, '4711', 'npx ledgerdesk hub-link --kind agent --subject kenji --port 4711'],
    [
      { kind: 'member', team: 'acme', id: 'aiko' },
      '8080',
      'npx ledgerdesk hub-link --kind member --team acme --subject aiko --port 8080',
    ],
  ] as const)('has the port of the page unless it is the default: %j at %j', (person, port, expected) => {
    expect(linkCommand(person, port)).toBe(expected);
  });
});

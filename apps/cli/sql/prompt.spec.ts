import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { runPrompt } from './prompt.js';
import { isComplete } from './statement-end.js';

describe('a query', () => {
  it.each([
    ['SELECT 1;', true],
    ['SELECT 1 ; ', true],
    ['SELECT 1', false],
    ["SELECT ';", false],
    ["SELECT ';'", false],
    ["SELECT 'it''s';", true],
    ['SELECT "a;"', false],
    ['SELECT "a""b;";', true],
    ['SELECT 1 -- ;', false],
    ['SELECT 1; -- done', true],
    ['SELECT 1 /* ;', false],
    ['SELECT /* ; */ 1;', true],
    ['SELECT $$ ; $$', false],
    ['SELECT 1 - 2 / 3;', true],
    ['', false],
  ])('ends with its semicolon: %s', (sql, complete) => {
    expect(isComplete(sql)).toBe(complete);
  });
});

describe('the prompt', () => {
  /** Types lines and returns what the prompt shows, with the queries that it ran. */
  const typed = async (...lines: readonly string[]) => {
    const [input, output] = [new PassThrough(), new PassThrough()];
    const [queries, formats]: [string[], string[]] = [[], []];
    input.end(lines.map((line) => `${line}\n`).join(''));
    const actions = {
      run: async (sql: string) => {
        queries.push(sql);
        if (sql.includes('wrong')) throw new Error('There is no column "wrong".');
      },
      interrupt: () => undefined,
      setFormat: (name: string) => {
        formats.push(name);
        return name === 'csv';
      },
    };
    await runPrompt(actions, { input, output });
    output.end();
    return { queries, formats, shown: await text(output) };
  };

  it('takes queries of several lines, and goes on after an error', async () => {
    const { queries, shown } = await typed('', 'SELECT 1', '  FROM tickets;', 'SELECT wrong;', 'SELECT 2;');
    expect(queries).toEqual(['SELECT 1\n  FROM tickets;', 'SELECT wrong;', 'SELECT 2;']);
    expect(shown).toContain('...> ');
    expect(shown).toContain('error: There is no column "wrong".\n');
  });

  it('has commands', async () => {
    const { queries, formats, shown } = await typed(
      '.help',
      '.tables',
      '.columns clocks',
      '.columns x',
      '.x',
      '.format csv',
      '.format xml',
      '.quit',
      'SELECT 1;',
    );
    expect(queries).toEqual([]);
    expect(formats).toEqual(['csv', 'xml']);
    for (const part of [
      '.columns <view>',
      'tickets    A row for each ticket',
      'answer_minutes',
      'There is no view x.',
      'There is no command .x.',
      'Use table, csv or json.',
    ])
      expect(shown).toContain(part);
  });
});

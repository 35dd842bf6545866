import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { PROBLEMS } from '../../apps/api/platform/http/problems.js';
import { accessTables, type DocumentedAccess } from '../../apps/api/platform/reference/access-table.js';
import { errorTable } from '../../apps/api/platform/reference/error-table.js';
import { limitTables } from '../../apps/server/limits-table.js';
import { policies } from '../support/policies.js';

const folder = join(__dirname, '..', '..', 'docs', 'api');
const pages = readdirSync(folder).filter((name) => name.endsWith('.md'));
const textOf = (name: string): string => readFileSync(join(folder, name), 'utf8');
const published = JSON.parse(textOf('openapi.json')) as DocumentedAccess;

/** The generated part of a page. */
const partOf = (name: string, part: string): string | undefined =>
  new RegExp(`<!-- generated: ${part} -->\n\n([^]*?)\n\n<!-- /generated -->`).exec(textOf(name))?.[1];

describe('pages in docs/api: run `npm run api:publish` after a change', () => {
  it('on-behalf-of.md has the table of role and route of the published document', () => {
    expect(partOf('on-behalf-of.md', 'access')).toBe(accessTables(published));
  });

  it('errors.md has every problem code', () => {
    expect(partOf('errors.md', 'errors')).toBe(errorTable());
  });

  it('limits.md has the limits of the code and the defaults of the settings', () => {
    const { fixed, settable } = limitTables(policies.policy);
    expect([partOf('limits.md', 'fixed-limits'), partOf('limits.md', 'settable-limits')]).toEqual([fixed, settable]);
  });

  it('README.md links to every page and document', () => {
    const linked = [...textOf('README.md').matchAll(/\]\(([\w.-]+)\)/g)].map(([, target]) => target);
    const expected = readdirSync(folder).filter((name) => /\.(?:md|json)$/.test(name) && name !== 'README.md');
    expect(linked).toEqual(expect.arrayContaining(expected));
  });

  it.each(pages)('%s links only to files and headings that exist', (page) => {
    const headingsIn = (text: string): readonly string[] =>
      [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
        heading
          .toLowerCase()
          .replaceAll(/[^\w -]/g, '')
          .replaceAll(' ', '-'),
      );
    for (const [, path = '', heading] of textOf(page).matchAll(/\]\(([\w./-]+\.(?:md|json))(?:#([\w-]+))?\)/g)) {
      const text = readFileSync(join(dirname(join(folder, page)), path), 'utf8');
      if (heading !== undefined)
        expect({ path, headings: headingsIn(text) }).toMatchObject({
          headings: expect.arrayContaining([heading]) as string[],
        });
    }
  });
});

describe('declarations of problem codes', () => {
  it.each(Object.entries(PROBLEMS))('%s has a cause and a remedy in whole sentences', (_, { cause, remedy }) => {
    expect([cause, remedy]).toEqual([
      expect.stringMatching(/^[A-Z`].{10,}[^.]\.$/) as string,
      expect.stringMatching(/^[A-Z`].{4,}[^.]\.$/) as string,
    ]);
  });
});

import { LIVE_SUPPORT_DENIALS } from '@ledgerdesk/domain';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { TITLES } from '../../apps/api/platform/http/problem.js';
import { shippedFiles, policies } from '../support/policies.js';

const root = join(__dirname, '..', '..');
/** Folders whose refusals are returned over HTTP. */
const FOLDERS = ['apps/api', 'libs/application', 'libs/domain', 'projections'];
const CODE = "'([a-z]+(?:-[a-z]+)*)'";
/** Patterns in which a problem code appears in the source: as an argument, after a case, or before its message. */
const PATTERNS = [
  `refuse\\(\\s*'[a-z-]+',\\s*${CODE}`,
  `\\b(?:conflict|forbid)\\(\\s*${CODE}`,
  `new Problem\\(\\s*\\d+,\\s*${CODE}`,
  `case ${CODE}:\\s*return refuse\\(`,
  `\\[\\s*${CODE},\\s*'[A-Z]`,
].map((pattern) => new RegExp(pattern, 'gu'));
/** Codes that the source builds from parts. */
const COMPOSED = ['waiting', 'taken', 'completed', 'cancelled', 'given-up']
  .map((status) => `callback-${status}`)
  .concat(['chat', 'callback'].flatMap((channel) => [`no-${channel}-waiting`, `${channel}-already-waiting`]))
  .concat(LIVE_SUPPORT_DENIALS);

/** Decorators of class-validator that control other checks and report nothing themselves. */
const CONTROL_DECORATORS = ['IsOptional', 'ValidateIf', 'ValidateBy', 'ValidateNested'];
/** Files that apply checks of class-validator and declare none. */
const WITHOUT_CHECKS = ['platform/http/compiled-validation.ts'];
/** Checks of the object that a field belongs to. */
const OBJECT_CHECKS = ['nestedValidation', 'unknownValue', 'whitelistValidation'];

const sources = FOLDERS.flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((file) => join(root, folder, file)),
).filter((file) => file.endsWith('.ts') && !file.endsWith('spec.ts'));
const codesIn = (text: string): readonly string[] =>
  PATTERNS.flatMap((pattern) => [...text.matchAll(pattern)].map(([, code = '']) => code));

/** JSON pointers of the texts without a Japanese version in a policy file, except in `/examples`. */
const untranslated = (value: unknown, pointer = ''): readonly string[] => {
  if (typeof value !== 'object' || value === null || pointer === '/examples') return [];
  const here = 'en' in value && !('ja' in value) ? [pointer] : [];
  return [...here, ...Object.entries(value).flatMap(([name, inner]) => untranslated(inner, `${pointer}/${name}`))];
};

describe('texts for requesters', () => {
  it.each(Object.entries(shippedFiles()))('L1 every text in config/%s.json has a Japanese version', (_, file) => {
    expect(untranslated(file)).toEqual([]);
  });

  it('L1 every problem code in the source, and no other, has a Japanese detail', () => {
    const codes = new Set([...sources.flatMap((file) => codesIn(readFileSync(file, 'utf8'))), ...COMPOSED]);
    expect(Object.keys(policies.texts.refusals.ja.details)).toEqual([...codes].sort());
  });

  it('L1 every field check in use, and no other, has a Japanese message', () => {
    const texts = sources
      .filter((file) => !WITHOUT_CHECKS.some((name) => file.endsWith(name)))
      .map((file) => readFileSync(file, 'utf8'));
    const imported = texts.flatMap((text) =>
      [...text.matchAll(/import \{([^}]*)\} from 'class-validator'/gu)].flatMap(([, names = '']) =>
        names
          .split(',')
          .map((name) => name.trim())
          .filter((name) => name !== ''),
      ),
    );
    const own = texts.flatMap((text) =>
      [...text.matchAll(/ValidateBy\(\{\s*name: '(\w+)'/gu)].map(([, name = '']) => name),
    );
    const checks = imported
      .filter((name) => !CONTROL_DECORATORS.includes(name))
      .map((name) => name.charAt(0).toLowerCase() + name.slice(1));
    expect(Object.keys(policies.texts.refusals.ja.fields)).toEqual(
      [...new Set([...checks, ...own, ...OBJECT_CHECKS])].sort(),
    );
  });

  it('L1 every problem title, and no other, has a Japanese version', () => {
    expect(Object.keys(policies.texts.refusals.ja.titles)).toEqual(Object.keys(TITLES));
  });
});

import { LIVE_SUPPORT_DENIALS, TEXT_LANGUAGES, TRANSLATED_LANGUAGES } from '@ledgerdesk/domain';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { TITLES } from '../../apps/api/platform/http/problem.js';
import { PROBLEMS } from '../../apps/api/platform/http/problems.js';
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

/** JSON pointers of the texts that lack a language in a policy file, except in `/examples`. */
const untranslated = (value: unknown, pointer = ''): readonly string[] => {
  if (typeof value !== 'object' || value === null || /^\/(examples|resourceShape)$/u.test(pointer)) return [];
  const here = 'en' in value && TEXT_LANGUAGES.some((language) => !(language in value)) ? [pointer] : [];
  return [...here, ...Object.entries(value).flatMap(([name, inner]) => untranslated(inner, `${pointer}/${name}`))];
};

/** The placeholders of a text, in alphabetical order. */
const placeholdersOf = (text: string): readonly string[] =>
  [...text.matchAll(/\{\w+\}/gu)].map(([name]) => name).sort();

/** JSON pointers of the translations whose placeholders differ from those of the Japanese text. */
const differingPlaceholders = (value: unknown, other: unknown, pointer = ''): readonly string[] => {
  if (typeof value === 'string' && typeof other === 'string')
    return placeholdersOf(value).join() === placeholdersOf(other).join() ? [] : [pointer];
  if (typeof value !== 'object' || value === null || typeof other !== 'object' || other === null) return [pointer];
  const others = new Map(Object.entries(other));
  return Object.entries(value).flatMap(([name, inner]) =>
    differingPlaceholders(inner, others.get(name), `${pointer}/${name}`),
  );
};

describe('texts for requesters', () => {
  it.each(Object.entries(shippedFiles()))('L1 every text in config/%s.json is in every language', (_, file) => {
    expect(untranslated(file)).toEqual([]);
  });

  it('L1 refusals are translated into every language', () => {
    expect(Object.keys(policies.texts.refusals)).toEqual(TRANSLATED_LANGUAGES);
  });

  it('L1 a text has the same placeholders in every language', () => {
    const { texts, refusals } = policies.texts;
    expect(differingPlaceholders(refusals.de, refusals.ja)).toEqual([]);
    const byLanguage = TEXT_LANGUAGES.map((language) =>
      Object.fromEntries(Object.entries(texts).map(([key, text]) => [key, text[language]])),
    );
    expect(byLanguage.flatMap((ours) => differingPlaceholders(ours, byLanguage[0]))).toEqual([]);
  });
});

describe('problem codes', () => {
  it('are declared if they are in the source, and no others are', () => {
    const codes = new Set([...sources.flatMap((file) => codesIn(readFileSync(file, 'utf8'))), ...COMPOSED]);
    expect(Object.keys(PROBLEMS)).toEqual([...codes].sort());
  });
});

describe.each(TRANSLATED_LANGUAGES)('refusals in %s', (language) => {
  const translations = policies.texts.refusals[language];

  it('L1 has a detail for every problem code, and for no other', () => {
    expect(Object.keys(translations?.details ?? {})).toEqual(Object.keys(PROBLEMS));
  });

  it('L1 has a message for every field check in use, and for no other', () => {
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
    expect(Object.keys(translations?.fields ?? {})).toEqual([...new Set([...checks, ...own, ...OBJECT_CHECKS])].sort());
  });

  it('L1 has every problem title, and no other', () => {
    expect(Object.keys(translations?.titles ?? {})).toEqual(Object.keys(TITLES));
  });
});

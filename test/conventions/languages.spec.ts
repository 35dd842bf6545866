import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { TITLES } from '../../apps/api/platform/http/problem.js';
import { shippedFiles, policies } from '../support/policies.js';

const root = join(__dirname, '..', '..');
/** Rooms whose refusals go out over HTTP. */
const ROOMS = ['apps/api', 'libs/application', 'libs/domain', 'projections'];
const CODE = "'([a-z]+(?:-[a-z]+)*)'";
/** How a code stands in the source: as an argument, beside a case, or before its sentence. */
const SHAPES = [
  `refuse\\(\\s*'[a-z-]+',\\s*${CODE}`,
  `\\b(?:conflict|forbid|denial)\\(\\s*${CODE}`,
  `new Problem\\(\\s*\\d+,\\s*${CODE}`,
  `case ${CODE}:\\s*return refuse\\(`,
  `\\[\\s*${CODE},\\s*'[A-Z]`,
].map((shape) => new RegExp(shape, 'gu'));
/** Codes that are put together from words. */
const COMPOSED = ['waiting', 'taken', 'completed', 'cancelled', 'given-up']
  .map((status) => `callback-${status}`)
  .concat('no-chat-waiting', 'no-callback-waiting');

/** What decides whether others look, and what is no check by itself. */
const HELPERS = ['IsOptional', 'ValidateIf', 'ValidateBy', 'ValidateNested'];
/** Checks of what a field is a part of. */
const OF_THE_WHOLE = ['nestedValidation', 'unknownValue', 'whitelistValidation'];

const sources = ROOMS.flatMap((room) =>
  readdirSync(join(root, room), { recursive: true, encoding: 'utf8' }).map((file) => join(root, room, file)),
).filter((file) => file.endsWith('.ts') && !file.endsWith('spec.ts'));
const codesIn = (text: string): readonly string[] =>
  SHAPES.flatMap((shape) => [...text.matchAll(shape)].map(([, code = '']) => code));

/** Where in a file of rules something is said in English alone; what is there to show how to write such a file is told to nobody. */
const onlyInEnglish = (value: unknown, place = ''): readonly string[] => {
  if (typeof value !== 'object' || value === null || place === '/examples') return [];
  const here = 'en' in value && !('ja' in value) ? [place] : [];
  return [...here, ...Object.entries(value).flatMap(([name, inner]) => onlyInEnglish(inner, `${place}/${name}`))];
};

describe('what requesters are told', () => {
  it.each(Object.entries(shippedFiles()))('L1 is all said in Japanese too, as far as %s says it', (_, file) => {
    expect(onlyInEnglish(file)).toEqual([]);
  });

  it('L1 every refusal there is, and no other, has a text in Japanese', () => {
    const codes = new Set([...sources.flatMap((file) => codesIn(readFileSync(file, 'utf8'))), ...COMPOSED]);
    expect(Object.keys(policies.texts.refusals.ja.details)).toEqual([...codes].sort());
  });

  it('L1 every check of a field too', () => {
    const texts = sources.map((file) => readFileSync(file, 'utf8'));
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
      .filter((name) => !HELPERS.includes(name))
      .map((name) => name.charAt(0).toLowerCase() + name.slice(1));
    expect(Object.keys(policies.texts.refusals.ja.fields)).toEqual(
      [...new Set([...checks, ...own, ...OF_THE_WHOLE])].sort(),
    );
  });

  it('L1 every title too', () => {
    expect(Object.keys(policies.texts.refusals.ja.titles)).toEqual(Object.keys(TITLES));
  });
});

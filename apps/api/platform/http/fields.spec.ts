import 'reflect-metadata';
import { validateCompiled } from './compiled-validation.js';
import { EmailField, EnumListField, IdListField, NameField, TextField } from './fields.js';

class NoteBody {
  @TextField(65_536, { example: 'Nothing syncs.', description: 'Text.' }) body: string;
}

class ListsBody {
  @EnumListField(['en', 'ja'], { description: 'Languages.' }) languages: unknown;
  @IdListField({ example: ['dropbox'], description: 'Products.' }) products: unknown;
}

class PersonBody {
  @NameField({ example: 'Aiko Sato', description: 'Name.' }) name: string;
  @EmailField({ description: 'E-mail address.' }) email: string;
}

const PERSON = { name: 'Aiko Sato', email: 'aiko@acme.example' };

const refusedFields = async (person: object): Promise<readonly string[]> => {
  const errors = await validateCompiled(Object.assign(new PersonBody(), PERSON, person), { stopAtFirstError: true });
  return errors.map(({ property }) => property);
};

describe('names and addresses of people and teams', () => {
  it.each([
    'Aiko Sato',
    '佐藤 愛子',
    'Zoë O’Neill-Smith, Jr.',
    'محمد علي',
    'שרה לוי',
    'می\u200cخواهم',
    'Team \u{1F468}\u200d\u{1F469}\u200d\u{1F467}',
    'Acme \u200f(ישראל)',
  ])('may be %s', async (name) => {
    expect(await refusedFields({ name })).toEqual([]);
  });

  it.each([
    ['nothing', ''],
    ['white space', ' \u3000\u00a0'],
    ['characters that nobody sees', '\u200b\u2060\u00ad'],
    ['a line break', 'Aiko\nBcc: ben'],
    ['a line separator', 'Aiko\u2028Sato'],
    ['a next-line character', 'Aiko\u0085Sato'],
    ['an escape', '\u001b[31mAiko'],
    ['a bidirectional override', 'Aiko \u202eotaS'],
    ['a bidirectional isolate', 'Aiko \u2066Sato'],
    ['too many bytes', '愛'.repeat(67)],
  ])('are refused as names if they are or contain %s', async (_, name) => {
    expect(await refusedFields({ name })).toEqual(['name']);
  });

  it.each(['aiko\u202e@acme.example', 'aiko\n@acme.example', 'aiko@acme.example\r\nBcc: ben@acme.example'])(
    'are refused as the address %j',
    async (email) => {
      expect(await refusedFields({ email })).toEqual(['email']);
    },
  );
});

describe('texts', () => {
  const isRefused = async (body: string): Promise<boolean> =>
    (await validateCompiled(Object.assign(new NoteBody(), { body }), {})).length > 0;

  it.each(['x', '。', '\u{1F44D}\ufe0f', 'a\u200bb', '\n1'])('may be %j', async (body) => {
    expect(await isRefused(body)).toBe(false);
  });

  it.each(['', ' \t\r\n', '\u3000\u00a0\u2028', '\u200b\u200d\ufeff', '\u0007', '\u00ad'.repeat(30_000)])(
    'are refused as empty without a character that readers see',
    async (body) => {
      expect(await isRefused(body)).toBe(true);
    },
  );
});

describe('lists', () => {
  it.each([
    ['a text', 'en'],
    ['duplicates', ['en', 'en']],
  ])('that are %s are refused in plain words', async (_, list) => {
    const body = Object.assign(new ListsBody(), { languages: list, products: list });
    const errors = await validateCompiled(body, { stopAtFirstError: true });
    expect(errors.flatMap(({ constraints = {} }) => Object.values(constraints))).toEqual([
      'languages must be a list without duplicates',
      'products must be a list without duplicates',
    ]);
  });
});

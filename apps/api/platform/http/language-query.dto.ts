import { LanguageField } from './fields.js';

export class LanguageQuery {
  @LanguageField({
    optional: true,
    example: 'ja',
    description:
      'Language of the texts: `ja` for Japanese, `de` for German, else English (L1). ' +
      'Default: that of `Accept-Language`.',
  })
  language?: string;
}

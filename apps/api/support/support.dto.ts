import { IdField, LanguageField } from '../platform/http/fields.js';

export class ReaderQuery {
  @LanguageField({
    optional: true,
    example: 'ja',
    description: 'Of the texts: `ja` is Japanese, anything else English (L1). Left out: as Accept-Language has it.',
  })
  language?: string;
}

export class ContactQuery extends ReaderQuery {
  @IdField({
    optional: true,
    example: 'dropbox',
    description: 'Needed only where the team uses several products (R2).',
  })
  product?: string;
}

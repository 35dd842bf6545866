import { IdField } from '../platform/http/fields.js';
import { LanguageQuery } from '../platform/http/language-query.dto.js';

export class ContactQuery extends LanguageQuery {
  @IdField({
    optional: true,
    example: 'dropbox',
    description: 'Product. Required if the team uses several products (R2).',
  })
  product?: string;
}

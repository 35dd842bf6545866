import { Language } from '../http/fields.js';

export class ReaderQuery {
  @Language({ optional: true, example: 'ja', description: 'Of the texts: `ja` is Japanese, anything else English (L1).' }) language?: string;
}

import { Transform } from 'class-transformer';
import { Whole } from '../http/fields.js';
import { wholeNumber } from '../http/paging.js';
import { ReaderQuery } from '../support/support.dto.js';

export class RecommendationsQuery extends ReaderQuery {
  @Transform(wholeNumber) @Whole(1, 200, { optional: true, description: 'How many at the most; 10 by default.' }) limit?: number;
}

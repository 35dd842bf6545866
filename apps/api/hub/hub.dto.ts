import { IntersectionType } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IntegerField } from '../platform/http/fields.js';
import { wholeNumber } from '../platform/http/paging.js';
import { AsOfParams } from '../platform/as-of/as-of.dto.js';
import { ReaderQuery } from '../support/support.dto.js';

export class RecommendationsQuery extends IntersectionType(ReaderQuery, AsOfParams) {
  @Transform(wholeNumber)
  @IntegerField(1, 200, { optional: true, description: 'How many at the most; 10 by default.' })
  limit?: number;
}

import { IntersectionType } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { AsOfParams } from '../platform/as-of/as-of.dto.js';
import { IntegerField } from '../platform/http/fields.js';
import { LanguageQuery } from '../platform/http/language-query.dto.js';
import { toInteger } from '../platform/http/paging.js';

export class RecommendationsQuery extends IntersectionType(LanguageQuery, AsOfParams) {
  @Transform(toInteger)
  @IntegerField(1, 200, {
    optional: true,
    example: 5,
    description: 'Maximum number of recommendations. 10 by default.',
  })
  limit?: number;
}

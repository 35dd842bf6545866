import { MAX_MOVE_DAYS } from '@ledgerdesk/domain';
import { DURATION_PATTERN } from '@ledgerdesk/kernel';
import { ApiProperty } from '@nestjs/swagger';
import { Matches, MaxLength } from 'class-validator';
import { InstantField, OptionalField } from '../platform/http/fields.js';

export class MoveClockBody {
  @InstantField({
    optional: true,
    example: '2026-12-01T00:00:00Z',
    description:
      `Instant to move the clock to: later than now, by ${MAX_MOVE_DAYS} days at most. ` + 'Either this or `by`.',
  })
  to?: string;

  @ApiProperty({
    required: false,
    type: String,
    pattern: DURATION_PATTERN.source,
    maxLength: 64,
    example: 'P1DT4H',
    description:
      'Duration to move the clock by (ISO 8601), in weeks, days of 24 hours, hours, minutes and seconds. Either this ' +
      'or `to`.',
  })
  @OptionalField()
  @Matches(DURATION_PATTERN, { message: '$property must be a duration such as P1D or PT4H30M' })
  @MaxLength(64)
  by?: string;
}

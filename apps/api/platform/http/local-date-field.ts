import { isLocalDate } from '@ledgerdesk/business-time';
import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { ValidateBy } from 'class-validator';

/** A calendar date, `yyyy-mm-dd`, that exists. */
export const LocalDateField = ({ description }: { readonly description: string }): PropertyDecorator =>
  applyDecorators(
    ApiProperty({ type: String, format: 'date', example: '2026-11-01', description }),
    ValidateBy({
      name: 'isLocalDate',
      validator: {
        validate: (value: unknown) => typeof value === 'string' && isLocalDate(value),
        defaultMessage: () => '$property must be an existing date as yyyy-mm-dd',
      },
    }),
  );

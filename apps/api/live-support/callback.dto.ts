import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { MaxLength, ValidateBy } from 'class-validator';
import { IdField, LanguageField, TextField } from '../platform/http/fields.js';
import { hasExtension, isWrittenAsNumber, PHONE_LENGTH, toE164 } from './phone-number.js';
import { EXAMPLES } from '../platform/openapi/examples.js';

/** K2: a phone number with its country code, converted to E.164. */
const PhoneField = (): PropertyDecorator =>
  applyDecorators(
    ApiProperty({
      type: String,
      example: '+81 3-1234-5678',
      maxLength: PHONE_LENGTH,
      description:
        'Direct number with country code (K2). Digits may be full-width and separated by spaces, dashes, brackets, ' +
        'dots or slashes. An extension, a letter or a line break is refused.',
    }),
    Transform(({ value }: { readonly value: unknown }): unknown =>
      typeof value === 'string' ? (toE164(value) ?? value) : value,
    ),
    MaxLength(PHONE_LENGTH),
    ValidateBy({
      name: 'phoneExtension',
      validator: {
        validate: (value: unknown) => typeof value !== 'string' || !hasExtension(value),
        defaultMessage: () => '$property must be a direct number without an extension, e.g. +81 3-1234-5678 (K2)',
      },
    }),
    ValidateBy({
      name: 'phoneCharacters',
      validator: {
        validate: (value: unknown) => typeof value !== 'string' || !value.includes('+') || isWrittenAsNumber(value),
        defaultMessage: () =>
          '$property must contain only a plus, digits and separators, on one line, e.g. +81 3-1234-5678 (K2)',
      },
    }),
    ValidateBy({
      name: 'isPhoneNumber',
      validator: {
        validate: (value: unknown) => typeof value === 'string' && toE164(value) !== undefined,
        defaultMessage: () => '$property must be a phone number with its country code, e.g. +81 3-1234-5678 (K2)',
      },
    }),
  );

export class RequestCallbackBody {
  @IdField({
    optional: true,
    example: 'dropbox',
    description: 'Product. Required if the team uses several products (R2).',
  })
  product?: string;
  @PhoneField() phone: string;
  @TextField(4096, { optional: true, example: 'Nobody can sign in.', description: 'Reason for the callback.' })
  reason?: string;
  @LanguageField({ optional: true, description: "Requester's language (BCP 47), by default the member's language." })
  language?: string;
  @IdField({ optional: true, example: EXAMPLES.ticketId, description: 'Your ticket that the callback is about.' })
  ticketId?: string;
  @IdField({ optional: true, example: 'signin_access', description: 'Issue type from the taxonomy (D4).' })
  issueType?: string;
}

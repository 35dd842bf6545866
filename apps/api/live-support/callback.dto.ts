import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsPhoneNumber, MaxLength } from 'class-validator';
import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { IdField, LanguageField, TextField } from '../platform/http/fields.js';

const toE164 = ({ value }: { readonly value: unknown }): unknown => {
  const parsed = typeof value === 'string' && value.length <= 40 ? parsePhoneNumberFromString(value) : undefined;
  return parsed?.isValid() ? parsed.number : value;
};

/** K2: a phone number with its country code, converted to E.164. */
const PhoneField = (): PropertyDecorator =>
  applyDecorators(
    ApiProperty({ type: String, example: '+81 3-1234-5678', description: 'Direct number with country code (K2).' }),
    Transform(toE164),
    MaxLength(40),
    IsPhoneNumber(undefined, {
      message: '$property must be a phone number with its country code, e.g. +81 3-1234-5678 (K2)',
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
  @TextField(4096, { example: 'Nobody can sign in.', description: 'Reason for the callback.' }) reason: string;
  @LanguageField({ description: "Requester's language (BCP 47)." }) language: string;
  @IdField({ optional: true, description: 'Your ticket that the callback is about.' }) ticketId?: string;
}

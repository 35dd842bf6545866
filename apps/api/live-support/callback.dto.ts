import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsPhoneNumber, MaxLength } from 'class-validator';
import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { IdField, LanguageField, TextField } from '../platform/http/fields.js';

const e164 = ({ value }: { readonly value: unknown }): unknown => {
  const parsed = typeof value === 'string' && value.length <= 40 ? parsePhoneNumberFromString(value) : undefined;
  return parsed?.isValid() ? parsed.number : value;
};

/** K2: a number that can be called directly; kept as E.164. */
const Phone = (): PropertyDecorator =>
  applyDecorators(
    ApiProperty({ type: String, example: '+81 3-1234-5678', description: 'With its country code (K2).' }),
    Transform(e164),
    MaxLength(40),
    IsPhoneNumber(undefined, {
      message: '$property must be a phone number with its country code, e.g. +81 3-1234-5678 (K2)',
    }),
  );

export class RequestCallbackBody {
  @IdField({ optional: true, example: 'dropbox' }) product?: string;
  @Phone() phone: string;
  @TextField(4096, { example: 'Nobody can sign in.' }) reason: string;
  @LanguageField() language: string;
  @IdField({ optional: true, description: 'The ticket of your own that it is about.' }) ticketId?: string;
}

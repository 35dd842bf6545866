import { applyDecorators, Injectable, type PipeTransform } from '@nestjs/common';
import { ApiParam, ApiProperty } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { Matches, ValidateIf } from 'class-validator';
import { invalidInput } from '../platform/http/validation.js';

const MAX_LENGTH = 60;
/** Code points except control characters, without surrounding white space. Not `.` or `..`: URL parsers remove them. */
const NAME = new RegExp(`^(?!\\s|\\.{1,2}$)[^\\p{Cc}\\p{Cs}]{1,${MAX_LENGTH}}(?<!\\s)$`, 'u');
const MESSAGE = `must be 1 to ${MAX_LENGTH} characters without control characters or white space around them`;

/** Normalizes to NFC, so that names that look alike are equal. */
const toNfc = (value: unknown): unknown => (typeof value === 'string' ? value.normalize('NFC') : value);

/** The name of a view in a path. */
@Injectable()
export class ViewNamePipe implements PipeTransform<string, string> {
  transform(value: string): string {
    const name = value.normalize('NFC');
    if (NAME.test(name)) return name;
    throw invalidInput([{ field: 'name', message: `name ${MESSAGE}`, check: 'matches' }]);
  }
}

/** The name of a view in a query string. */
export const ViewNameField = (description: string): PropertyDecorator =>
  applyDecorators(
    ApiProperty({
      required: false,
      type: String,
      minLength: 1,
      maxLength: MAX_LENGTH,
      example: 'Overdue',
      description,
    }),
    ValidateIf((_: unknown, value: unknown) => value !== undefined),
    Transform(({ value }) => toNfc(value)),
    Matches(NAME, { message: `$property ${MESSAGE}` }),
  );

/** Documents the name of a view in a path. */
export const ApiViewName = (): MethodDecorator =>
  ApiParam({ name: 'name', description: 'Name of the view.', example: 'Overdue' });

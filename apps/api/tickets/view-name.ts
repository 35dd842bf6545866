import { applyDecorators, Injectable, type PipeTransform } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { Matches, ValidateIf } from 'class-validator';
import { Problem } from '../platform/http/problem.js';

const LONGEST = 60;
/** No control characters, no white space around it, and not `.` or `..`, which addresses swallow; the length in code points. */
const NAME = new RegExp(`^(?!\\s|\\.{1,2}$)[^\\p{Cc}\\p{Cs}]{1,${LONGEST}}(?<!\\s)$`, 'u');
const MESSAGE = `must be 1 to ${LONGEST} characters without control characters or white space around them`;

/** The same name however its characters are composed. */
const composed = (value: unknown): unknown => (typeof value === 'string' ? value.normalize('NFC') : value);

/** The name of a view in a path. */
@Injectable()
export class ViewNamePipe implements PipeTransform<string, string> {
  transform(value: string): string {
    const name = value.normalize('NFC');
    if (NAME.test(name)) return name;
    throw new Problem(400, 'invalid-input', 'Some fields are missing or wrong; see errors.', {
      errors: [{ field: 'name', message: `name ${MESSAGE}`, check: 'matches' }],
    });
  }
}

/** The name of a view in a query. */
export const ViewNameField = (description: string): PropertyDecorator =>
  applyDecorators(
    ApiProperty({ required: false, type: String, minLength: 1, maxLength: LONGEST, description }),
    ValidateIf((_: unknown, value: unknown) => value !== undefined),
    Transform(({ value }) => composed(value)),
    Matches(NAME, { message: `$property ${MESSAGE}` }),
  );

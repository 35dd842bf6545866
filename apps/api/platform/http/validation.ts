import { type ValidationError, ValidationPipe } from '@nestjs/common';
import type { ValidatorOptions } from 'class-validator';
import { validateCompiled } from './compiled-validation.js';
import { type FieldError, Problem } from './problem.js';

const fieldErrorsOf = (errors: readonly ValidationError[], path = ''): readonly FieldError[] =>
  errors.flatMap(({ property, constraints, children }) => [
    ...Object.entries(constraints ?? {}).map(([check, message]) => ({ field: `${path}${property}`, message, check })),
    ...fieldErrorsOf(children ?? [], `${path}${property}.`),
  ]);

class CompiledValidationPipe extends ValidationPipe {
  protected override validate(object: object, options?: ValidatorOptions): Promise<ValidationError[]> {
    return validateCompiled(object, options);
  }
}

/** Validates bodies and queries against their DTO class. Refuses unknown fields. Does not convert types. */
export const validation = (): ValidationPipe =>
  new CompiledValidationPipe({
    whitelist: true,
    forbidNonWhitelisted: true,
    forbidUnknownValues: true,
    transform: true,
    stopAtFirstError: true,
    exceptionFactory: (errors) => invalidInput(fieldErrorsOf(errors)),
  });

/** Returns the problem for a request with invalid fields. */
export const invalidInput = (errors: readonly FieldError[]): Problem =>
  new Problem(400, 'invalid-input', 'Some fields are missing or invalid. See errors.', { errors });

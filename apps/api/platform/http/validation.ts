import { type ValidationError, ValidationPipe } from '@nestjs/common';
import { type FieldError, Problem } from './problem.js';

const faultsOf = (errors: readonly ValidationError[], path = ''): readonly FieldError[] =>
  errors.flatMap(({ property, constraints, children }) => [
    ...Object.entries(constraints ?? {}).map(([check, message]) => ({ field: `${path}${property}`, message, check })),
    ...faultsOf(children ?? [], `${path}${property}.`),
  ]);

/** Bodies and queries are what their class says: unknown fields are refused, nothing is converted silently. */
export const validation = (): ValidationPipe =>
  new ValidationPipe({
    whitelist: true,
    forbidNonWhitelisted: true,
    forbidUnknownValues: true,
    transform: true,
    stopAtFirstError: true,
    exceptionFactory: (errors) =>
      new Problem(400, 'invalid-input', 'Some fields are missing or wrong; see errors.', { errors: faultsOf(errors) }),
  });

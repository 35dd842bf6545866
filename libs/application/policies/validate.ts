import { Ajv, type ValidateFunction } from 'ajv';

/** A file of rules that cannot be used; the message names the file, the place and what is wrong there. */
export class PolicyFileError extends Error {
  readonly code = 'invalid-rules';
}

const ajv = new Ajv({ meta: false, validateSchema: false, allErrors: true, formats: { date: /^\d{4}-\d{2}-\d{2}$/ } });

/** A check of files against a schema of ours, compiled when the first of them comes. */
export type Check<T> = () => ValidateFunction<T>;

export const checkFor =
  <T>(schema: object): Check<T> =>
  () =>
    ajv.compile<T>(schema);

/** What ajv leaves out of its message: the name that is one too many, or the values that would do. */
const named = ({ additionalProperty, allowedValues }: Readonly<Record<string, unknown>>): string => {
  const detail = additionalProperty ?? allowedValues;
  return detail === undefined ? '' : ` ${JSON.stringify(detail)}`;
};

/** The file as what it should be. Throws PolicyFileError. */
export const checked = <T>(name: string, file: unknown, check: Check<T>): T => {
  const valid = check();
  if (valid(file)) return file;
  const faults = (valid.errors ?? []).map(
    ({ instancePath, message, params }) => `${instancePath || '/'} ${message ?? 'is wrong'}${named(params)}`,
  );
  throw new PolicyFileError(`The ${name} file cannot be used: ${faults.join('; ')}.`);
};

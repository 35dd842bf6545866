import { Ajv, type ValidateFunction } from 'ajv';

/** A policy file is invalid. The message contains the file, the property and the error. */
export class PolicyFileError extends Error {
  readonly code = 'invalid-rules';

  constructor(
    message: string,
    /** Name of the file, such as `prices`, if its contents are invalid. */
    readonly file?: string,
  ) {
    super(message);
  }
}

export const invalidFile = (name: string, errors: readonly string[]): PolicyFileError =>
  new PolicyFileError(`The ${name} file is not valid: ${errors.join('; ')}.`, name);

const ajv = new Ajv({
  meta: false,
  validateSchema: false,
  allErrors: true,
  formats: { date: /^\d{4}-\d{2}-\d{2}$/ },
  // Each validator runs once, so optimizing its code costs more than it saves.
  code: { optimize: false },
});

/** A validator that is compiled on first use. */
type Validator<T> = () => ValidateFunction<T>;

export const validatorFor =
  <T>(schema: object): Validator<T> =>
  () =>
    ajv.compile<T>(schema);

/** The details that ajv's message omits: the additional property, or the allowed values. */
const detailOf = ({ additionalProperty, allowedValues }: Readonly<Record<string, unknown>>): string => {
  const detail = additionalProperty ?? allowedValues;
  return detail === undefined ? '' : ` ${JSON.stringify(detail)}`;
};

/** Returns the file, typed. Throws PolicyFileError with all errors. */
export const validate = <T>(name: string, file: unknown, validator: Validator<T>): T => {
  const isValid = validator();
  if (isValid(file)) return file;
  throw invalidFile(
    name,
    (isValid.errors ?? []).map(
      ({ instancePath, message, params }) => `${instancePath || '/'} ${message ?? 'is not valid'}${detailOf(params)}`,
    ),
  );
};

/** Throws PolicyFileError if two entries have the same ID. */
export const requireUniqueIds = (name: string, entries: readonly { readonly id: string }[]): void => {
  const ids = entries.map(({ id }) => id);
  const duplicate = ids.find((id, index) => ids.indexOf(id) !== index);
  if (duplicate !== undefined) throw invalidFile(name, [`the ID ${duplicate} is used twice`]);
};

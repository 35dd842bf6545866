import {
  getMetadataStorage,
  validate,
  type ValidationError,
  ValidationTypes,
  type ValidatorOptions,
} from 'class-validator';

type Metadata = ReturnType<ReturnType<typeof getMetadataStorage>['getTargetValidationMetadatas']>[number];

/** Returns true if the value of a field of an object is valid. */
type Check = (value: unknown, object: object) => boolean;

/** The check of each field of a class. */
type FieldChecks = ReadonlyMap<string, Check>;

const isCondition = ({ type }: Metadata): boolean => type === ValidationTypes.CONDITIONAL_VALIDATION;
const isTest = ({ type }: Metadata): boolean => type === ValidationTypes.CUSTOM_VALIDATION;

/** A condition of `ValidateIf` or `IsOptional`: without it, the other decorators of the field do not apply. */
const conditionOf = ({ constraints }: Metadata): Check => {
  const conditions = constraints as readonly ((object: object, value: unknown) => boolean)[];
  return (value, object) => conditions.every((applies) => applies(object, value));
};

/** A decorator that tests the value, or with `each` every item of it. */
const testOf = (metadata: Metadata): Check => {
  const { constraintCls, constraints, each, propertyName: property, validateIf } = metadata;
  const validators = getMetadataStorage()
    .getTargetValidatorConstraints(constraintCls)
    .map(({ instance }) => instance);
  return (value, object) => {
    if (validateIf && !validateIf(object, value)) return true;
    if (each && (value instanceof Set || value instanceof Map)) return false;
    const tested = { targetName: object.constructor.name, property, object, value, constraints };
    const items: readonly unknown[] = each && Array.isArray(value) ? value : [value];
    return validators.every((validator) => items.every((item) => validator.validate(item, tested) === true));
  };
};

const fieldCheck = (metadata: readonly Metadata[]): Check => {
  const conditions = metadata.filter(isCondition).map(conditionOf);
  const tests = metadata.filter(isTest).map(testOf);
  return (value, object) =>
    conditions.some((applies) => !applies(value, object)) || tests.every((isPassed) => isPassed(value, object));
};

/** The checks of an object's class; undefined if it has nested objects or other rules that are not compiled. */
const compile = (object: object): FieldChecks | undefined => {
  const storage = getMetadataStorage();
  const metadata = storage.getTargetValidationMetadatas(object.constructor, '', false, false);
  if (metadata.length === 0 || !metadata.every((one) => isCondition(one) || isTest(one))) return undefined;
  return new Map(
    Object.entries(storage.groupByPropertyName(metadata)).map(([field, rules]) => [field, fieldCheck(rules)]),
  );
};

const compiled = new WeakMap<object, { readonly checks: FieldChecks | undefined }>();

const checksOf = (object: object): FieldChecks | undefined => {
  const known = compiled.get(object.constructor);
  if (known) return known.checks;
  const checks = compile(object);
  compiled.set(object.constructor, { checks });
  return checks;
};

/** Returns true if an object surely is valid: it has no unknown field, and each of its class has a valid value. */
const isSurelyValid = (object: object): boolean => {
  const checks = checksOf(object);
  if (!checks || Object.keys(object).some((field) => !checks.has(field))) return false;
  for (const [field, isValid] of checks) if (!isValid(Reflect.get(object, field), object)) return false;
  return true;
};

/**
 * Validates an object by the decorators of its class. class-validator collects the decorators anew for each object;
 * here they are collected once for each class. Objects that do not pass, which are few, go to class-validator, which
 * says what is wrong. For options without groups, with unknown fields forbidden.
 */
export const validateCompiled = async (object: object, options?: ValidatorOptions): Promise<ValidationError[]> =>
  isSurelyValid(object) ? [] : validate(object, options);

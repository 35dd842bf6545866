/** A field of a request that the engine has refused, and why. */
interface FieldError {
  /** Path in the body or query, such as `billing.seats`. */
  readonly field: string;
  readonly message: string;
}

/** Ids of requirements at its end, such as "(K2)". */
const RULES = /\s*\([A-Z]\d+(?:, [A-Z]\d+)*\)\.?$/;

const sentence = (text: string): string => {
  const whole = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.!?。！？)）]$/.test(whole) ? whole : `${whole}.`;
};

/**
 * What is wrong with a field, for its reader: without the name that the field has in the API, which the label says in
 * better words, without lengths in bytes, and without the ids of requirements.
 */
export const fieldMessage = ({ field, message }: FieldError): string => {
  const property = field.split('.').at(-1) ?? field;
  const text = message.startsWith(`${property} `) ? message.slice(property.length + 1) : message;
  return sentence(text.replace(RULES, '').replace(/^must have 1 to \d+ bytes$/, 'must be neither empty nor too long'));
};

import { isList } from './guards.js';

/** Any value can be thrown, even one whose properties throw when read. These functions never throw. */

/** A member of a thrown value; undefined if it has none, or reading it throws. */
const memberOf = (thrown: unknown, name: string): unknown => {
  if ((typeof thrown !== 'object' && typeof thrown !== 'function') || thrown === null) return undefined;
  try {
    const member: unknown = Reflect.get(thrown, name);
    return member;
  } catch {
    return undefined;
  }
};

/** A member of a thrown value if it is a text that is not empty. */
const textIn = (thrown: unknown, name: string): string | undefined => {
  const text = memberOf(thrown, name);
  return typeof text === 'string' && text !== '' ? text : undefined;
};

/**
 * Returns the text in the `code` member of an error, undefined if there is none. Errors are identified by their code
 * rather than their class: a native module or another thread may throw an instance of a different realm's class.
 *
 * @example
 * if (errorCodeOf(error) === 'ENOENT') return undefined;
 */
export const errorCodeOf = (error: unknown): string | undefined => textIn(error, 'code');

/** The name of an error's class, also if the class does not set `name`. */
const classOf = (error: unknown): string | undefined => {
  const name = textIn(error, 'name');
  return name === undefined || name === 'Error' ? (textIn(memberOf(error, 'constructor'), 'name') ?? name) : name;
};

/** Characters of a value that has no message. */
const MAX_CHARACTERS = 200;
/** Limits of the errors that are read: those of one AggregateError, and levels of nesting. */
const MAX_ERRORS = 10;
const MAX_LEVELS = 5;

/** A value that has no message, as JSON. */
const jsonOf = (thrown: object): string | undefined => {
  try {
    const json: unknown = JSON.stringify(thrown);
    return typeof json === 'string' && json !== '{}' ? json.slice(0, MAX_CHARACTERS) : undefined;
  } catch {
    return undefined;
  }
};

const textOf = (thrown: unknown): string => {
  if ((typeof thrown !== 'object' && typeof thrown !== 'function') || thrown === null) return String(thrown);
  const known = [classOf(thrown), errorCodeOf(thrown)].filter((part) => part !== undefined && part !== 'Object');
  return known.length > 0 ? known.join(' ') : (jsonOf(thrown) ?? 'an object without a message');
};

const errorsIn = (error: unknown): readonly unknown[] => {
  const errors = memberOf(error, 'errors');
  return isList(errors) ? errors.slice(0, MAX_ERRORS) : [];
};

const messageAt = (error: unknown, level: number): string => {
  const message = textIn(error, 'message');
  const inner = level < MAX_LEVELS ? errorsIn(error).map((one) => messageAt(one, level + 1)) : [];
  if (inner.length === 0) return message ?? textOf(error);
  return message === undefined ? inner.join('; ') : `${message} (${inner.join('; ')})`;
};

/**
 * Returns the message of an error, with those of the errors inside an AggregateError; the text of a thrown value that
 * is no error. An object without a message is named by its class and code, or is written as JSON.
 */
export const messageOf = (error: unknown): string => messageAt(error, 0);

/** An error as plain data. Structured cloning keeps neither `code` nor the class, and of some errors no message. */
export interface SentError {
  readonly name: string;
  readonly message: string;
  readonly stack?: string;
  readonly code?: string;
  readonly cause?: SentError;
}

/** The stack, which begins with the name of the class. V8 writes `Error` for a class that does not set `name`. */
const stackOf = (error: unknown, name: string): string | undefined =>
  textIn(error, 'stack')?.replace(/^Error(?=:|\n|$)/, name);

/** Returns a thrown value as data to send to another thread or process, with its causes. */
export const sentError = (error: unknown, level = 0): SentError => {
  const name = classOf(error) ?? 'Error';
  const [code, stack, cause] = [errorCodeOf(error), stackOf(error, name), memberOf(error, 'cause')];
  return {
    name,
    message: messageOf(error),
    ...(stack !== undefined && { stack }),
    ...(code !== undefined && { code }),
    ...(cause !== undefined && level < MAX_LEVELS && { cause: sentError(cause, level + 1) }),
  };
};

/** Returns the error that another thread or process sent. */
export const receivedError = ({ name, message, stack, code, cause }: SentError): Error =>
  Object.assign(
    new Error(message, cause && { cause: receivedError(cause) }),
    name !== 'Error' && { name },
    // Without the stack of the sender: that of this call would mislead.
    { stack: stack ?? `${name}: ${message}` },
    code !== undefined && { code },
  );

/** Returns a thrown value if it is an Error, an Error about it otherwise. A cloned error may be a plain object. */
export const asError = (thrown: unknown): Error =>
  thrown instanceof Error ? thrown : receivedError(sentError(thrown));

/** Describes a fault: an error with a code by its message, any other by its stack, because it is a defect. */
export const describeError = (error: unknown): string => {
  const message = messageOf(error);
  const stack = errorCodeOf(error) === undefined ? stackOf(error, classOf(error) ?? 'Error') : undefined;
  if (stack === undefined) return message;
  return stack.includes(message) ? stack : `${message}\n${stack}`;
};

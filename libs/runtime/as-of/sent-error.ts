import { errorCodeOf, messageOf } from '@ledgerdesk/kernel';

/** An error as plain data. Structured cloning keeps no `code`, by which errors are told apart. */
export interface SentError {
  readonly message: string;
  readonly stack?: string;
  readonly code?: string;
  readonly cause?: SentError;
}

/** Causes that are sent with an error. */
const MAX_CAUSES = 5;

/** Returns an error as data to send to another thread, with its causes. */
export const sentError = (error: unknown, causes = MAX_CAUSES): SentError => {
  const code = errorCodeOf(error);
  const [stack, cause] = error instanceof Error ? [error.stack, error.cause] : [];
  return {
    message: messageOf(error),
    ...(stack !== undefined && { stack }),
    ...(code !== undefined && { code }),
    ...(cause !== undefined && causes > 0 && { cause: sentError(cause, causes - 1) }),
  };
};

/** Returns the error that another thread sent. */
export const receivedError = ({ message, stack, code, cause }: SentError): Error =>
  Object.assign(
    new Error(message, cause && { cause: receivedError(cause) }),
    stack !== undefined && { stack },
    code !== undefined && { code },
  );

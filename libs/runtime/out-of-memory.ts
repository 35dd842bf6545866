import { isNativeError } from 'node:util/types';

/** Returns true for the error of a worker thread whose heap has reached its limit. */
export const isOutOfMemory = (error: unknown): boolean =>
  isNativeError(error) && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';

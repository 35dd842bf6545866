import { concatMap, filter, firstValueFrom, merge, type Observable, of, throwError, timeout } from 'rxjs';

/** Less than the time limit of a test, so that a test that waits in vain fails with the message. */
const TIMEOUT_MS = 30_000;

/**
 * Resolves once the condition is true: checks it now and after each change. Throws an error with `message` after
 * 30 seconds.
 */
export const waitUntil = async (
  condition: () => boolean | Promise<boolean>,
  changes: Observable<unknown>,
  message: () => string,
): Promise<void> => {
  await firstValueFrom(
    merge(of(undefined), changes).pipe(
      concatMap(async () => condition()),
      filter((isTrue) => isTrue),
      timeout({ first: TIMEOUT_MS, with: () => throwError(() => new Error(`${message()} (after 30 seconds)`)) }),
    ),
  );
};

import { useRef, useState } from 'react';

/** What the last attempt has found, or why it failed. */
interface Attempted<T> {
  readonly found: T | undefined;
  readonly error: Error | undefined;
  readonly isBusy: boolean;
  /** Runs an attempt. What it finds is dropped if another one has begun since, or the inputs have changed. */
  readonly run: (work: () => Promise<T | undefined>) => Promise<void>;
  /** Forgets what was found: it is about what was given then. Also while it is still being found. */
  readonly clear: () => void;
}

const errorOf = (failure: unknown): Error => (failure instanceof Error ? failure : new Error(String(failure)));

/** Attempts of a check, of which only the last one counts. */
export const useAttempt = <T>(): Attempted<T> => {
  const [found, setFound] = useState<T>();
  const [error, setError] = useState<Error>();
  const [isBusy, setBusy] = useState(false);
  const attempt = useRef(0);
  const clear = (): void => {
    attempt.current += 1;
    setBusy(false);
    setError(undefined);
    setFound(undefined);
  };
  const run = async (work: () => Promise<T | undefined>): Promise<void> => {
    clear();
    const own = attempt.current;
    setBusy(true);
    const result = await work().then(
      (value) => ({ value }),
      (failure: unknown) => ({ error: errorOf(failure) }),
    );
    if (attempt.current !== own) return;
    setBusy(false);
    if ('error' in result) setError(result.error);
    else setFound(result.value);
  };
  return { found, error, isBusy, run, clear };
};

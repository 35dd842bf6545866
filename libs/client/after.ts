/** 2^31 − 1 ms, 24.8 days: `setTimeout` fires at once for any longer delay. */
const LONGEST_MS = 2_147_483_647;

/** Calls a function after `ms`, or after 24.8 days if that is sooner. Returns a function that cancels the call. */
export const after = (ms: number, callback: () => void): (() => void) => {
  const timer = setTimeout(callback, Math.min(ms, LONGEST_MS));
  return () => clearTimeout(timer);
};

/**
 * Starts a timer in the calling thread that is due every `tickMs` milliseconds. `stop` ends it and returns how late it
 * was each time, in ms, ascending.
 */
export const startTimerDelays = (tickMs: number): { readonly stop: () => readonly number[] } => {
  const delays: number[] = [];
  let due = performance.now() + tickMs;
  const timer = setInterval(() => {
    delays.push(Math.max(0, performance.now() - due));
    due = performance.now() + tickMs;
  }, tickMs);
  return {
    stop: () => {
      clearInterval(timer);
      return delays.toSorted((a, b) => a - b);
    },
  };
};

/** How often it is noticed that the machine has slept. */
const CHECK_MS = 10_000;
/** Timers of a page in the background come once a minute. What comes later than this comes after a sleep. */
const SLEPT_MS = 65_000;

/**
 * Calls a function when connections may have been lost without notice: after a sleep of the machine, when the browser
 * has stopped the page for a while, and when the network is back. Returns a function that ends this.
 */
export const onWake = (wake: () => void): (() => void) => {
  let checkedAt = Date.now();
  const timer = setInterval(() => {
    const hasSlept = Date.now() - checkedAt > CHECK_MS + SLEPT_MS;
    checkedAt = Date.now();
    if (hasSlept) wake();
  }, CHECK_MS);
  addEventListener('online', wake);
  document.addEventListener('resume', wake);
  return () => {
    clearInterval(timer);
    removeEventListener('online', wake);
    document.removeEventListener('resume', wake);
  };
};

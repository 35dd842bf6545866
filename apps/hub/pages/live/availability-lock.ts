const CHANGES = 'ledgerdesk-availability';
const BEATS = 'ledgerdesk-heartbeat';

/** Locks of the browser, which all its tabs share; undefined on pages without TLS. */
const locks = (): LockManager | undefined => ('locks' in navigator ? navigator.locks : undefined);

/** Changes the availability. No tab beats meanwhile: a beat says what was before. */
export const changingAvailability = async (change: () => Promise<void>): Promise<void> => {
  const known = locks();
  if (known) await known.request(CHANGES, change);
  else await change();
};

/** Beats, unless the availability is being changed in some tab. */
export const unlessChanging = async (beat: () => Promise<void>): Promise<void> => {
  const known = locks();
  if (known) await known.request(CHANGES, { ifAvailable: true }, async (lock) => (lock ? beat() : undefined));
  else await beat();
};

/** Calls `start` in one tab at a time, and what it returned when this tab has to end. Returns a function that ends. */
export const inOneTab = (start: () => () => void): (() => void) => {
  const known = locks();
  if (!known) return start();
  const ended = new AbortController();
  const { signal } = ended;
  const hold = (): Promise<void> =>
    new Promise((resolve) => {
      const stop = start();
      const end = (): void => {
        stop();
        resolve();
      };
      signal.addEventListener('abort', end, { once: true });
    });
  // Aborted while another tab beats: there is nothing to end.
  known.request(BEATS, { signal }, hold).catch(() => undefined);
  return () => ended.abort();
};

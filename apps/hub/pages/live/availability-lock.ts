const CHANGES = 'ledgerdesk-availability';

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

/** Without a sign for this time, the tab that leads is frozen: browsers stop tabs that nobody looks at. */
const SILENCE_MS = 5_000;
/** A tab in sight makes sure that another one leads this often. */
const ASK_MS = 10_000;

/** How tabs find out whether the one that leads is awake. */
interface Calls {
  /** Asks the tab that leads for a sign. */
  readonly ask: () => void;
  /** Calls a function with each sign of the tab that leads. Returns a function that ends this. */
  readonly onSign: (listen: () => void) => () => void;
}

/** Returns true where one tab can lead: on pages with TLS, and on loopback. Elsewhere each tab leads itself. */
export const canLead = (): boolean => 'locks' in navigator;

/** Returns an abort controller that is aborted with a signal. */
const linkedTo = (signal: AbortSignal): AbortController => {
  const controller = new AbortController();
  if (signal.aborted) controller.abort();
  else signal.addEventListener('abort', () => controller.abort(), { once: true });
  return controller;
};

/**
 * Calls a function when the tab that leads gives no sign while this one is in sight. Returns a function that ends this.
 */
const watchLeader = ({ ask, onSign }: Calls, onSilence: () => void): (() => void) => {
  let silence: ReturnType<typeof setTimeout> | undefined;
  const hear = (): void => {
    clearTimeout(silence);
    silence = undefined;
  };
  const check = (): void => {
    if (document.visibilityState !== 'visible' || silence !== undefined) return;
    silence = setTimeout(onSilence, SILENCE_MS);
    ask();
  };
  // Out of sight too, where silence means nothing: what a tab knows must be whole from the start.
  const begin = (): void => (document.visibilityState === 'visible' ? check() : ask());
  const leave = onSign(hear);
  const timer = setInterval(check, ASK_MS);
  document.addEventListener('visibilitychange', check);
  begin();
  return () => {
    hear();
    leave();
    clearInterval(timer);
    document.removeEventListener('visibilitychange', check);
  };
};

/** Leads as soon as this tab may. Resolves with false if it does not, or another tab has taken over. */
const lead = async (
  name: string,
  options: LockOptions,
  signal: AbortSignal,
  run: (signal: AbortSignal) => Promise<void>,
): Promise<boolean> => {
  const leading = linkedTo(signal);
  let running: Promise<void> | undefined;
  let isOver = false;
  try {
    await navigator.locks.request(name, options, () => {
      running = run(leading.signal).finally(() => (isOver = true));
      return running;
    });
    return true;
  } catch (error) {
    if (isOver) throw error;
    leading.abort();
    await running;
    return false;
  }
};

/**
 * Runs something in one tab of a browser at a time: in the one that leads. Another tab takes over when that one is
 * closed, or is frozen while this one is in sight; the signal of `run` is aborted then. Resolves when `run` is over or
 * the signal is aborted. Rejects like `run`.
 */
export const inLeadingTab = async (
  name: string,
  signal: AbortSignal,
  calls: Calls,
  run: (signal: AbortSignal) => Promise<void>,
): Promise<void> => {
  if (!canLead()) return run(signal);
  let isSilent = false;
  while (!signal.aborted) {
    const waiting = linkedTo(signal);
    const options: LockOptions = isSilent ? { steal: true } : { signal: waiting.signal };
    isSilent = false;
    const stopWatching = watchLeader(calls, () => {
      isSilent = true;
      waiting.abort();
    });
    const isOver = await lead(name, options, signal, (leading) => {
      stopWatching();
      return run(leading);
    }).finally(stopWatching);
    if (isOver) return;
  }
};

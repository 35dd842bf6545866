import { useSyncExternalStore } from 'react';

const print = matchMedia('print');

const subscribe = (listen: () => void): (() => void) => {
  print.addEventListener('change', listen);
  return () => print.removeEventListener('change', listen);
};

/** Returns true while the page is being printed: paper does not say when it was printed, or where. */
export const useIsPrinting = (): boolean => useSyncExternalStore(subscribe, () => print.matches);

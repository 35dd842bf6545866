import { createContext, type ReactNode, useContext, useMemo, useState } from 'react';
import { readPreference, writePreference } from '../app/preferences.js';
import { dateFormat } from '../texts/intl-formats.js';

/** Zone of the browser, IANA. */
const browserZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;

/** Returns true for a zone that the browser knows. */
const isZone = (zone: string): boolean => {
  try {
    dateFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
};

interface ZoneChoice {
  /** Zone of all times on the page, IANA. */
  readonly zone: string;
  readonly browserZone: string;
  readonly choose: (zone: string) => void;
}

const ZoneContext = createContext<ZoneChoice | undefined>(undefined);

/** Provides the time zone that the reader has chosen, else that of the browser. */
export const ZoneProvider = ({ children }: { readonly children: ReactNode }) => {
  const [stored, setStored] = useState(() => readPreference('zone'));
  const choice = useMemo<ZoneChoice>(() => {
    const own = browserZone();
    return {
      zone: stored !== null && isZone(stored) ? stored : own,
      browserZone: own,
      choose: (zone) => {
        writePreference('zone', zone);
        setStored(zone);
      },
    };
  }, [stored]);
  return <ZoneContext value={choice}>{children}</ZoneContext>;
};

/** The time zone of the pages, and a function that chooses another one. */
export const useZone = (): ZoneChoice => {
  const choice = useContext(ZoneContext);
  if (!choice) throw new Error('useZone needs a ZoneProvider.');
  return choice;
};

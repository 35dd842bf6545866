import { useSearch } from '@tanstack/react-router';

/** The moment as of which pages are shown. */
interface ShownMoment {
  /** For `asOf` of a request; undefined for now. */
  readonly asOf: string | undefined;
  /** Nothing may be changed. */
  readonly isPast: boolean;
}

/** The moment as of which the page is shown: now, or `?asOf=` of its address. */
export const useMoment = (): ShownMoment => {
  const asOf = useSearch({ strict: false, select: (search) => search.asOf });
  return { asOf, isPast: asOf !== undefined };
};

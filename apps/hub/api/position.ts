/** Positions of the log are decimal numbers, in text because they may be larger than a number can be. */
const POSITION = /^\d+$/;

let latest: string | undefined;

const isEarlier = (position: string, other: string): boolean =>
  POSITION.test(position) && POSITION.test(other) && BigInt(position) < BigInt(other);

/**
 * Remembers the position of what was recorded: what is read from now on includes it. A live event that comes after a
 * command may be older than that: then the position of the command stays.
 */
export const rememberPosition = (position: string | null): void => {
  if (position === null || (latest !== undefined && isEarlier(position, latest))) return;
  latest = position;
};

/** The position that the next reads have to include; undefined before the first command of this tab. */
export const knownPosition = (): string | undefined => latest;

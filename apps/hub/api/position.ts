let latest: string | undefined;

/** Remembers the position of what a command has recorded: what is read from now on includes it. */
export const rememberPosition = (position: string | null): void => {
  latest = position ?? latest;
};

/** The position that the next reads have to include; undefined before the first command of this tab. */
export const knownPosition = (): string | undefined => latest;

/** What the keys of this storage begin with; the key of a draft follows. */
const PREFIX = 'ledgerdesk.uploading.';

/** Where a tab keeps something while it is open, also when its page is loaded again. */
type TabStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

const NONE: readonly string[] = [];

const namesIn = (text: string | null): readonly string[] => {
  try {
    const value: unknown = JSON.parse(text ?? '[]');
    return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : NONE;
  } catch {
    return NONE;
  }
};

/** Takes what the page before has left out of a storage: a tab that is duplicated copies it. */
const takenFrom = (storage: TabStorage | undefined): Map<string, readonly string[]> => {
  const names = new Map<string, readonly string[]>();
  for (const key of Object.keys(storage ?? {}).filter((one) => one.startsWith(PREFIX))) {
    names.set(key.slice(PREFIX.length), namesIn(storage?.getItem(key) ?? null));
    storage?.removeItem(key);
  }
  return names;
};

/** Leaves out files that are attached again, each as often as it is: pasted pictures all have the same name. */
export const withoutAttached = <T>(
  missing: readonly T[],
  attached: readonly string[],
  nameOf: (one: T) => string,
): readonly T[] => {
  const left = [...attached];
  return missing.filter((one) => {
    const at = left.indexOf(nameOf(one));
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
};

/**
 * Names of files whose uploads ended because the page was loaded again, by the key of the draft that they were for:
 * the page has the names only, not the files. They are of this tab; uploads of other tabs go on.
 */
export class InterruptedUploads {
  private readonly names: Map<string, readonly string[]>;
  private readonly listeners = new Set<() => void>();

  /** Without a storage nothing is known after a reload. */
  constructor(private readonly storage: TabStorage | undefined) {
    this.names = takenFrom(storage);
  }

  of(key: string): readonly string[] {
    return this.names.get(key) ?? NONE;
  }

  /** Calls a function when any names change. */
  onChange(listen: () => void): () => void {
    this.listeners.add(listen);
    return () => void this.listeners.delete(listen);
  }

  /** Keeps for the next page what this one knows, and the names of files that are on their way when it ends. */
  leave(onTheirWay: ReadonlyMap<string, readonly string[]>): void {
    for (const key of new Set([...this.names.keys(), ...onTheirWay.keys()])) {
      const names = [...this.of(key), ...(onTheirWay.get(key) ?? NONE)];
      try {
        if (names.length > 0) this.storage?.setItem(PREFIX + key, JSON.stringify(names));
      } catch {
        // There is no room: after a reload nothing is said.
      }
    }
  }

  /** Forgets what was interrupted for a draft: files that are attached again, or without their names all. */
  forget(key: string, attached?: readonly string[]): void {
    if (this.names.has(key)) this.set(key, attached ? withoutAttached(this.of(key), attached, String) : NONE);
  }

  /** Forgets what was interrupted for all drafts whose keys begin with a text. */
  forgetAll(prefix: string): void {
    for (const key of [...this.names.keys()].filter((one) => one.startsWith(prefix))) this.forget(key);
  }

  /** Names them for another draft from now on. */
  move(from: string, to: string): void {
    if (!this.names.has(from)) return;
    this.set(to, [...this.of(to), ...this.of(from)]);
    this.forget(from);
  }

  private set(key: string, names: readonly string[]): void {
    if (names.length === 0) this.names.delete(key);
    else this.names.set(key, names);
    for (const listen of this.listeners) listen();
  }
}

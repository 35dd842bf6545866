/** What the keys of this storage begin with; the key of a draft follows. */
const PREFIX = 'ledgerdesk.uploading.';

/** The part of `sessionStorage` that is used: a tab's storage, which outlives a reload. */
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

/** Removes and returns what the previous page has stored. Removes, because a duplicated tab copies the storage. */
const takenFrom = (storage: TabStorage | undefined): Map<string, readonly string[]> => {
  const names = new Map<string, readonly string[]>();
  for (const key of Object.keys(storage ?? {}).filter((one) => one.startsWith(PREFIX))) {
    names.set(key.slice(PREFIX.length), namesIn(storage?.getItem(key) ?? null));
    storage?.removeItem(key);
  }
  return names;
};

/** Removes each attached name once: pasted pictures all have the same name. */
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

  /** Without a storage, a reload forgets everything. */
  constructor(private readonly storage: TabStorage | undefined) {
    this.names = takenFrom(storage);
  }

  of(key: string): readonly string[] {
    return this.names.get(key) ?? NONE;
  }

  /** Calls a function whenever the names change. */
  onChange(listen: () => void): () => void {
    this.listeners.add(listen);
    return () => void this.listeners.delete(listen);
  }

  /** Stores the names for the next page, with those of files whose uploads this page ends. */
  leave(onTheirWay: ReadonlyMap<string, readonly string[]>): void {
    for (const key of new Set([...this.names.keys(), ...onTheirWay.keys()])) {
      const names = [...this.of(key), ...(onTheirWay.get(key) ?? NONE)];
      try {
        if (names.length > 0) this.storage?.setItem(PREFIX + key, JSON.stringify(names));
      } catch {
        // The storage is full: after a reload, no names are shown.
      }
    }
  }

  /** Forgets the interrupted files of a draft: those with these names, or all without names. */
  forget(key: string, attached?: readonly string[]): void {
    if (this.names.has(key)) this.set(key, attached ? withoutAttached(this.of(key), attached, String) : NONE);
  }

  /** Forgets the interrupted files of all drafts whose keys have a prefix. */
  forgetAll(prefix: string): void {
    for (const key of [...this.names.keys()].filter((one) => one.startsWith(prefix))) this.forget(key);
  }

  /** Moves them to another draft. */
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

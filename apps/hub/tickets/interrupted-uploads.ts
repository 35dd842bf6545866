/** What the keys of this storage begin with; the key of a draft follows. */
const PREFIX = 'ledgerdesk.uploading.';

/** Where a tab keeps something while it is open, also when its page is loaded again. */
type TabStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

const namesIn = (text: string | null): readonly string[] => {
  try {
    const value: unknown = JSON.parse(text ?? '[]');
    return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
  } catch {
    return [];
  }
};

const storedIn = (storage: TabStorage | undefined): readonly (readonly [string, readonly string[]])[] =>
  Object.keys(storage ?? {})
    .filter((key) => key.startsWith(PREFIX))
    .map((key) => [key.slice(PREFIX.length), namesIn(storage?.getItem(key) ?? null)] as const);

const NONE: readonly string[] = [];

/**
 * Names of files whose uploads ended because the page was loaded again, by the key of the draft that they were for:
 * the page has the names only, not the files. They are of this tab; uploads of other tabs go on.
 */
export class InterruptedUploads {
  private readonly names: Map<string, readonly string[]>;

  /** Without a storage nothing is known after a reload. */
  constructor(private readonly storage: TabStorage | undefined) {
    this.names = new Map(storedIn(storage));
  }

  of(key: string): readonly string[] {
    return this.names.get(key) ?? NONE;
  }

  /** Keeps the names of the files that are being uploaded for a draft now, for the case that they are interrupted. */
  keep(key: string, uploading: readonly string[]): void {
    const names = [...this.of(key), ...uploading];
    try {
      if (names.length === 0) this.storage?.removeItem(PREFIX + key);
      else this.storage?.setItem(PREFIX + key, JSON.stringify(names));
    } catch {
      // There is no room: after a reload nothing is said.
    }
  }

  /** Forgets what was interrupted for a draft. */
  forget(key: string, uploading: readonly string[]): void {
    this.names.delete(key);
    this.keep(key, uploading);
  }

  /** Forgets what was interrupted for all drafts whose keys begin with a text. */
  forgetAll(prefix: string): void {
    for (const key of [...this.names.keys()].filter((one) => one.startsWith(prefix))) this.forget(key, NONE);
  }
}

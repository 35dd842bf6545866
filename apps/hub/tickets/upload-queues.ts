import type { Schemas } from '@ledgerdesk/client';

/** A file of the device that is not uploaded yet. */
export interface UploadingFile {
  readonly id: string;
  readonly file: File;
  /** `waiting`: behind other uploads of the draft. */
  readonly state: 'waiting' | 'uploading' | 'failed';
  /** Fraction sent, from 0 to 1. */
  readonly share: number;
  readonly error: Error | undefined;
}

/** Uploads a file. Rejects when the signal aborts it. */
type Upload = (
  file: File,
  options: { readonly onProgress: (share: number) => void; readonly signal: AbortSignal },
) => Promise<{ readonly data: Schemas['Upload'] }>;

const NONE: readonly UploadingFile[] = [];

const waiting = (file: File): UploadingFile => ({
  id: crypto.getRandomValues(new Uint32Array(2)).join('-'),
  file,
  state: 'waiting',
  share: 0,
  error: undefined,
});

/**
 * Files that are being uploaded, by the key of the draft that they are for; those of a draft one after the other. They
 * belong to the page, not to the form that shows them: to look at another ticket ends no upload.
 */
export class UploadQueues {
  private readonly files = new Map<string, readonly UploadingFile[]>();
  private readonly running = new Map<string, AbortController>();
  private readonly listeners = new Set<() => void>();

  /** `onUploaded` is called with each finished file and the key of the draft to which it belongs by then. */
  constructor(
    private readonly upload: Upload,
    private readonly onUploaded: (key: string, upload: Schemas['Upload']) => void,
  ) {}

  /** The files of a draft, in the order in which they were added. */
  of(key: string): readonly UploadingFile[] {
    return this.files.get(key) ?? NONE;
  }

  /** The files of all drafts, by their keys. */
  all(): ReadonlyMap<string, readonly UploadingFile[]> {
    return this.files;
  }

  /** Calls a function when any file changes. */
  onChange(listen: () => void): () => void {
    this.listeners.add(listen);
    return () => void this.listeners.delete(listen);
  }

  add(key: string, files: readonly File[]): void {
    this.set(key, [...this.of(key), ...files.map(waiting)]);
    this.startNext(key);
  }

  /** Stops the upload of a file, if it has begun, and forgets it. */
  remove(key: string, id: string): void {
    this.running.get(id)?.abort();
    this.running.delete(id);
    this.set(
      key,
      this.of(key).filter((one) => one.id !== id),
    );
    this.startNext(key);
  }

  /** Stops the uploads for all drafts whose keys begin with a text. */
  removeAll(prefix: string): void {
    for (const key of [...this.files.keys()].filter((one) => one.startsWith(prefix))) {
      const files = this.of(key);
      this.set(key, NONE);
      for (const { id } of files) this.remove(key, id);
    }
  }

  retry(key: string, id: string): void {
    this.change(id, { state: 'waiting', share: 0, error: undefined });
    this.startNext(key);
  }

  /** Gives the first files of a draft to another one. Uploads that have begun go on. */
  move(from: string, to: string, most: number): void {
    const files = this.of(from);
    this.set(to, [...this.of(to), ...files.slice(0, most)]);
    this.set(from, files.slice(most));
    this.startNext(from);
    this.startNext(to);
  }

  private set(key: string, files: readonly UploadingFile[]): void {
    if (files.length === 0) this.files.delete(key);
    else this.files.set(key, files);
    for (const listen of this.listeners) listen();
  }

  /** The draft that a file is for now; undefined once it is removed. */
  private keyOf(id: string): string | undefined {
    return [...this.files].find(([, files]) => files.some((one) => one.id === id))?.[0];
  }

  private change(id: string, changes: Partial<UploadingFile>): void {
    const key = this.keyOf(id);
    if (key === undefined) return;
    this.set(
      key,
      this.of(key).map((one) => (one.id === id ? { ...one, ...changes } : one)),
    );
  }

  private startNext(key: string): void {
    const files = this.of(key);
    const next = files.find(({ state }) => state === 'waiting');
    if (next && files.every(({ state }) => state !== 'uploading')) void this.run(next);
  }

  private async run({ id, file }: UploadingFile): Promise<void> {
    const controller = new AbortController();
    this.running.set(id, controller);
    this.change(id, { state: 'uploading' });
    try {
      const onProgress = (share: number): void => this.change(id, { share });
      const { data } = await this.upload(file, { onProgress, signal: controller.signal });
      this.finish(id, data);
    } catch (error) {
      this.change(id, { state: 'failed', error: error instanceof Error ? error : new Error(String(error)) });
    }
    this.running.delete(id);
    const key = this.keyOf(id);
    if (key !== undefined) this.startNext(key);
  }

  private finish(id: string, upload: Schemas['Upload']): void {
    const key = this.keyOf(id);
    // Removed just before it was done.
    if (key === undefined) return;
    this.running.delete(id);
    this.onUploaded(key, upload);
    this.remove(key, id);
  }
}

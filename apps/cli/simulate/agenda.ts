/** What is to happen, by time; what is put in at the same time happens in the order it was put in. */
export class Agenda {
  private readonly entries: { readonly at: number; readonly order: number; readonly act: () => Promise<void> }[] = [];
  private order = 0;

  /** `at` in ms since the epoch. */
  put(at: number, act: () => Promise<void>): void {
    const entry = { at, order: this.order++, act };
    let place = this.entries.length;
    while (place > 0 && (this.entries[place - 1]?.at ?? 0) > at) place -= 1;
    this.entries.splice(place, 0, entry);
  }

  /** Takes the earliest entry out. */
  next(): { readonly at: number; readonly act: () => Promise<void> } | undefined {
    return this.entries.shift();
  }
}

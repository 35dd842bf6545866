/** A queue in order of insertion, with access to both ends in constant time. */
class Entries<Entry> {
  private readonly present = new Set<Entry>();
  /** The entries as they were added, with removed ones up to as many as are left. */
  private added: Entry[] = [];

  get size(): number {
    return this.present.size;
  }

  get first(): Entry | undefined {
    const [first] = this.present;
    return first;
  }

  get last(): Entry | undefined {
    for (let last = this.added.at(-1); last !== undefined; last = this.added.at(-1)) {
      if (this.present.has(last)) return last;
      this.added.pop();
    }
    return undefined;
  }

  [Symbol.iterator](): Iterator<Entry> {
    return this.present[Symbol.iterator]();
  }

  add(entry: Entry): void {
    this.present.add(entry);
    this.added.push(entry);
  }

  delete(entry: Entry): boolean {
    const isPresent = this.present.delete(entry);
    if (this.added.length > 2 * this.present.size + 16) this.added = [...this.present];
    return isPresent;
  }
}

/** A queue in which clients take turns: the first entry of each, then the second of each, and so on. */
export class FairQueue<Entry> {
  private readonly clients = new Map<string, Entries<Entry>>();
  private count = 0;

  get size(): number {
    return this.count;
  }

  push(client: string, entry: Entry): void {
    const entries = this.clients.get(client) ?? new Entries<Entry>();
    entries.add(entry);
    this.clients.set(client, entries);
    this.count += 1;
  }

  /** Removes and returns the next entry; its client is then the last to have another turn. */
  shift(): Entry | undefined {
    for (const [client, entries] of this.clients) {
      const { first } = entries;
      this.clients.delete(client);
      if (first === undefined) continue;
      this.clients.set(client, entries);
      this.remove(client, first);
      return first;
    }
    return undefined;
  }

  remove(client: string, entry: Entry): void {
    const entries = this.clients.get(client);
    if (!entries?.delete(entry)) return;
    this.count -= 1;
    if (entries.size === 0) this.clients.delete(client);
  }

  /** Removes and returns the last entry of the client with the most entries. */
  dropFromLongest(): Entry | undefined {
    let longest: [string, Entries<Entry>] | undefined;
    for (const one of this.clients) if (one[1].size > (longest?.[1].size ?? 0)) longest = one;
    const last = longest?.[1].last;
    if (longest && last !== undefined) this.remove(longest[0], last);
    return last;
  }

  /** Removes and returns the first entries of each client for which `isTaken` is true, up to the first other. */
  takeHeads(isTaken: (entry: Entry) => boolean): readonly Entry[] {
    const taken: Entry[] = [];
    for (const [client, entries] of [...this.clients])
      for (const entry of [...entries]) {
        if (!isTaken(entry)) break;
        this.remove(client, entry);
        taken.push(entry);
      }
    return taken;
  }
}

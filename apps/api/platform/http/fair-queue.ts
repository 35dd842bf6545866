/** A queue in which clients take turns: the first entry of each, then the second of each, and so on. */
export class FairQueue<Entry> {
  private readonly clients = new Map<string, Set<Entry>>();
  private count = 0;

  get size(): number {
    return this.count;
  }

  push(client: string, entry: Entry): void {
    const entries = this.clients.get(client) ?? new Set();
    entries.add(entry);
    this.clients.set(client, entries);
    this.count += 1;
  }

  /** Removes and returns the next entry; its client is then the last to have another turn. */
  shift(): Entry | undefined {
    for (const [client, entries] of this.clients) {
      const [first] = entries;
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
    let longest: [string, Set<Entry>] | undefined;
    for (const one of this.clients) if (one[1].size > (longest?.[1].size ?? 0)) longest = one;
    const last = longest && [...longest[1]].at(-1);
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

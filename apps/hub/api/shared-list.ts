import { useSyncExternalStore } from 'react';

/** A list that components share and that outlives them, such as messages that are being sent. */
export class SharedList<Item> {
  private items: readonly Item[] = [];
  private readonly listeners = new Set<() => void>();

  readonly read = (): readonly Item[] => this.items;

  /** Calls a function after each change. Returns a function that ends this. */
  readonly subscribe = (listen: () => void): (() => void) => {
    this.listeners.add(listen);
    return () => void this.listeners.delete(listen);
  };

  change(changed: (items: readonly Item[]) => readonly Item[]): void {
    this.items = changed(this.items);
    for (const listen of this.listeners) listen();
  }
}

/** The items of a shared list. */
export const useShared = <Item>(list: SharedList<Item>): readonly Item[] =>
  useSyncExternalStore(list.subscribe, list.read);

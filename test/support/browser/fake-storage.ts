/** Fake of the Web Storage API, whose items are properties, as in browsers. A full one takes no items. */
export const fakeStorage = (isFull = false) => {
  const items: Record<string, string> = {};
  const methods = {
    getItem: (key: string) => items[key] ?? null,
    setItem: (key: string, text: string) => {
      if (isFull) throw new Error('QuotaExceededError');
      items[key] = text;
    },
    removeItem: (key: string) => void delete items[key],
  };
  Object.defineProperties(items, Object.fromEntries(Object.entries(methods).map(([name, value]) => [name, { value }])));
  return items as Record<string, string> & typeof methods;
};

/** A storage that keeps its items as properties, as that of a browser does; a full one keeps none. */
export const tabStorage = (isFull = false) => {
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

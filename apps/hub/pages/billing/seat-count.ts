/** The number that somebody typed, in full-width digits too; undefined if it is none. */
export const seatCountIn = (typed: string): number | undefined => {
  const text = typed.normalize('NFKC').trim();
  return /^\d+$/.test(text) ? Number(text) : undefined;
};

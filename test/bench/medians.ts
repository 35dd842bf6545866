/** The middle one of some numbers. */
export const medianOf = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;

/** Returns the medians of several rounds. Alternates the measurements, so that load on the machine affects both. */
export const medians = async (
  rounds: number,
  one: () => Promise<number>,
  other: () => Promise<number>,
): Promise<readonly [number, number]> => {
  const measured: [number, number][] = [];
  for (let round = 0; round < rounds; round += 1) measured.push([await one(), await other()]);
  return [medianOf(measured.map(([first]) => first)), medianOf(measured.map(([, second]) => second))];
};

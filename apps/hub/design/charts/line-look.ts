/** Lines differ by colour and by their dashes. None has a colour that means good or bad elsewhere. */
const COLOURS = ['--accent', '--series-2', '--series-3', '--series-4', '--muted', '--text'] as const;
const DASHES: readonly (readonly number[])[] = [[], [6, 4], [2, 3], [10, 3, 2, 3]];

/** The colour of a line by its place in the chart, as a custom property. */
export const colourFor = (index: number): string => COLOURS[index % COLOURS.length] ?? '--accent';

/** The lengths of the dashes of a line and of the gaps between them, px; none for a solid line. */
export const dashFor = (index: number): readonly number[] =>
  DASHES[Math.floor(index / COLOURS.length + (index % 2)) % DASHES.length] ?? [];

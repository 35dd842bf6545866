import { type FieldSource, type Mapping, MappingError } from './mapping.js';

/** The mapped columns of a file; of each row only their cells are kept. */
export interface Columns {
  /** Cells that every row must have. */
  readonly width: number;
  readonly names: readonly string[];
  /** By name: which cell of a row. */
  readonly positions: readonly number[];
}

const fieldsOf = ({ product, issueType, subject, body, language }: Mapping): readonly FieldSource[] => [
  product,
  issueType,
  subject,
  body,
  language,
];

const mappedIn = (mapping: Mapping): readonly string[] => [
  ...new Set([
    ...Object.values(mapping.columns),
    ...fieldsOf(mapping).flatMap((field) => ('column' in field ? [field.column] : [])),
  ]),
];

const placeIn = (header: readonly string[], name: string): number => {
  const place = header.indexOf(name);
  if (place < 0)
    throw new MappingError(
      `The mapping names the column '${name}', which the file lacks. It has: ${header.join(', ')}.`,
    );
  if (header.lastIndexOf(name) !== place)
    throw new MappingError(`The mapping names the column '${name}', which stands in the file more than once.`);
  return place;
};

/** Finds the mapped columns in a header. A name that is missing, or stands there twice, stops the import before it begins. */
export const columnsOf = (header: readonly string[], mapping: Mapping): Columns => {
  const names = mappedIn(mapping);
  return { width: header.length, names, positions: names.map((name) => placeIn(header, name)) };
};

/** The cells of a row that are mapped. */
export const mappedCells = ({ positions }: Columns, record: readonly string[]): readonly string[] =>
  positions.map((place) => record[place] ?? '');

/** The cell of a mapped column. */
export const cellOf = ({ names }: Columns, cells: readonly string[], name: string): string =>
  cells[names.indexOf(name)] ?? '';

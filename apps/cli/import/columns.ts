import { type FieldSource, type Mapping, MappingError } from './mapping.js';

/** The mapped columns of a file. Only their cells are kept in memory. */
export interface Columns {
  /** Number of cells that every row must have. */
  readonly width: number;
  readonly names: readonly string[];
  /** Cell index of each name. */
  readonly indexes: readonly number[];
}

const fieldsOf = ({ product, issueType, subject, body, language }: Mapping): readonly FieldSource[] => [
  product,
  issueType,
  subject,
  body,
  language,
];

const mappedColumnNames = (mapping: Mapping): readonly string[] => [
  ...new Set([
    ...Object.values(mapping.columns),
    ...fieldsOf(mapping).flatMap((field) => ('column' in field ? [field.column] : [])),
  ]),
];

const columnIndex = (header: readonly string[], name: string): number => {
  const index = header.indexOf(name);
  if (index < 0)
    throw new MappingError(
      `The file has no column '${name}', which the mapping uses. Its columns: ${header.join(', ')}.`,
    );
  if (header.lastIndexOf(name) !== index)
    throw new MappingError(`The file has more than one column '${name}', which the mapping uses. Rename one.`);
  return index;
};

/**
 * Finds the mapped columns in a header.
 * @throws MappingError if a column is missing or not unique.
 */
export const findColumns = (header: readonly string[], mapping: Mapping): Columns => {
  const names = mappedColumnNames(mapping);
  return { width: header.length, names, indexes: names.map((name) => columnIndex(header, name)) };
};

/** Returns the mapped cells of a row, in the order of `columns.names`. */
export const pickMappedCells = ({ indexes }: Columns, record: readonly string[]): readonly string[] =>
  indexes.map((index) => record[index] ?? '');

/** Returns the cell of a mapped column. */
export const readCell = ({ names }: Columns, cells: readonly string[], name: string): string =>
  cells[names.indexOf(name)] ?? '';

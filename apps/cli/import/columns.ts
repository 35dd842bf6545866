import { type FieldSource, type Mapping, MappingError } from './mapping.js';

/** Where each mapped column stands in the file. */
export type ColumnIndex = ReadonlyMap<string, number>;

const fieldsOf = ({ product, issueType, subject, body, language }: Mapping): readonly FieldSource[] =>
  [product, issueType, subject, body, language];

const mappedColumns = (mapping: Mapping): readonly string[] => [
  ...Object.values(mapping.columns),
  ...fieldsOf(mapping).flatMap((field) => ('column' in field ? [field.column] : [])),
];

/** Finds the mapped columns in a header. A name that is missing, or stands there twice, stops the import before it begins. */
export const columnIndex = (header: readonly string[], mapping: Mapping): ColumnIndex => {
  const places = new Map<string, number>();
  for (const column of mappedColumns(mapping)) {
    const first = header.indexOf(column);
    if (first < 0) throw new MappingError(`The mapping names the column '${column}', which the file lacks. It has: ${header.join(', ')}.`);
    if (header.lastIndexOf(column) !== first) throw new MappingError(`The mapping names the column '${column}', which stands in the file more than once.`);
    places.set(column, first);
  }
  return places;
};

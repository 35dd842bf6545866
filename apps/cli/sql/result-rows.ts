import type { DuckDBResult, Json as DuckDbJson } from '@duckdb/node-api';
import type { Json } from '@ledgerdesk/kernel';

/** Rows of a result as lists of values, a chunk at a time. */
export interface ResultRows {
  /** Names of the columns. Equal names get a number. */
  readonly columns: readonly string[];
  readonly chunks: AsyncIterable<readonly (readonly Json[])[]>;
}

const WHOLE_TYPES = ['BIGINT', 'UBIGINT', 'HUGEINT', 'UHUGEINT'];

/** A whole number as a number where JavaScript has it exactly, else as text. */
const whole = (value: DuckDbJson): Json => {
  const number = typeof value === 'string' ? Number(value) : NaN;
  return Number.isSafeInteger(number) ? number : value;
};

const TIMESTAMP = /^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}:\d{2})(?:\.(\d+))?$/;

/** An instant as elsewhere: ISO 8601 in UTC, with milliseconds or more. Others, such as infinity, stay as they are. */
const instant = (value: DuckDbJson): Json =>
  typeof value === 'string'
    ? value.replace(
        TIMESTAMP,
        (_, date: string, time: string, fraction: string | undefined) =>
          `${date}T${time}.${(fraction ?? '').padEnd(3, '0')}Z`,
      )
    : value;

/** How values of a column type become JSON. */
const conversionOf = (type: string): ((value: DuckDbJson) => Json) => {
  if (WHOLE_TYPES.includes(type)) return whole;
  if (type.startsWith('TIMESTAMP') && !type.includes('WITH')) return instant;
  return (value) => value;
};

/** Reads a result as JSON values: instants in ISO 8601, large whole numbers as text. */
export const resultRows = (result: DuckDBResult): ResultRows => {
  const conversions = result.columnTypes().map((type) => conversionOf(String(type)));
  const chunks = async function* (): AsyncGenerator<readonly (readonly Json[])[]> {
    for await (const rows of result.yieldRowsJson())
      yield rows.map((row) => row.map((value, index) => conversions[index]?.(value) ?? null));
  };
  return { columns: result.deduplicatedColumnNames(), chunks: chunks() };
};

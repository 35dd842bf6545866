import type { ReactNode } from 'react';

/** A column of a table of rows. */
export interface Column<Row> {
  readonly id: string;
  /** Its heading. */
  readonly name: string;
  readonly render: (row: Row) => ReactNode;
  /** Width as a track of a CSS grid, such as `120px`. Default: a share of what is left. */
  readonly width?: string;
  readonly align?: 'start' | 'end';
  /** Shown as a column only if the table is at least this wide, px. Cards show it by `onCard`. */
  readonly minTableWidth?: number;
  /** Name by which rows are sorted by it. Without one its heading sorts nothing. */
  readonly sortBy?: string;
  /** Order of the first click on its heading. Default: `asc`. */
  readonly firstOrder?: SortOrder;
  /**
   * Place on a card, where there is no room for columns: `title` is the first line and `side` its end; `detail`, the
   * default, goes in the second line.
   */
  readonly onCard?: 'title' | 'side' | 'detail' | 'hidden';
}

/** `asc`: the smallest, earliest or first first. */
export type SortOrder = 'asc' | 'desc';

/** How rows are sorted. */
export interface Sorting {
  /** `sortBy` of the column. */
  readonly by: string;
  readonly order: SortOrder;
  readonly onChange: (by: string, order: SortOrder) => void;
}

/** Rows that are selected, for actions on several of them. */
export interface Selection {
  readonly ids: ReadonlySet<string>;
  readonly onChange: (ids: ReadonlySet<string>) => void;
}

/** Rows as far as they are loaded: a PagedList, or an object with all of them as its `items`. */
export interface TableRows<Row> {
  /** Names what is listed, by its filters and order. */
  readonly key?: string;
  /** Undefined until they are loaded. */
  readonly items: readonly Row[] | undefined;
  readonly error?: Error | null;
  readonly hasMore?: boolean;
  readonly isLoadingMore?: boolean;
  readonly loadMore?: () => void;
  /** There are rows before those that are loaded. */
  readonly hasEarlier?: boolean;
  readonly isLoadingEarlier?: boolean;
  readonly loadEarlier?: () => void;
  /** The end of the list from which rows are loaded. Default: `start`. */
  readonly side?: ListSide;
  /** Loads rows from an end of the list, without those between. */
  readonly showFrom?: ((side: ListSide) => void) | undefined;
  /** The rows are those of before, until those that were asked for are loaded. */
  readonly isChanging?: boolean;
  readonly reload?: () => void;
}

/** An end of a list. */
export type ListSide = 'start' | 'end';

/** How rows that are missing are loaded. */
export type MissingRows = Omit<TableRows<unknown>, 'key' | 'items' | 'error' | 'reload'>;

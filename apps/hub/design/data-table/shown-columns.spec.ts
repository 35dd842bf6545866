import type { Column } from './column.js';
import { shownColumns } from './shown-columns.js';

const column = (id: string, minTableWidth?: number): Column<string> => ({
  id,
  name: id,
  sortBy: id,
  render: (row) => row,
  ...(minTableWidth === undefined ? {} : { minTableWidth }),
});
const COLUMNS = [column('subject'), column('type', 860), column('updated', 800), column('opened', 1_200)];
const shown = (width: number, sortedBy?: string): readonly string[] =>
  shownColumns(COLUMNS, width, sortedBy).map(({ id }) => id);

describe('columns of a table', () => {
  it('are those that it has room for', () => {
    expect(shown(1_200, 'opened')).toEqual(['subject', 'type', 'updated', 'opened']);
    expect(shown(1_000)).toEqual(['subject', 'type', 'updated']);
    expect(shown(700, 'subject')).toEqual(['subject']);
  });

  it('include the one that rows are sorted by, in place of the one that needs the most room', () => {
    expect(shown(1_000, 'opened')).toEqual(['subject', 'updated', 'opened']);
    expect(shown(820, 'type')).toEqual(['subject', 'type']);
    expect(shown(700, 'opened')).toEqual(['subject', 'opened']);
  });
});

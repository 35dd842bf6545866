import type { ReactNode } from 'react';
import { DataTable, type DataTableProps } from './data-table/data-table.js';
import { Side, SideBySide } from './side-by-side.js';

/** What is shown of the open row. */
interface OpenRow {
  readonly title: string;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** A list whose rows open beside it. */
export const ListWithSide = <Row,>({
  openId,
  open,
  onOpenId,
  idOf,
  ...table
}: Omit<DataTableProps<Row>, 'onOpen'> & {
  /** The open row, as far as it is known; undefined: none is open. */
  readonly open: OpenRow | undefined;
  /** Opens a row, or closes the open one. */
  readonly onOpenId: (id: string | undefined) => void;
}) => (
  <SideBySide isOpen={open !== undefined}>
    <DataTable {...table} idOf={idOf} openId={openId} onOpen={(row) => onOpenId(idOf(row))} />
    {open && <Side key={openId} {...open} onClose={() => onOpenId(undefined)} />}
  </SideBySide>
);

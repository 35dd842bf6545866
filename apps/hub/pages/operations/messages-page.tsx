import type { ReactNode } from 'react';
import type { PagedList } from '../../api/pages-of.js';
import type { Column } from '../../design/data-table/column.js';
import { EmptyState } from '../../design/empty-state.js';
import { Filters } from '../../design/filters.js';
import { ListWithSide } from '../../design/list-with-side.js';
import { Page } from '../../design/page.js';
import { useTexts } from '../../texts/language-context.js';
import { deliveriesTexts } from './deliveries.texts.js';
import { type MessageState, MessageStateField } from './message-parts.js';

/** Messages of a kind that leave the engine: filtered by state, each with its attempts beside the list. */
export const MessagesPage = <Row,>({
  title,
  columns,
  rows,
  idOf,
  nameOf,
  openId,
  state,
  empty,
  filters,
  details,
  onChange,
}: {
  readonly title: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: PagedList<Row>;
  readonly idOf: (row: Row) => string;
  readonly nameOf: (row: Row) => string;
  readonly openId: string | undefined;
  readonly state: MessageState | undefined;
  /** Title of the list without messages. */
  readonly empty: string;
  /** Fields beside that of the state. */
  readonly filters?: ReactNode;
  readonly details: (id: string) => ReactNode;
  /** Shows other messages, or another one of them beside the list. */
  readonly onChange: (change: {
    readonly state?: MessageState | undefined;
    readonly openId: string | undefined;
  }) => void;
}) => {
  const t = useTexts(deliveriesTexts);
  const open = rows.items?.find((row) => idOf(row) === openId);
  return (
    <Page title={title} isWide>
      <Filters label={t.filters}>
        <MessageStateField value={state} onChange={(value) => onChange({ state: value, openId: undefined })} />
        {filters}
      </Filters>
      <ListWithSide
        label={title}
        columns={columns}
        rows={rows}
        idOf={idOf}
        nameOf={nameOf}
        openId={openId}
        open={openId === undefined ? undefined : { title: open ? nameOf(open) : title, children: details(openId) }}
        onOpenId={(id) => onChange({ state, openId: id })}
        empty={<EmptyState title={empty} hint={state === undefined ? t.emptyHint : t.emptyStateHint} />}
      />
    </Page>
  );
};

import type { ComponentProps, ReactNode } from 'react';
import type { PagedList } from '../api/pages-of.js';
import { defineTexts } from '../texts/catalogue.js';
import { useTexts } from '../texts/language-context.js';
import { Button } from './button.js';
import { LoadingPage } from './loading-page.js';
import { PlainTable } from './plain-table.js';
import { ProblemNotice } from './problem-notice.js';

const texts = defineTexts({
  en: { more: 'Show more' },
  ja: { more: 'さらに表示' },
  de: { more: 'Mehr anzeigen' },
});

/** Loads the next page of a list, as long as there is one. */
export const MoreButton = ({
  of,
}: {
  readonly of: Pick<PagedList<unknown>, 'hasMore' | 'isLoadingMore' | 'loadMore'>;
}) => {
  const t = useTexts(texts);
  return (
    of.hasMore && (
      <p>
        <Button disabled={of.isLoadingMore} onClick={of.loadMore}>
          {t.more}
        </Button>
      </p>
    )
  );
};

/** What a list shows in place of its items: why it could not be loaded, that it is loading, or that it is empty. */
export const ListState = ({ of, empty }: { readonly of: PagedList<unknown>; readonly empty: ReactNode }) => (
  <>
    {of.error && <ProblemNotice error={of.error} onRetry={of.reload} />}
    {!of.items && !of.error && <LoadingPage lines={3} />}
    {of.items?.length === 0 && !of.hasMore && empty}
  </>
);

/** A short table of a list whose pages are loaded when they are asked for. */
export const PagedTable = <Row,>({
  rows,
  empty,
  ...table
}: Omit<ComponentProps<typeof PlainTable<Row>>, 'rows'> & {
  readonly rows: PagedList<Row>;
  readonly empty: ReactNode;
}) => (
  <>
    <ListState of={rows} empty={empty} />
    {rows.items && rows.items.length > 0 && <PlainTable {...table} rows={rows.items} />}
    <MoreButton of={rows} />
  </>
);

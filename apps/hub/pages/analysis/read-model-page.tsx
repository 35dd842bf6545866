import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { client } from '../../api/client.js';
import { usePages } from '../../api/pages-of.js';
import { useMoment } from '../../app/moment.js';
import { BackLink } from '../../design/back-link.js';
import { Button } from '../../design/button.js';
import { Card } from '../../design/card.js';
import { DeferredTextField } from '../../design/deferred-text-field.js';
import { saveAsJson } from '../../design/download.js';
import { EmptyState } from '../../design/empty-state.js';
import { Filters } from '../../design/filters.js';
import { JsonText } from '../../design/json-text.js';
import { Page } from '../../design/page.js';
import { ListState, MoreButton } from '../../design/paged-table.js';
import { useTexts } from '../../texts/language-context.js';
import { ModelDiff } from './model-diff.js';
import { readModelsTexts } from './read-models.texts.js';
import styles from './reports.module.css';
import { RowLineage } from './row-lineage.js';

const route = getRouteApi('/read-models/$name');

/** These rows show their data at once. */
const OPEN_ROWS = 3;

/** The key of a row, which every read model has. */
const keyOf = (row: object): string => ('key' in row && typeof row.key === 'string' ? row.key : JSON.stringify(row));

/** A row with its key, which leads to the events that made it, and its data. */
const Row = ({
  name,
  rowKey,
  row,
  isOpen,
}: {
  readonly name: string;
  readonly rowKey: string;
  readonly row: object;
  readonly isOpen: boolean;
}) => {
  const t = useTexts(readModelsTexts);
  return (
    <li>
      <details open={isOpen}>
        <summary>
          <code>{rowKey}</code>
        </summary>
        <p className={styles['explain']}>
          <Link to="/read-models/$name" params={{ name }} search={{ prefix: rowKey, row: rowKey }}>
            {t.explain}
          </Link>
        </p>
        <JsonText label={rowKey} value={row} />
      </details>
    </li>
  );
};

/** Rows of a read model, as of now or a moment. */
const Rows = ({ name, prefix }: { readonly name: string; readonly prefix: string | undefined }) => {
  const t = useTexts(readModelsTexts);
  const { asOf } = useMoment();
  const rows = usePages(['log', 'rows', name, prefix, asOf], (cursor, options) =>
    client.get('/v1/read-models/{name}', { path: { name }, query: { prefix, asOf, cursor }, ...options }),
  );
  const { items } = rows;
  return (
    <Card
      title={t.rows}
      actions={
        <Button disabled={!items} onClick={() => saveAsJson(`${name}.json`, items)}>
          {t.json}
        </Button>
      }
    >
      <ListState of={rows} empty={<EmptyState title={t.empty} />} />
      <ul className={styles['facts']}>
        {items?.map((row, index) => (
          <Row key={keyOf(row)} name={name} rowKey={keyOf(row)} row={row} isOpen={index < OPEN_ROWS} />
        ))}
      </ul>
      <MoreButton of={rows} />
    </Card>
  );
};

/** A read model: its rows, where a row comes from, and what differs between two moments. */
export const ReadModelPage = () => {
  const t = useTexts(readModelsTexts);
  const navigate = useNavigate();
  const { name } = route.useParams();
  const search = route.useSearch();
  const show = (change: typeof search): void =>
    void navigate({ to: '/read-models/$name', params: { name }, search: { ...search, ...change }, replace: true });
  return (
    <Page title={name} isWide back={<BackLink to="/read-models">{t.title}</BackLink>}>
      <Filters label={t.filters}>
        <DeferredTextField label={t.prefix} value={search.prefix} onChange={(prefix) => show({ prefix })} />
        <DeferredTextField label={t.lineageOf} value={search.row} onChange={(row) => show({ row })} />
      </Filters>
      {search.row !== undefined && <RowLineage key={search.row} name={name} rowKey={search.row} />}
      <ModelDiff name={name} prefix={search.prefix} from={search.from} to={search.to} onChange={show} />
      <Rows name={name} prefix={search.prefix} />
    </Page>
  );
};

import type { Schemas } from '@ledgerdesk/client';
import { Link } from '@tanstack/react-router';
import { client } from '../../api/client.js';
import { usePages } from '../../api/pages-of.js';
import { Card } from '../../design/card.js';
import { Filters } from '../../design/filters.js';
import { PagedTable } from '../../design/paged-table.js';
import type { PlainColumn } from '../../design/plain-table.js';
import { useTexts } from '../../texts/language-context.js';
import { InstantField } from '../../time/instant-field.js';
import { readModelsTexts } from './read-models.texts.js';
import { RowChanges } from './row-changes.js';

type RowDiff = Schemas['RowDiffPage']['items'][number];

interface Moments {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

const Differences = ({
  name,
  prefix,
  from,
  to,
}: {
  readonly name: string;
  readonly prefix: string | undefined;
  readonly from: string;
  readonly to: string | undefined;
}) => {
  const t = useTexts(readModelsTexts);
  const rows = usePages(['log', 'diff', name, prefix, from, to], (cursor, options) =>
    client.get('/v1/read-models/{name}/diff', { path: { name }, query: { from, to, prefix, cursor }, ...options }),
  );
  const columns: readonly PlainColumn<RowDiff>[] = [
    { id: 'key', name: t.key, render: ({ key }) => <code>{key}</code> },
    { id: 'change', name: t.change, render: ({ change }) => t.changes[change] },
    { id: 'what', name: t.what, render: ({ changes }) => <RowChanges changes={changes} /> },
    {
      id: 'causes',
      name: t.causes,
      render: ({ causes }) =>
        causes.map(({ id, type }) => (
          <div key={id}>
            <Link to="/events/$eventId" params={{ eventId: id }}>
              {type}
            </Link>
          </div>
        )),
    },
  ];
  return (
    <PagedTable stacks label={t.diff} columns={columns} rows={rows} idOf={({ key }) => key} empty={<p>{t.same}</p>} />
  );
};

/** What differs in a read model between two moments, and because of which events. */
export const ModelDiff = ({
  name,
  prefix,
  from,
  to,
  onChange,
}: Moments & {
  readonly name: string;
  readonly prefix: string | undefined;
  readonly onChange: (moments: Moments) => void;
}) => {
  const t = useTexts(readModelsTexts);
  return (
    <Card title={t.diff}>
      <Filters label={t.diff}>
        <InstantField label={t.from} value={from} onChange={(moment) => onChange({ from: moment })} />
        <InstantField label={t.to} hint={t.toHint} value={to} onChange={(moment) => onChange({ to: moment })} />
      </Filters>
      {from !== undefined && <Differences name={name} prefix={prefix} from={from} to={to} />}
    </Card>
  );
};

import type { Schemas } from '@ledgerdesk/client';
import { Link } from '@tanstack/react-router';
import { client } from '../../api/client.js';
import { resource, useResource } from '../../api/resource.js';
import { useMoment } from '../../app/moment.js';
import { Button } from '../../design/button.js';
import { Card } from '../../design/card.js';
import { saveAsJson } from '../../design/download.js';
import { JsonText } from '../../design/json-text.js';
import { Loaded } from '../../design/loaded.js';
import { type PlainColumn, PlainTable } from '../../design/plain-table.js';
import { useTexts } from '../../texts/language-context.js';
import { TimeText } from '../../time/time-text.js';
import { readModelsTexts } from './read-models.texts.js';
import { RowChanges } from './row-changes.js';

type Step = Schemas['RowLineage']['items'][number];

const lineageResource = (name: string, key: string, asOf: string | undefined) =>
  resource(['log', 'lineage', name, key, asOf], (options) =>
    client.get('/v1/read-models/{name}/rows/{key}/lineage', { path: { name, key }, query: { asOf }, ...options }),
  );

/** The events that made a row, with what each changed, and the row. */
export const RowLineage = ({ name, rowKey }: { readonly name: string; readonly rowKey: string }) => {
  const t = useTexts(readModelsTexts);
  const { asOf } = useMoment();
  const lineage = useResource(lineageResource(name, rowKey, asOf));
  const columns: readonly PlainColumn<Step>[] = [
    {
      id: 'event',
      name: t.event,
      render: ({ id, type }) => (
        <Link to="/events/$eventId" params={{ eventId: id }}>
          {type}
        </Link>
      ),
    },
    { id: 'when', name: t.when, render: ({ recordedAt }) => <TimeText at={recordedAt} /> },
    { id: 'change', name: t.change, render: ({ change }) => t.changes[change] },
    { id: 'what', name: t.what, render: ({ changes }) => <RowChanges changes={changes} /> },
  ];
  return (
    <Card
      title={t.lineage}
      actions={
        <Button disabled={!lineage.data} onClick={() => saveAsJson(`${name}-manifest.json`, lineage.data?.manifest)}>
          {t.manifest}
        </Button>
      }
    >
      <Loaded of={lineage} lines={3}>
        {({ items, row, position }) => (
          <>
            <PlainTable stacks label={t.lineage} columns={columns} rows={items} idOf={({ id }) => id} />
            {row === null ? <p>{t.removedRow}</p> : <JsonText label={rowKey} value={row} />}
            <p>{t.replayed(position)}</p>
          </>
        )}
      </Loaded>
    </Card>
  );
};

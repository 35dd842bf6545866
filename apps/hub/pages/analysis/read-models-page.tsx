import type { Schemas } from '@ledgerdesk/client';
import { Link } from '@tanstack/react-router';
import { client } from '../../api/client.js';
import { resource, useResource } from '../../api/resource.js';
import { Loaded } from '../../design/loaded.js';
import { Page } from '../../design/page.js';
import { type PlainColumn, PlainTable } from '../../design/plain-table.js';
import { useTexts } from '../../texts/language-context.js';
import { useFormats } from '../../time/formats.js';
import { readModelsTexts } from './read-models.texts.js';

type ReadModel = Schemas['ReadModels']['items'][number];

const readModelsResource = resource(['log', 'read-models'], (options) => client.get('/v1/read-models', options));

/** Every read model, which leads to its rows. */
export const ReadModelsPage = () => {
  const t = useTexts(readModelsTexts);
  const formats = useFormats();
  const models = useResource(readModelsResource);
  const columns: readonly PlainColumn<ReadModel>[] = [
    {
      id: 'name',
      name: t.name,
      render: ({ name }) => (
        <Link to="/read-models/$name" params={{ name }}>
          {name}
        </Link>
      ),
    },
    { id: 'version', name: t.version, align: 'end', render: ({ version }) => version },
    { id: 'position', name: t.position, align: 'end', render: ({ position }) => position },
    {
      id: 'made',
      name: t.made,
      render: ({ events }) => <span title={events.join(', ')}>{t.events(formats.number(events.length))}</span>,
    },
    { id: 'personal', name: t.personal, render: ({ personal }) => personal.join(', ') },
  ];
  return (
    <Page title={t.title}>
      <Loaded of={models}>
        {({ items }) => <PlainTable stacks label={t.title} columns={columns} rows={items} idOf={({ name }) => name} />}
      </Loaded>
    </Page>
  );
};

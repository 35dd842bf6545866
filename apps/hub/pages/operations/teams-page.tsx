import type { ItemOf } from '@ledgerdesk/client';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { client } from '../../api/client.js';
import { usePages } from '../../api/pages-of.js';
import { CommandButton } from '../../design/command-button.js';
import type { Column } from '../../design/data-table/column.js';
import { DataTable } from '../../design/data-table/data-table.js';
import { DeferredTextField } from '../../design/deferred-text-field.js';
import { EmptyState } from '../../design/empty-state.js';
import { Filters } from '../../design/filters.js';
import { Page } from '../../design/page.js';
import { useSelf } from '../../session/self.js';
import { useTexts } from '../../texts/language-context.js';
import { useFormats } from '../../time/formats.js';
import { TimeText } from '../../time/time-text.js';
import { RegisterTeamDialog } from './register-team-dialog.js';
import { teamsTexts } from './teams.texts.js';

type Team = ItemOf<'/v1/teams'>;

const route = getRouteApi('/teams');
const idOf = ({ teamId }: Team): string => teamId;
const nameOf = ({ name }: Team): string => name;

const useColumns = (): readonly Column<Team>[] => {
  const t = useTexts(teamsTexts);
  const formats = useFormats();
  return useMemo(
    () => [
      { id: 'name', name: t.team, onCard: 'title', width: 'minmax(0, 2fr)', render: ({ name }) => name },
      { id: 'id', name: t.teamId, render: ({ teamId }) => <code>{teamId}</code> },
      { id: 'country', name: t.country, width: '88px', render: ({ country }) => country },
      { id: 'products', name: t.products, width: 'minmax(0, 1.5fr)', render: ({ products }) => products.join(', ') },
      {
        id: 'seats',
        name: t.seats,
        width: '88px',
        align: 'end',
        onCard: 'side',
        render: ({ billing }) => formats.number(billing.seats),
      },
      { id: 'manager', name: t.accountManager, onCard: 'hidden', render: ({ accountManager }) => accountManager },
      {
        id: 'registered',
        name: t.registered,
        width: '120px',
        onCard: 'hidden',
        render: ({ registeredAt }) => <TimeText at={registeredAt} dateOnly />,
      },
    ],
    [t, formats],
  );
};

/** Searches teams, and registers one. */
export const TeamsPage = () => {
  const t = useTexts(teamsTexts);
  const search = route.useSearch();
  const navigate = useNavigate();
  const self = useSelf();
  const [isRegistering, setRegistering] = useState(false);
  const columns = useColumns();
  const { q, product, country, accountManager } = search;
  const query = { q, product, country, accountManager };
  const teams = usePages(['directory', 'teams', query], (cursor, options) =>
    client.get('/v1/teams', { query: { ...query, cursor }, ...options }),
  );
  const filter = (name: keyof typeof query) => (value: string | undefined) =>
    void navigate({ to: '/teams', search: { ...search, [name]: value }, replace: true });
  return (
    <Page
      title={t.title}
      isWide
      actions={
        self.may.administration.allowed && (
          <CommandButton weight="primary" onClick={() => setRegistering(true)}>
            {t.register}
          </CommandButton>
        )
      }
    >
      <Filters label={t.filters}>
        <DeferredTextField type="search" label={t.search} value={q} onChange={filter('q')} />
        <DeferredTextField label={t.product} value={product} onChange={filter('product')} />
        <DeferredTextField label={t.country} value={country} onChange={filter('country')} />
        <DeferredTextField label={t.accountManager} value={accountManager} onChange={filter('accountManager')} />
      </Filters>
      <DataTable
        label={t.title}
        columns={columns}
        rows={teams}
        idOf={idOf}
        nameOf={nameOf}
        onOpen={({ teamId }) => void navigate({ to: '/teams/$teamId', params: { teamId } })}
        empty={<EmptyState title={t.empty} hint={t.emptyHint} />}
      />
      <RegisterTeamDialog
        isOpen={isRegistering}
        onClose={() => setRegistering(false)}
        onRegistered={(teamId) => void navigate({ to: '/teams/$teamId', params: { teamId } })}
      />
    </Page>
  );
};

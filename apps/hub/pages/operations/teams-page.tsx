import type { ItemOf } from '@ledgerdesk/client';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useClassificationNames } from '../../api/classification-names.js';
import { client } from '../../api/client.js';
import { usePages } from '../../api/pages-of.js';
import { ChoiceField } from '../../design/choice-field.js';
import { CommandButton } from '../../design/command-button.js';
import type { Column } from '../../design/data-table/column.js';
import { DataTable } from '../../design/data-table/data-table.js';
import { DeferredTextField } from '../../design/deferred-text-field.js';
import { EmptyState } from '../../design/empty-state.js';
import { Filters } from '../../design/filters.js';
import { Page } from '../../design/page.js';
import { useSelf } from '../../session/self.js';
import { useCountries } from '../../texts/countries.js';
import { useCountryName } from '../../texts/country-names.js';
import { joined } from '../../texts/joined.js';
import { useTexts } from '../../texts/language-context.js';
import { useFormats } from '../../time/formats.js';
import { TimeText } from '../../time/time-text.js';
import { FirstSteps } from './first-steps.js';
import { RegisterTeamDialog } from './register-team-dialog.js';
import { teamsTexts } from './teams.texts.js';

type Team = ItemOf<'/v1/teams'>;

const route = getRouteApi('/teams');
const idOf = ({ teamId }: Team): string => teamId;
const nameOf = ({ name }: Team): string => name;

const useColumns = (): readonly Column<Team>[] => {
  const t = useTexts(teamsTexts);
  const formats = useFormats();
  const names = useClassificationNames();
  const countryName = useCountryName();
  return useMemo(
    () => [
      { id: 'name', name: t.team, onCard: 'title', width: 'minmax(0, 2fr)', render: ({ name }) => name },
      { id: 'id', name: t.teamId, render: ({ teamId }) => <code>{teamId}</code> },
      { id: 'country', name: t.country, width: '120px', render: ({ country }) => countryName(country) },
      {
        id: 'products',
        name: t.products,
        width: 'minmax(0, 1.5fr)',
        render: ({ products }) => joined(products.map(names.product), ', '),
      },
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
    [t, formats, names, countryName],
  );
};

/** Searches teams, and registers one. */
export const TeamsPage = () => {
  const t = useTexts(teamsTexts);
  const search = route.useSearch();
  const navigate = useNavigate();
  const self = useSelf();
  const names = useClassificationNames();
  const columns = useColumns();
  const { dialog, ...filters } = search;
  const { q, product, country, accountManager } = filters;
  const query = { q, product, country, accountManager };
  const countries = useCountries();
  const countryName = useCountryName();
  const isFiltered = Object.values(query).some((value) => value !== undefined);
  const teams = usePages(['directory', 'teams', query], (cursor, options) =>
    client.get('/v1/teams', { query: { ...query, cursor }, ...options }),
  );
  const filter = (name: keyof typeof query) => (value: string | undefined) =>
    void navigate({ to: '/teams', search: { ...filters, [name]: value }, replace: true });
  const show = (name?: 'register'): void => void navigate({ to: '/teams', search: { ...filters, dialog: name } });
  return (
    <Page
      title={t.title}
      isWide
      actions={
        self.may.administration.allowed && (
          <CommandButton weight="primary" onClick={() => show('register')}>
            {t.register}
          </CommandButton>
        )
      }
    >
      <FirstSteps />
      <Filters label={t.filters}>
        <DeferredTextField type="search" label={t.search} value={q} onChange={filter('q')} />
        <ChoiceField
          label={t.product}
          all={t.all}
          values={names.products.map(({ id }) => id)}
          value={product}
          labelOf={names.product}
          onChange={filter('product')}
        />
        <ChoiceField
          label={t.country}
          all={t.all}
          values={countries}
          value={country}
          labelOf={countryName}
          onChange={filter('country')}
        />
        <DeferredTextField
          label={t.accountManager}
          hint={t.managerIdHint}
          value={accountManager}
          onChange={filter('accountManager')}
        />
      </Filters>
      <DataTable
        label={t.title}
        columns={columns}
        rows={teams}
        idOf={idOf}
        nameOf={nameOf}
        onOpen={({ teamId }) => void navigate({ to: '/teams/$teamId', params: { teamId } })}
        empty={<EmptyState title={t.empty} hint={isFiltered ? t.emptyFiltered : t.emptyHint} />}
      />
      {dialog === 'register' && self.may.administration.allowed && (
        <RegisterTeamDialog
          onClose={() => show()}
          onRegistered={(teamId) => void navigate({ to: '/teams/$teamId', params: { teamId }, replace: true })}
        />
      )}
    </Page>
  );
};

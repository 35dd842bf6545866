import type { ItemOf } from '@ledgerdesk/client';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { client } from '../../api/client.js';
import { usePages } from '../../api/pages-of.js';
import { Badge } from '../../design/badge.js';
import { Card } from '../../design/card.js';
import { CommandButton } from '../../design/command-button.js';
import type { Column } from '../../design/data-table/column.js';
import { DataTable } from '../../design/data-table/data-table.js';
import { DeferredTextField } from '../../design/deferred-text-field.js';
import { EmptyState } from '../../design/empty-state.js';
import { SelectField } from '../../design/field.js';
import { Filters } from '../../design/filters.js';
import { useTexts } from '../../texts/language-context.js';
import { TimeText } from '../../time/time-text.js';
import { AddMemberDialog } from './add-member-dialog.js';
import { MemberDialog } from './member-dialog.js';
import { membersTexts } from './members.texts.js';
import { ROLES, roleNames } from '../../texts/role-names.js';

type Member = ItemOf<'/v1/teams/{teamId}/members'>;

const route = getRouteApi('/teams/$teamId');
const STATUSES = ['active', 'invited', 'suspended', 'deactivated'] as const;
const TONES = { active: 'ok', invited: 'accent', suspended: 'warn', deactivated: 'neutral' } as const;
const idOf = ({ memberId }: Member): string => memberId;
const nameOf = ({ name, memberId }: Member): string => name ?? memberId;

const useColumns = (): readonly Column<Member>[] => {
  const t = useTexts(membersTexts);
  const roles = useTexts(roleNames);
  return useMemo(
    () => [
      {
        id: 'name',
        name: t.name,
        onCard: 'title',
        render: ({ name, memberId, erased }) => (erased ? `${memberId} · ${t.erased}` : (name ?? memberId)),
      },
      { id: 'email', name: t.email, width: 'minmax(0, 1.4fr)', render: ({ email }) => email },
      {
        id: 'roles',
        name: t.roles,
        width: 'minmax(0, 1.4fr)',
        render: (member) => member.roles.map((role) => roles[role]).join(', '),
      },
      {
        id: 'champion',
        name: t.champion,
        width: '96px',
        render: ({ champion }) => champion && <Badge tone="accent">{t.levels[champion.level]}</Badge>,
      },
      {
        id: 'status',
        name: t.status,
        width: '112px',
        onCard: 'side',
        render: ({ status }) => <Badge tone={TONES[status]}>{t.statuses[status]}</Badge>,
      },
      {
        id: 'since',
        name: t.since,
        width: '120px',
        onCard: 'hidden',
        render: ({ addedAt }) => <TimeText at={addedAt} dateOnly />,
      },
    ],
    [t, roles],
  );
};

/** The members of a team, present and past. */
export const MemberList = ({ teamId, mayChange }: { readonly teamId: string; readonly mayChange: boolean }) => {
  const t = useTexts(membersTexts);
  const roles = useTexts(roleNames);
  const search = route.useSearch();
  const navigate = useNavigate();
  const columns = useColumns();
  const [isAdding, setAdding] = useState(false);
  const [memberId, setMemberId] = useState<string>();
  const query = {
    q: search.q,
    status: STATUSES.find((one) => one === search.status),
    role: ROLES.find((one) => one === search.role),
    champion: (['true', 'false'] as const).find((one) => one === search.champion),
  };
  const members = usePages(['directory', 'members', teamId, query], (cursor, options) =>
    client.get('/v1/teams/{teamId}/members', { path: { teamId }, query: { ...query, cursor }, ...options }),
  );
  const filter = (name: keyof typeof query, value: string | undefined): void =>
    void navigate({
      to: '/teams/$teamId',
      params: { teamId },
      search: { ...search, [name]: value === '' ? undefined : value },
      replace: true,
    });
  return (
    <Card title={t.title} actions={mayChange && <CommandButton onClick={() => setAdding(true)}>{t.add}</CommandButton>}>
      <Filters label={t.filters}>
        <DeferredTextField type="search" label={t.search} value={search.q} onChange={(value) => filter('q', value)} />
        <SelectField
          label={t.status}
          value={query.status ?? ''}
          onChange={({ target }) => filter('status', target.value)}
        >
          <option value="">{t.all}</option>
          {STATUSES.map((one) => (
            <option key={one} value={one}>
              {t.statuses[one]}
            </option>
          ))}
        </SelectField>
        <SelectField label={t.role} value={query.role ?? ''} onChange={({ target }) => filter('role', target.value)}>
          <option value="">{t.all}</option>
          {ROLES.map((one) => (
            <option key={one} value={one}>
              {roles[one]}
            </option>
          ))}
        </SelectField>
        <SelectField
          label={t.champion}
          value={query.champion ?? ''}
          onChange={({ target }) => filter('champion', target.value)}
        >
          <option value="">{t.all}</option>
          <option value="true">{t.championsOnly}</option>
          <option value="false">{t.noChampions}</option>
        </SelectField>
      </Filters>
      <DataTable
        label={t.title}
        columns={columns}
        rows={members}
        idOf={idOf}
        nameOf={nameOf}
        onOpen={(member) => setMemberId(member.memberId)}
        empty={<EmptyState title={t.empty} hint={t.emptyHint} />}
      />
      {isAdding && <AddMemberDialog teamId={teamId} onClose={() => setAdding(false)} />}
      {memberId !== undefined && (
        <MemberDialog
          teamId={teamId}
          memberId={memberId}
          mayChange={mayChange}
          onClose={() => setMemberId(undefined)}
        />
      )}
    </Card>
  );
};

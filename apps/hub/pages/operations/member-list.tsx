import type { ItemOf } from '@ledgerdesk/client';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import { client } from '../../api/client.js';
import { usePages } from '../../api/pages-of.js';
import { Badge } from '../../design/badge.js';
import { oneOf } from '../../app/search-values.js';
import { Card } from '../../design/card.js';
import { ChoiceField } from '../../design/choice-field.js';
import { CommandButton } from '../../design/command-button.js';
import type { Column } from '../../design/data-table/column.js';
import { DataTable } from '../../design/data-table/data-table.js';
import { DeferredTextField } from '../../design/deferred-text-field.js';
import { EmptyState } from '../../design/empty-state.js';
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
const CHAMPION = ['true', 'false'] as const;
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
  const { dialog, member, ...filters } = search;
  const query = {
    q: filters.q,
    status: oneOf(STATUSES, filters.status),
    role: oneOf(ROLES, filters.role),
    champion: oneOf(CHAMPION, filters.champion),
  };
  const isFiltered = Object.values(query).some((value) => value !== undefined);
  const members = usePages(['directory', 'members', teamId, query], (cursor, options) =>
    client.get('/v1/teams/{teamId}/members', { path: { teamId }, query: { ...query, cursor }, ...options }),
  );
  const show = (change: typeof search, replace = false): void =>
    void navigate({ to: '/teams/$teamId', params: { teamId }, search: { ...filters, ...change }, replace });
  const filter = (name: keyof typeof query) => (value: string | undefined) => show({ [name]: value }, true);
  return (
    <Card
      title={t.title}
      actions={mayChange && <CommandButton onClick={() => show({ dialog: 'member' })}>{t.add}</CommandButton>}
    >
      <Filters label={t.filters}>
        <DeferredTextField type="search" label={t.search} value={filters.q} onChange={filter('q')} />
        <ChoiceField
          label={t.status}
          all={t.all}
          values={STATUSES}
          value={query.status}
          labelOf={(one) => t.statuses[one]}
          onChange={filter('status')}
        />
        <ChoiceField
          label={t.role}
          all={t.all}
          values={ROLES}
          value={query.role}
          labelOf={(one) => roles[one]}
          onChange={filter('role')}
        />
        <ChoiceField
          label={t.champion}
          all={t.all}
          values={CHAMPION}
          value={query.champion}
          labelOf={(one) => (one === 'true' ? t.championsOnly : t.noChampions)}
          onChange={filter('champion')}
        />
      </Filters>
      <DataTable
        label={t.title}
        columns={columns}
        rows={members}
        idOf={idOf}
        nameOf={nameOf}
        openId={member}
        onOpen={({ memberId }) => show({ member: memberId })}
        empty={<EmptyState title={t.empty} hint={isFiltered ? t.emptyFiltered : t.emptyHint} />}
      />
      {mayChange && (dialog === 'member' || dialog === 'administrator') && (
        <AddMemberDialog teamId={teamId} isAdministrator={dialog === 'administrator'} onClose={() => show({})} />
      )}
      {member !== undefined && (
        <MemberDialog teamId={teamId} memberId={member} mayChange={mayChange} onClose={() => show({})} />
      )}
    </Card>
  );
};

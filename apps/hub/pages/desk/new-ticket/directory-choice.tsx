import { useState } from 'react';
import { client } from '../../../api/client.js';
import { resource, useResource } from '../../../api/resource.js';
import { Button } from '../../../design/button.js';
import { TextField } from '../../../design/field.js';
import { Loaded } from '../../../design/loaded.js';
import { useTexts } from '../../../texts/language-context.js';
import { RadioList } from '../ticket/radio-list.js';
import styles from './new-ticket.module.css';
import { newTicketTexts } from './new-ticket.texts.js';

const MOST = 20;

const searchOf = (typed: string) => (typed.trim() === '' ? {} : { q: typed.trim() });

const teamsResource = (typed: string) =>
  resource(['directory', 'teams', typed], (options) =>
    client.get('/v1/teams', { query: { limit: MOST, ...searchOf(typed) }, ...options }),
  );

const membersResource = (teamId: string, typed: string) =>
  resource(['directory', 'members', teamId, typed], (options) =>
    client.get('/v1/teams/{teamId}/members', {
      path: { teamId },
      query: { limit: MOST, status: 'active', ...searchOf(typed) },
      ...options,
    }),
  );

interface ChoiceProps {
  readonly value: string | undefined;
  readonly onChange: (value: string | undefined) => void;
}

const Chosen = ({
  label,
  name,
  onChange,
}: { readonly label: string; readonly name: string } & Pick<ChoiceProps, 'onChange'>) => {
  const t = useTexts(newTicketTexts);
  return (
    <p className={styles['chosen']}>
      <span className={styles['label']}>{label}</span>
      <strong>{name}</strong>
      <Button onClick={() => onChange(undefined)}>{t.change}</Button>
    </p>
  );
};

/** Chooses a team by a part of its name. */
export const TeamChoice = ({ value, onChange }: ChoiceProps) => {
  const t = useTexts(newTicketTexts);
  const [typed, setTyped] = useState('');
  const teams = useResource(teamsResource(typed), { keepPrevious: true });
  if (value !== undefined)
    return (
      <Chosen
        label={t.team}
        name={teams.data?.items.find(({ teamId }) => teamId === value)?.name ?? value}
        onChange={onChange}
      />
    );
  return (
    <>
      <TextField label={t.teamSearch} value={typed} onChange={({ target }) => setTyped(target.value)} />
      <Loaded of={teams} lines={2}>
        {({ items }) => (
          <RadioList
            label={t.team}
            options={items.map(({ teamId, name, country }) => ({ value: teamId, name, detail: country }))}
            value={value}
            onChange={onChange}
          />
        )}
      </Loaded>
    </>
  );
};

/** Chooses an active member of a team by a part of the name or address. */
export const MemberChoice = ({ teamId, value, onChange }: ChoiceProps & { readonly teamId: string }) => {
  const t = useTexts(newTicketTexts);
  const [typed, setTyped] = useState('');
  const members = useResource(membersResource(teamId, typed), { keepPrevious: true });
  if (value !== undefined)
    return (
      <Chosen
        label={t.requester}
        name={members.data?.items.find(({ memberId }) => memberId === value)?.name ?? value}
        onChange={onChange}
      />
    );
  return (
    <>
      <TextField label={t.requesterSearch} value={typed} onChange={({ target }) => setTyped(target.value)} />
      <Loaded of={members} lines={2}>
        {({ items }) =>
          items.length === 0 ? (
            <p>{t.none}</p>
          ) : (
            <RadioList
              label={t.requester}
              options={items.map(({ memberId, name, email }) => ({
                value: memberId,
                name: name ?? memberId,
                detail: email ?? undefined,
              }))}
              value={value}
              onChange={onChange}
            />
          )
        }
      </Loaded>
    </>
  );
};

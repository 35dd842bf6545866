import { type ReactNode, useState } from 'react';
import { client } from '../../../api/client.js';
import { resource, useResource } from '../../../api/resource.js';
import { Button } from '../../../design/button.js';
import { DeferredTextField } from '../../../design/deferred-text-field.js';
import { Loaded } from '../../../design/loaded.js';
import { RadioList, type RadioOption } from '../../../design/radio-list.js';
import { useTexts } from '../../../texts/language-context.js';
import { useFormats } from '../../../time/formats.js';
import { customerResource, teamResource } from '../desk-resources.js';
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

type Choose = (value: string | undefined) => void;

/** What is chosen, and a button to choose again. */
const Chosen = ({
  label,
  name,
  onChange,
}: {
  readonly label: string;
  readonly name: string;
  readonly onChange: Choose;
}) => {
  const t = useTexts(newTicketTexts);
  return (
    <p className={styles['chosen']}>
      <span className={styles['label']}>{label}</span>
      <strong>{name}</strong>
      <Button onClick={() => onChange(undefined)}>{t.change}</Button>
    </p>
  );
};

const ChosenTeam = ({ teamId, onChange }: { readonly teamId: string; readonly onChange: Choose }) => {
  const t = useTexts(newTicketTexts);
  const { data } = useResource(teamResource(teamId));
  return <Chosen label={t.team} name={data?.name ?? teamId} onChange={onChange} />;
};

const ChosenMember = ({
  teamId,
  memberId,
  onChange,
}: {
  readonly teamId: string;
  readonly memberId: string;
  readonly onChange: Choose;
}) => {
  const t = useTexts(newTicketTexts);
  const { data } = useResource(customerResource(teamId, memberId));
  return <Chosen label={t.requester} name={data?.member.name ?? memberId} onChange={onChange} />;
};

/** A text to search by, and what was found by it. */
const Search = ({
  label,
  typed,
  onType,
  children,
}: {
  readonly label: string;
  readonly typed: string;
  readonly onType: (typed: string) => void;
  readonly children: ReactNode;
}) => (
  <div className={styles['directory']}>
    <DeferredTextField label={label} value={typed} onChange={(text = '') => onType(text)} />
    {children}
  </div>
);

const Found = ({
  label,
  options,
  hasMore,
  onChange,
}: {
  readonly label: string;
  readonly options: readonly RadioOption[];
  readonly hasMore: boolean;
  readonly onChange: Choose;
}) => {
  const t = useTexts(newTicketTexts);
  const { number } = useFormats();
  return (
    <>
      <RadioList label={label} options={options} value={undefined} none={t.none} onChange={onChange} />
      {hasMore && <p className={styles['hint']}>{t.more(number(MOST))}</p>}
    </>
  );
};

const TeamSearch = ({ onChange }: { readonly onChange: Choose }) => {
  const t = useTexts(newTicketTexts);
  const [typed, setTyped] = useState('');
  const teams = useResource(teamsResource(typed), { keepPrevious: true });
  return (
    <Search label={t.teamSearch} typed={typed} onType={setTyped}>
      <Loaded of={teams} lines={2}>
        {({ items, next }) => (
          <Found
            label={t.team}
            options={items.map(({ teamId, name, country }) => ({ value: teamId, name, detail: country }))}
            hasMore={next !== undefined}
            onChange={onChange}
          />
        )}
      </Loaded>
    </Search>
  );
};

const MemberSearch = ({ teamId, onChange }: { readonly teamId: string; readonly onChange: Choose }) => {
  const t = useTexts(newTicketTexts);
  const [typed, setTyped] = useState('');
  const members = useResource(membersResource(teamId, typed), { keepPrevious: true });
  return (
    <Search label={t.requesterSearch} typed={typed} onType={setTyped}>
      <Loaded of={members} lines={2}>
        {({ items, next }) => (
          <Found
            label={t.requester}
            options={items.map(({ memberId, name, email }) => ({
              value: memberId,
              name: name ?? memberId,
              detail: email ?? undefined,
            }))}
            hasMore={next !== undefined}
            onChange={onChange}
          />
        )}
      </Loaded>
    </Search>
  );
};

/** Chooses a team by a part of its name. */
export const TeamChoice = ({ value, onChange }: { readonly value: string | undefined; readonly onChange: Choose }) =>
  value === undefined ? <TeamSearch onChange={onChange} /> : <ChosenTeam teamId={value} onChange={onChange} />;

/** Chooses an active member of a team by a part of the name or address. */
export const MemberChoice = ({
  teamId,
  value,
  onChange,
}: {
  readonly teamId: string;
  readonly value: string | undefined;
  readonly onChange: Choose;
}) =>
  value === undefined ? (
    <MemberSearch key={teamId} teamId={teamId} onChange={onChange} />
  ) : (
    <ChosenMember teamId={teamId} memberId={value} onChange={onChange} />
  );

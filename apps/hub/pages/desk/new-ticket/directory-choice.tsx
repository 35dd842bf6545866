import { type ReactNode, useState } from 'react';
import { client } from '../../../api/client.js';
import { resource, useResource } from '../../../api/resource.js';
import { Button } from '../../../design/button.js';
import { DeferredTextField } from '../../../design/deferred-text-field.js';
import { Loaded } from '../../../design/loaded.js';
import { useCountryName } from '../../../texts/country-names.js';
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

/** Something that was found. */
interface Option {
  readonly value: string;
  readonly name: string;
  readonly detail?: string | undefined;
}

/** Properties of what shows a choice and lets the agent change it. */
interface ChosenProps {
  readonly takesFocus: boolean;
  readonly onChange: Choose;
}

/** What is chosen, and a button to choose again. */
const Chosen = ({
  label,
  name,
  takesFocus,
  onChange,
}: { readonly label: string; readonly name: string } & ChosenProps) => {
  const t = useTexts(newTicketTexts);
  return (
    <p className={styles['chosen']}>
      <span className={styles['label']}>{label}</span>
      <strong>{name}</strong>
      <Button autoFocus={takesFocus} aria-label={t.changeOf(label)} onClick={() => onChange(undefined)}>
        {t.change}
      </Button>
    </p>
  );
};

/**
 * A function that chooses, or chooses again. `takesFocus` is true after that: what had the focus is gone, and what has
 * come in its place takes it.
 */
const useChoosing = (onChange: Choose): ChosenProps => {
  const [takesFocus, setTakesFocus] = useState(false);
  const choose: Choose = (value) => {
    setTakesFocus(true);
    onChange(value);
  };
  return { takesFocus, onChange: choose };
};

const ChosenTeam = ({ teamId, ...choosing }: { readonly teamId: string } & ChosenProps) => {
  const t = useTexts(newTicketTexts);
  const { data } = useResource(teamResource(teamId));
  return <Chosen label={t.team} name={data?.name ?? teamId} {...choosing} />;
};

const ChosenMember = ({
  teamId,
  memberId,
  ...choosing
}: { readonly teamId: string; readonly memberId: string } & ChosenProps) => {
  const t = useTexts(newTicketTexts);
  const { data } = useResource(customerResource(teamId, memberId));
  return <Chosen label={t.requester} name={data?.member.name ?? memberId} {...choosing} />;
};

/** A text to search by, and what was found by it. */
const Search = ({
  label,
  typed,
  takesFocus,
  onType,
  children,
}: {
  readonly label: string;
  readonly typed: string;
  readonly takesFocus: boolean;
  readonly onType: (typed: string) => void;
  readonly children: ReactNode;
}) => (
  <div className={styles['directory']}>
    <DeferredTextField label={label} value={typed} autoFocus={takesFocus} onChange={(text = '') => onType(text)} />
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
  readonly options: readonly Option[];
  readonly hasMore: boolean;
  readonly onChange: Choose;
}) => {
  const t = useTexts(newTicketTexts);
  const { number } = useFormats();
  return (
    <>
      {options.length === 0 && <p role="status">{t.none}</p>}
      {options.length > 0 && (
        <ul aria-label={label} className={styles['options']}>
          {options.map(({ value, name, detail }) => (
            <li key={value}>
              <button type="button" className={styles['option']} onClick={() => onChange(value)}>
                {name} {detail !== undefined && <small>{detail}</small>}
              </button>
            </li>
          ))}
        </ul>
      )}
      {hasMore && <p className={styles['hint']}>{t.more(number(MOST))}</p>}
    </>
  );
};

const TeamSearch = ({ takesFocus, onChange }: ChosenProps) => {
  const t = useTexts(newTicketTexts);
  const countryName = useCountryName();
  const [typed, setTyped] = useState('');
  const teams = useResource(teamsResource(typed), { keepPrevious: true });
  return (
    <Search label={t.teamSearch} typed={typed} takesFocus={takesFocus} onType={setTyped}>
      <Loaded of={teams} lines={2}>
        {({ items, next }) => (
          <Found
            label={t.team}
            options={items.map(({ teamId, name, country }) => ({ value: teamId, name, detail: countryName(country) }))}
            hasMore={next !== undefined}
            onChange={onChange}
          />
        )}
      </Loaded>
    </Search>
  );
};

const MemberSearch = ({ teamId, takesFocus, onChange }: { readonly teamId: string } & ChosenProps) => {
  const t = useTexts(newTicketTexts);
  const [typed, setTyped] = useState('');
  const members = useResource(membersResource(teamId, typed), { keepPrevious: true });
  return (
    <Search label={t.requesterSearch} typed={typed} takesFocus={takesFocus} onType={setTyped}>
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
export const TeamChoice = ({ value, onChange }: { readonly value: string | undefined; readonly onChange: Choose }) => {
  const choosing = useChoosing(onChange);
  if (value === undefined) return <TeamSearch {...choosing} />;
  return <ChosenTeam teamId={value} {...choosing} />;
};

/** Chooses an active member of a team by a part of the name or address. */
export const MemberChoice = ({
  teamId,
  value,
  onChange,
}: {
  readonly teamId: string;
  readonly value: string | undefined;
  readonly onChange: Choose;
}) => {
  const choosing = useChoosing(onChange);
  if (value === undefined) return <MemberSearch key={teamId} teamId={teamId} {...choosing} />;
  return <ChosenMember teamId={teamId} memberId={value} {...choosing} />;
};

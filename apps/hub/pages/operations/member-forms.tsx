import type { Schemas } from '@ledgerdesk/client';
import { type ReactNode, useState } from 'react';
import { client } from '../../api/client.js';
import { type SendableCommand, useCommand } from '../../api/command.js';
import { CheckField, CheckGroup } from '../../design/check-field.js';
import { CommandButton } from '../../design/command-button.js';
import { SelectField, TextField } from '../../design/field.js';
import { ProblemNotice } from '../../design/problem-notice.js';
import { useTexts } from '../../texts/language-context.js';
import styles from './member-dialog.module.css';
import { membersTexts } from './members.texts.js';
import { type Role, ROLES, roleNames } from '../../texts/role-names.js';

interface FormProps {
  readonly member: Schemas['MemberDetails'];
  readonly etag: string | null;
}

const ifMatch = (etag: string | null) => (etag === null ? {} : { ifMatch: etag });

/** A form in the dialog of a member, which sends a command of its own. */
const MemberForm = ({
  command,
  isChanged,
  onSubmit,
  children,
}: {
  readonly command: Pick<SendableCommand<never, unknown>, 'isSending' | 'error'>;
  readonly isChanged: boolean;
  readonly onSubmit: () => void;
  readonly children: ReactNode;
}) => {
  const t = useTexts(membersTexts);
  return (
    <form
      className={styles['form']}
      onSubmit={(event) => {
        event.preventDefault();
        if (isChanged) onSubmit();
      }}
    >
      {children}
      {command.error && <ProblemNotice error={command.error} />}
      <CommandButton type="submit" isSending={command.isSending} disabled={!isChanged}>
        {t.save}
      </CommandButton>
    </form>
  );
};

/** Changes name, address and language. */
export const MemberProfile = ({ member, etag }: FormProps) => {
  const t = useTexts(membersTexts);
  const { teamId, memberId } = member;
  const [name, setName] = useState(member.name ?? '');
  const [email, setEmail] = useState(member.email ?? '');
  const [language, setLanguage] = useState(member.language);
  const command = useCommand(
    (body: { name?: string; email?: string; language?: string }, options) =>
      client.patch('/v1/teams/{teamId}/members/{memberId}', {
        path: { teamId, memberId },
        body,
        ...options,
        ...ifMatch(etag),
      }),
    ['directory'],
  );
  const change = {
    ...(name === member.name ? {} : { name }),
    ...(email === member.email ? {} : { email }),
    ...(language === member.language ? {} : { language }),
  };
  return (
    <MemberForm command={command} isChanged={Object.keys(change).length > 0} onSubmit={() => void command.send(change)}>
      <TextField
        label={t.name}
        required
        error={command.fieldErrors['name']}
        value={name}
        onChange={({ target }) => setName(target.value)}
      />
      <TextField
        label={t.email}
        type="email"
        required
        error={command.fieldErrors['email']}
        value={email}
        onChange={({ target }) => setEmail(target.value)}
      />
      <TextField
        label={t.language}
        hint={t.languageHint}
        required
        error={command.fieldErrors['language']}
        value={language}
        onChange={({ target }) => setLanguage(target.value)}
      />
    </MemberForm>
  );
};

const sameRoles = (a: readonly Role[], b: readonly Role[]): boolean =>
  a.length === b.length && a.every((role) => b.includes(role));

/** Assigns admin roles (H1). */
export const MemberRoles = ({ member, etag }: FormProps) => {
  const t = useTexts(membersTexts);
  const names = useTexts(roleNames);
  const { teamId, memberId } = member;
  const [roles, setRoles] = useState<readonly Role[]>(member.roles);
  const command = useCommand(
    (body: { roles: Role[] }, options) =>
      client.put('/v1/teams/{teamId}/members/{memberId}/roles', {
        path: { teamId, memberId },
        body,
        ...options,
        ...ifMatch(etag),
      }),
    ['directory'],
  );
  return (
    <MemberForm
      command={command}
      isChanged={!sameRoles(roles, member.roles)}
      onSubmit={() => void command.send({ roles: [...roles] })}
    >
      <CheckGroup label={t.roles} values={ROLES} chosen={roles} labelOf={(role) => names[role]} onChange={setRoles} />
    </MemberForm>
  );
};

type Level = 'grand' | 'epic';
const levelOf = (value: string): Level | undefined => (['grand', 'epic'] as const).find((level) => level === value);

/** Names a member a Champion, or withdraws that (C1–C3). */
export const MemberChampion = ({ member, etag }: FormProps) => {
  const t = useTexts(membersTexts);
  const { teamId, memberId, champion } = member;
  const path = { teamId, memberId };
  const [level, setLevel] = useState<Level | undefined>(champion?.level);
  const [hasAddOn, setHasAddOn] = useState(champion === null || champion.addOn !== null);
  const command = useCommand(
    (input: { level: Level | undefined; premiumSupport: boolean }, options) =>
      input.level === undefined
        ? client.delete('/v1/teams/{teamId}/members/{memberId}/champion', { path, ...options, ...ifMatch(etag) })
        : client.put('/v1/teams/{teamId}/members/{memberId}/champion', {
            path,
            body: { level: input.level, premiumSupport: input.premiumSupport },
            ...options,
            ...ifMatch(etag),
          }),
    ['directory'],
  );
  const isSame = level === champion?.level && (level === undefined || hasAddOn === (champion?.addOn !== null));
  return (
    <MemberForm
      command={command}
      isChanged={!isSame}
      onSubmit={() => void command.send({ level, premiumSupport: hasAddOn })}
    >
      <SelectField
        label={t.championLevel}
        value={level ?? ''}
        onChange={({ target }) => setLevel(levelOf(target.value))}
      >
        <option value="">{t.noLevel}</option>
        <option value="grand">{t.levels.grand}</option>
        <option value="epic">{t.levels.epic}</option>
      </SelectField>
      {level !== undefined && (
        <CheckField
          label={t.premiumSupport}
          checked={hasAddOn}
          onChange={({ target }) => setHasAddOn(target.checked)}
        />
      )}
    </MemberForm>
  );
};

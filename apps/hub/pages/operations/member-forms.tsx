import type { Schemas } from '@ledgerdesk/client';
import { client } from '../../api/client.js';
import { useCommand } from '../../api/command.js';
import { CheckField, CheckGroup } from '../../design/check-field.js';
import { ChoiceField } from '../../design/choice-field.js';
import { TextField } from '../../design/field.js';
import { isSameSet } from '../../design/same-set.js';
import { SectionForm } from '../../design/section-form.js';
import { useEdit } from '../../design/use-edit.js';
import { useTextFields } from '../../design/use-text-fields.js';
import { useTexts } from '../../texts/language-context.js';
import { membersTexts } from './members.texts.js';
import { type Role, ROLES, roleNames } from '../../texts/role-names.js';

interface FormProps {
  readonly member: Schemas['MemberDetails'];
  readonly etag: string | null;
}

const ifMatch = (etag: string | null) => (etag === null ? {} : { ifMatch: etag });

/** Changes name, address and language. */
export const MemberProfile = ({ member, etag }: FormProps) => {
  const t = useTexts(membersTexts);
  const { teamId, memberId } = member;
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
  const { values, field } = useTextFields(
    { name: member.name ?? '', email: member.email ?? '', language: member.language },
    command.fieldErrors,
  );
  const { name, email, language } = values;
  const change = {
    ...(name === member.name ? {} : { name }),
    ...(email === member.email ? {} : { email }),
    ...(language === member.language ? {} : { language }),
  };
  return (
    <SectionForm
      title={t.profile}
      command={command}
      submit={t.saveProfile}
      isChanged={Object.keys(change).length > 0}
      onSubmit={() => command.send(change)}
    >
      <TextField label={t.name} required {...field('name')} />
      <TextField label={t.email} type="email" required {...field('email')} />
      <TextField label={t.language} hint={t.languageHint} required {...field('language')} />
    </SectionForm>
  );
};

/** Assigns admin roles (H1). */
export const MemberRoles = ({ member, etag }: FormProps) => {
  const t = useTexts(membersTexts);
  const names = useTexts(roleNames);
  const { teamId, memberId } = member;
  const [roles, setRoles] = useEdit<readonly Role[]>(member.roles, isSameSet);
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
    <SectionForm
      title={t.roles}
      command={command}
      submit={t.saveRoles}
      isChanged={!isSameSet(roles, member.roles)}
      onSubmit={() => command.send({ roles: [...roles] })}
    >
      <CheckGroup label={t.roles} values={ROLES} chosen={roles} labelOf={(role) => names[role]} onChange={setRoles} />
    </SectionForm>
  );
};

const LEVELS = ['grand', 'epic'] as const;
type Level = (typeof LEVELS)[number];

/** The Champion level to give a member, and whether it comes with Premium Support. */
interface ChampionChoice {
  readonly level: Level | undefined;
  readonly premiumSupport: boolean;
}

/** Without a level, there is nothing to come with it. */
const isSameChoice = (a: ChampionChoice, b: ChampionChoice): boolean =>
  a.level === b.level && (a.level === undefined || a.premiumSupport === b.premiumSupport);

/** Names a member a Champion, or withdraws that (C1–C3). */
export const MemberChampion = ({ member, etag }: FormProps) => {
  const t = useTexts(membersTexts);
  const { teamId, memberId, champion } = member;
  const path = { teamId, memberId };
  const known = { level: champion?.level, premiumSupport: champion === null || champion.addOn !== null };
  const [choice, setChoice] = useEdit<ChampionChoice>(known, isSameChoice);
  const command = useCommand(
    (input: ChampionChoice, options) =>
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
  return (
    <SectionForm
      title={t.championLevel}
      command={command}
      submit={t.saveChampion}
      isChanged={!isSameChoice(choice, known)}
      onSubmit={() => command.send(choice)}
    >
      <ChoiceField
        label={t.championLevel}
        all={t.noLevel}
        values={LEVELS}
        value={choice.level}
        labelOf={(one) => t.levels[one]}
        onChange={(level) => setChoice({ ...choice, level })}
      />
      {choice.level !== undefined && (
        <CheckField
          label={t.premiumSupport}
          checked={choice.premiumSupport}
          onChange={({ target }) => setChoice({ ...choice, premiumSupport: target.checked })}
        />
      )}
    </SectionForm>
  );
};

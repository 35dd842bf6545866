import { useState } from 'react';
import { client } from '../../api/client.js';
import { useCommand } from '../../api/command.js';
import { CheckField, CheckGroup } from '../../design/check-field.js';
import { FieldRow } from '../../design/field-row.js';
import { TextField } from '../../design/field.js';
import { FormDialog } from '../../design/form-dialog.js';
import { useTextFields } from '../../design/use-text-fields.js';
import { useLanguage, useTexts } from '../../texts/language-context.js';
import { membersTexts } from './members.texts.js';
import { type Role, ROLES, roleNames } from '../../texts/role-names.js';

/** Adds a member to a team, or invites one (E2, H1). */
export const AddMemberDialog = ({
  teamId,
  isAdministrator,
  onClose,
}: {
  readonly teamId: string;
  /** Begins with the role of an administrator, who may sign in at once. */
  readonly isAdministrator: boolean;
  readonly onClose: () => void;
}) => {
  const t = useTexts(membersTexts);
  const names = useTexts(roleNames);
  const { language } = useLanguage();
  const [roles, setRoles] = useState<readonly Role[]>(isAdministrator ? ['team_admin'] : []);
  const [isInvited, setInvited] = useState(!isAdministrator);
  const command = useCommand(
    (body: Parameters<typeof client.post<'/v1/teams/{teamId}/members'>>[1]['body'], options) =>
      client.post('/v1/teams/{teamId}/members', { path: { teamId }, body, ...options }),
    ['directory'],
  );
  const { values, field } = useTextFields({ memberId: '', name: '', email: '', language }, command.fieldErrors);
  const add = async (): Promise<void> => {
    const answer = await command.send({ ...values, roles: [...roles], status: isInvited ? 'invited' : 'active' });
    if (answer) onClose();
  };
  return (
    <FormDialog title={t.add} isOpen onClose={onClose} command={command} submit={t.add} onSubmit={() => void add()}>
      <FieldRow>
        <TextField label={t.name} autoFocus required {...field('name')} />
        <TextField label={t.memberId} hint={t.memberIdHint} required {...field('memberId')} />
      </FieldRow>
      <FieldRow>
        <TextField label={t.email} type="email" required {...field('email')} />
        <TextField label={t.language} hint={t.languageHint} required {...field('language')} />
      </FieldRow>
      <CheckGroup
        label={t.roles}
        error={command.fieldErrors['roles']}
        values={ROLES}
        chosen={roles}
        labelOf={(role) => names[role]}
        onChange={setRoles}
      />
      <CheckField label={t.invite} checked={isInvited} onChange={({ target }) => setInvited(target.checked)} />
    </FormDialog>
  );
};

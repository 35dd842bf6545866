import { useState } from 'react';
import { client } from '../../api/client.js';
import { useCommand } from '../../api/command.js';
import { CheckField, CheckGroup } from '../../design/check-field.js';
import { TextField } from '../../design/field.js';
import { FormDialog } from '../../design/form-dialog.js';
import { useTexts } from '../../texts/language-context.js';
import { membersTexts } from './members.texts.js';
import { type Role, ROLES, roleNames } from '../../texts/role-names.js';

const EMPTY = { memberId: '', name: '', email: '', language: 'en' };

/** Adds a member to a team, or invites one (E2, H1). */
export const AddMemberDialog = ({ teamId, onClose }: { readonly teamId: string; readonly onClose: () => void }) => {
  const t = useTexts(membersTexts);
  const names = useTexts(roleNames);
  const [fields, setFields] = useState(EMPTY);
  const [roles, setRoles] = useState<readonly Role[]>([]);
  const [isInvited, setInvited] = useState(true);
  const command = useCommand(
    (body: typeof EMPTY & { roles: Role[]; status: 'active' | 'invited' }, options) =>
      client.post('/v1/teams/{teamId}/members', { path: { teamId }, body, ...options }),
    ['directory'],
  );
  const field = (name: keyof typeof EMPTY) => ({
    value: fields[name],
    error: command.fieldErrors[name],
    required: true,
    onChange: ({ target }: { readonly target: { readonly value: string } }) =>
      setFields((all) => ({ ...all, [name]: target.value })),
  });
  const add = async (): Promise<void> => {
    const answer = await command.send({ ...fields, roles: [...roles], status: isInvited ? 'invited' : 'active' });
    if (answer) onClose();
  };
  return (
    <FormDialog title={t.add} isOpen onClose={onClose} command={command} submit={t.add} onSubmit={() => void add()}>
      <TextField label={t.name} autoFocus {...field('name')} />
      <TextField label={t.memberId} hint={t.memberIdHint} {...field('memberId')} />
      <TextField label={t.email} type="email" {...field('email')} />
      <TextField label={t.language} hint={t.languageHint} {...field('language')} />
      <CheckGroup label={t.roles} values={ROLES} chosen={roles} labelOf={(role) => names[role]} onChange={setRoles} />
      <CheckField label={t.invite} checked={isInvited} onChange={({ target }) => setInvited(target.checked)} />
    </FormDialog>
  );
};

import type { Answer, CommandOptions, Schemas } from '@ledgerdesk/client';
import { useState } from 'react';
import { client } from '../../api/client.js';
import { useCommand } from '../../api/command.js';
import { TextField } from '../../design/field.js';
import { FormDialog } from '../../design/form-dialog.js';
import { useTexts } from '../../texts/language-context.js';
import { idsIn, textOfIds } from './listed.js';
import { teamsTexts } from './teams.texts.js';

interface DialogProps {
  readonly team: Schemas['TeamDetails'];
  readonly etag: string | null;
  readonly onClose: () => void;
}

/** Changes one value of a team, unless the team has changed since. */
const TeamValueDialog = ({
  title,
  label,
  hint,
  field,
  initial,
  isRequired = false,
  etag,
  onClose,
  run,
}: Omit<DialogProps, 'team'> & {
  readonly title: string;
  readonly label: string;
  readonly hint: string;
  /** Name of the value in the body, for its error. */
  readonly field: string;
  readonly initial: string;
  readonly isRequired?: boolean;
  readonly run: (text: string, options: CommandOptions) => Promise<Answer<unknown>>;
}) => {
  const t = useTexts(teamsTexts);
  const [text, setText] = useState(initial);
  const command = useCommand(
    (value: string, options) => run(value, { ...options, ...(etag === null ? {} : { ifMatch: etag }) }),
    ['directory', 'billing'],
  );
  const save = async (): Promise<void> => {
    if (text === initial || (await command.send(text))) onClose();
  };
  return (
    <FormDialog title={title} isOpen onClose={onClose} command={command} submit={t.save} onSubmit={() => void save()}>
      <TextField
        label={label}
        hint={hint}
        required={isRequired}
        autoFocus
        error={command.fieldErrors[field]}
        value={text}
        onChange={({ target }) => setText(target.value)}
      />
    </FormDialog>
  );
};

/** Changes the products that a team uses (R2, D6). */
export const ProductsDialog = ({ team, ...rest }: DialogProps) => {
  const t = useTexts(teamsTexts);
  return (
    <TeamValueDialog
      {...rest}
      title={t.changeTitle(team.name)}
      label={t.products}
      hint={t.productsHint}
      field="products"
      isRequired
      initial={textOfIds(team.products)}
      run={(text, options) =>
        client.put('/v1/teams/{teamId}/products', {
          path: { teamId: team.teamId },
          body: { products: idsIn(text) },
          ...options,
        })
      }
    />
  );
};

/** Assigns an account manager to a team, or none (P4). */
export const AccountManagerDialog = ({ team, ...rest }: DialogProps) => {
  const t = useTexts(teamsTexts);
  return (
    <TeamValueDialog
      {...rest}
      title={t.changeTitle(team.name)}
      label={t.accountManager}
      hint={t.accountManagerHint}
      field="accountManager"
      initial={team.accountManager ?? ''}
      run={(text, options) =>
        client.put('/v1/teams/{teamId}/account-manager', {
          path: { teamId: team.teamId },
          body: { accountManager: text === '' ? null : text },
          ...options,
        })
      }
    />
  );
};

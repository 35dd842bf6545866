import type { Answer, CommandOptions, Schemas } from '@ledgerdesk/client';
import { client } from '../../api/client.js';
import { useCommand } from '../../api/command.js';
import { TextField } from '../../design/field.js';
import { FormDialog } from '../../design/form-dialog.js';
import { isSameSet } from '../../design/same-set.js';
import { useEdit } from '../../design/use-edit.js';
import { useTexts } from '../../texts/language-context.js';
import { ProductGroup } from './product-group.js';
import { teamsTexts } from './teams.texts.js';

interface DialogProps {
  readonly team: Schemas['TeamDetails'];
  readonly etag: string | null;
  readonly onClose: () => void;
}

/** A command that changes one value of a team, unless the team has changed since; and what sends it. */
const useValueCommand = <Value,>(
  { etag, onClose }: DialogProps,
  run: (value: Value, options: CommandOptions) => Promise<Answer<unknown>>,
) => {
  const command = useCommand(
    (value: Value, options) => run(value, { ...options, ...(etag === null ? {} : { ifMatch: etag }) }),
    ['directory', 'billing'],
  );
  const save = async (value: Value, isSame: boolean): Promise<void> => {
    if (isSame || (await command.send(value))) onClose();
  };
  return { command, save };
};

/** Changes the products that a team uses (R2, D6). */
export const ProductsDialog = (props: DialogProps) => {
  const { team, onClose } = props;
  const t = useTexts(teamsTexts);
  const [products, setProducts] = useEdit<readonly string[]>(team.products, isSameSet);
  const { command, save } = useValueCommand(props, (chosen: readonly string[], options) =>
    client.put('/v1/teams/{teamId}/products', {
      path: { teamId: team.teamId },
      body: { products: [...chosen] },
      ...options,
    }),
  );
  return (
    <FormDialog
      title={t.productsTitle(team.name)}
      isOpen
      onClose={onClose}
      command={command}
      submit={t.save}
      isReady={products.length > 0}
      onSubmit={() => void save(products, isSameSet(products, team.products))}
    >
      <ProductGroup
        label={t.products}
        error={command.fieldErrors['products']}
        chosen={products}
        onChange={setProducts}
      />
    </FormDialog>
  );
};

/** Assigns an account manager to a team, or none (P4). */
export const AccountManagerDialog = (props: DialogProps) => {
  const { team, onClose } = props;
  const t = useTexts(teamsTexts);
  const known = team.accountManager ?? '';
  const [id, setId] = useEdit(known);
  const { command, save } = useValueCommand(props, (accountManager: string | null, options) =>
    client.put('/v1/teams/{teamId}/account-manager', {
      path: { teamId: team.teamId },
      body: { accountManager },
      ...options,
    }),
  );
  return (
    <FormDialog
      title={t.accountManagerTitle(team.name)}
      isOpen
      onClose={onClose}
      command={command}
      submit={t.save}
      onSubmit={() => void save(id === '' ? null : id, id === known)}
    >
      <TextField
        label={t.accountManager}
        hint={t.accountManagerHint}
        autoFocus
        error={command.fieldErrors['accountManager']}
        value={id}
        onChange={({ target }) => setId(target.value)}
      />
    </FormDialog>
  );
};

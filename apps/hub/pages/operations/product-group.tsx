import { useClassificationNames } from '../../api/classification-names.js';
import { CheckGroup } from '../../design/check-field.js';
import { NamesFailure } from '../../tickets/names-failure.js';

/** A choice of products by name: those that take requests, and those that are chosen already. */
export const ProductGroup = ({
  label,
  error,
  chosen,
  onChange,
}: {
  readonly label: string;
  readonly error?: string | undefined;
  readonly chosen: readonly string[];
  readonly onChange: (products: readonly string[]) => void;
}) => {
  const names = useClassificationNames();
  const values = [...new Set([...names.products.map(({ id }) => id), ...chosen])];
  return (
    <>
      <NamesFailure />
      <CheckGroup
        label={label}
        error={error}
        values={values}
        chosen={chosen}
        labelOf={names.product}
        onChange={onChange}
      />
    </>
  );
};

import type { Named } from '../../api/name-in.js';

/** Things with a name, as the options of a select. */
export const NamedOptions = ({ of }: { readonly of: readonly Named[] }) =>
  of.map(({ id, name }) => (
    <option key={id} value={id}>
      {name}
    </option>
  ));

import type { Position, Projection } from '@ledgerdesk/kernel';
import type { ProjectionStatus } from '@ledgerdesk/runtime';

/** A read model: what its rows are made of, and how far it has read the log. */
export interface ReadModelView {
  readonly name: string;
  readonly version: number;
  readonly serving: boolean;
  readonly position: Position | null;
  readonly columns: readonly ReturnType<typeof toColumn>[];
  readonly personal: readonly string[];
  readonly events: readonly string[];
}

export const toColumn = (name: string, type: 'text' | 'integer', personal: readonly string[]) => ({
  name,
  type,
  personal: personal.includes(name),
});

/** A read model in the version that serves, or is built first. */
export const toReadModel = (projection: Projection, statuses: readonly ProjectionStatus[]): ReadModelView => {
  const { name, table, handles } = projection;
  const { personal = [] } = table;
  const versions = statuses.filter((status) => status.name === name);
  const status = versions.find(({ serving }) => serving) ?? versions[0];
  return {
    name,
    version: status?.version ?? projection.version,
    serving: status?.serving ?? false,
    position: status?.position ?? null,
    columns: [
      toColumn('key', 'text', personal),
      ...Object.entries(table.columns).map(([column, type]) => toColumn(column, type, personal)),
    ],
    personal,
    events: handles,
  };
};

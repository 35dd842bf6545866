import type { OpenAPIObject } from '@nestjs/swagger';
import { CALLER_KINDS, ON_BEHALF_OF, SERVICE_SCOPE } from '../auth/access.js';
import { TOKEN_KINDS, type TokenKind } from '../auth/caller.js';
import { markdownTable } from './markdown-table.js';

/** The parts of an OpenAPI document that say who may call what. */
export type DocumentedAccess = Pick<OpenAPIObject, 'paths' | 'tags'>;
type Operation = NonNullable<OpenAPIObject['paths'][string]['get']>;
interface DocumentedRoute {
  readonly name: string;
  readonly operation: Operation;
}

const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;

const extension = (operation: Operation, name: string): unknown =>
  Object.entries(operation).find(([key]) => key === name)?.[1];

const routesIn = ({ paths }: DocumentedAccess): readonly DocumentedRoute[] =>
  Object.entries(paths).flatMap(([path, item]) =>
    METHODS.flatMap((method) => {
      const operation = item[method];
      return operation ? [{ name: `${method.toUpperCase()} ${path}`, operation }] : [];
    }),
  );

/** How a service may call a route. */
const serviceCell = (operation: Operation): string => {
  const scope = extension(operation, SERVICE_SCOPE);
  if (typeof scope === 'string') return `\`${scope}\``;
  switch (extension(operation, ON_BEHALF_OF)) {
    case 'required':
      return 'for a member';
    case 'optional':
      return 'yes, or for a member';
    default:
      return 'yes';
  }
};

const cellOf = (kind: TokenKind, operation: Operation): string => {
  const kinds = extension(operation, CALLER_KINDS);
  if (!Array.isArray(kinds)) return 'public';
  if (!kinds.includes(kind)) return '';
  return kind === 'service' ? serviceCell(operation) : 'yes';
};

/** The tables of role × route in docs/api/on-behalf-of.md, one for each tag. */
export const accessTables = (document: DocumentedAccess): string => {
  const routes = routesIn(document);
  return (document.tags ?? [])
    .map(({ name, description = '' }) => {
      const rows = routes
        .filter(({ operation }) => operation.tags?.includes(name))
        .map((route) => [`\`${route.name}\``, ...TOKEN_KINDS.map((kind) => cellOf(kind, route.operation))]);
      return `### ${name}\n\n${description}\n\n${markdownTable(['Route', ...TOKEN_KINDS], rows)}`;
    })
    .join('\n\n');
};

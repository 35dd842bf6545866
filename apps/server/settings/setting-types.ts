import { type SchemaOptions, type StringOptions, Type } from '@sinclair/typebox';

/** Attributes of a setting in addition to its type and check. */
export interface Declaration extends SchemaOptions {
  /** Meaning of the setting, in Markdown, for docs/settings.md. */
  readonly description: string;
  /** Shown in docs/settings.md in place of the default. */
  readonly shownDefault?: string;
  /** The value may contain a secret: messages never repeat it. `in-url`: a URL whose password is the secret. */
  readonly secret?: true | 'in-url';
}

/** A declaration of text with a `pattern` or `format`. */
interface CheckedDeclaration extends StringOptions, Declaration {
  /** The correct value, as the object of "Set": `a URL such as https://id.example/jwks`. */
  readonly expected: string;
  readonly description: string;
}

/** Any scheme: the adapter of the store checks the rest. */
export const URL_WITH_SCHEME = '^[a-z][a-z+]*://';

/** Any text. */
export const text = (declaration: Declaration) => Type.String(declaration);
/** Text that is checked. */
export const checkedText = (declaration: CheckedDeclaration) => Type.String(declaration);
/** `true` or `false`. */
export const flag = (declaration: Declaration) => Type.Boolean({ expected: 'true or false', ...declaration });
/** A whole number within limits, both included. */
export const integer = (minimum: number, maximum: number, declaration: Declaration) =>
  Type.Integer({ minimum, maximum, expected: `a whole number from ${minimum} to ${maximum}`, ...declaration });
/** A port; 0 is one that is free. */
export const port = (declaration: Declaration) => integer(0, 65_535, declaration);
/** One of several words. */
export const oneOf = <T extends string>(values: readonly T[], declaration: Declaration) =>
  Type.Unsafe<T>({ type: 'string', enum: [...values], expected: `one of ${values.join(', ')}`, ...declaration });
/** 32 bytes in base64. */
export const key = (declaration: Declaration) =>
  Type.String({
    pattern: '^[A-Za-z0-9+/]{43}=$',
    expected: '32 bytes in base64, such as the output of "openssl rand -base64 32"',
    shownDefault: 'a key in the data folder',
    secret: true,
    ...declaration,
  });

/** The name of a claim, or a JSON Pointer to it. */
export const claim = (declaration: Declaration) =>
  Type.String({
    pattern: '^[^\\s]{1,200}$',
    expected: 'the name of a claim such as sub or https://ledgerdesk.example/kind, or a path such as /ledgerdesk/kind',
    ...declaration,
  });

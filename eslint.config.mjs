import stylistic from '@stylistic/eslint-plugin';
import prettierConflicts from 'eslint-config-prettier';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';
import prettier from './prettier.config.mjs';

const PURE_FOLDERS = ['libs/kernel', 'libs/business-time', 'libs/events', 'libs/domain', 'projections'];
const pure = (instruction) => `This folder is pure, so that replays are deterministic. ${instruction}`;

export default tseslint.config(
  { ignores: ['dist/', 'node_modules/', 'data/', 'coverage/', '.stryker/', 'libs/client/api-types.ts'] },
  {
    files: ['**/*.{ts,tsx}'],
    extends: [...tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { disallowTypeAnnotations: false }],
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      'no-console': 'error',
      eqeqeq: 'error',
    },
  },
  {
    files: PURE_FOLDERS.map((folder) => `${folder}/**/*.ts`),
    ignores: ['**/*spec.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              group: ['node:*', '@nestjs/*', 'rxjs', 'rxjs/*', 'reflect-metadata'],
              message: pure('Frameworks and Node.js modules are not allowed.'),
            },
          ],
        },
      ],
      'no-restricted-properties': [
        'error',
        { object: 'Date', property: 'now', message: pure('Pass the time in the command.') },
        { object: 'Math', property: 'random', message: pure('Pass random values in the command.') },
        { object: 'crypto', property: 'randomUUID', message: pure('Pass ids in the command.') },
        { object: 'Temporal', property: 'Now', message: pure('Pass the time in the command.') },
      ],
      'no-restricted-syntax': [
        'error',
        {
          selector: "NewExpression[callee.name='Date'][arguments.length=0]",
          message: pure('Pass the time in the command.'),
        },
      ],
      'no-restricted-globals': ['error', 'process', 'setTimeout', 'setInterval', 'performance'],
    },
  },
  {
    files: ['apps/hub/**/*.{ts,tsx}'],
    plugins: { 'react-hooks': reactHooks },
    rules: { 'react-hooks/rules-of-hooks': 'error', 'react-hooks/exhaustive-deps': 'error' },
  },
  { files: ['apps/cli/**/*.ts', 'test/bench/**/*.ts'], rules: { 'no-console': 'off' } },
  prettierConflicts,
  {
    // Prettier does not break long strings and comments.
    files: ['**/*.{ts,tsx,mjs}'],
    plugins: { '@stylistic': stylistic },
    rules: { '@stylistic/max-len': ['error', { code: prettier.printWidth, ignoreUrls: true }] },
  },
);

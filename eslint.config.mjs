import stylistic from '@stylistic/eslint-plugin';
import prettierConflicts from 'eslint-config-prettier';
import tseslint from 'typescript-eslint';
import prettier from './prettier.config.mjs';

const PURE_ROOMS = ['libs/kernel', 'libs/business-time', 'libs/events', 'libs/domain', 'projections'];
const pure = (why) => `This room is pure, so that a replay gives the same years later: ${why}`;

export default tseslint.config(
  { ignores: ['dist/', 'node_modules/', 'data/', 'coverage/', '.stryker/'] },
  {
    files: ['**/*.ts'],
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
    files: PURE_ROOMS.map((room) => `${room}/**/*.ts`),
    ignores: ['**/*spec.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              group: ['node:*', '@nestjs/*', 'rxjs', 'rxjs/*', 'reflect-metadata'],
              message: pure('no framework and no machine in it.'),
            },
          ],
        },
      ],
      'no-restricted-properties': [
        'error',
        { object: 'Date', property: 'now', message: pure('time arrives in the command.') },
        { object: 'Math', property: 'random', message: pure('ids and chance arrive in the command.') },
        { object: 'crypto', property: 'randomUUID', message: pure('ids arrive in the command.') },
        { object: 'Temporal', property: 'Now', message: pure('time arrives in the command.') },
      ],
      'no-restricted-syntax': [
        'error',
        {
          selector: "NewExpression[callee.name='Date'][arguments.length=0]",
          message: pure('time arrives in the command.'),
        },
      ],
      'no-restricted-globals': ['error', 'process', 'setTimeout', 'setInterval', 'performance'],
    },
  },
  { files: ['apps/cli/**/*.ts', 'test/bench/**/*.ts'], rules: { 'no-console': 'off' } },
  prettierConflicts,
  {
    // Prettier cannot break strings and comments: what it leaves too long is found here.
    files: ['**/*.{ts,mjs}'],
    plugins: { '@stylistic': stylistic },
    rules: { '@stylistic/max-len': ['error', { code: prettier.printWidth, ignoreUrls: true }] },
  },
);

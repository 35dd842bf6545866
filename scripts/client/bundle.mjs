import { join } from 'node:path';
import { rolldown } from 'rolldown';

const root = join(import.meta.dirname, '../..');

/** A minified bundle of a module and what it imports, for browsers. Fails if it imports a module of Node.js. */
export const bundleForBrowsers = async (input) => {
  const bundle = await rolldown({
    input,
    platform: 'browser',
    resolve: {
      alias: { '@ledgerdesk/client': join(root, 'libs/client/index.ts') },
      extensionAlias: { '.js': ['.ts', '.js'] },
      modules: [join(root, 'node_modules')],
    },
    onwarn: ({ message }) => {
      throw new Error(message);
    },
  });
  const { output } = await bundle.generate({ format: 'esm', minify: true });
  await bundle.close();
  return output[0].code;
};

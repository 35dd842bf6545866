import { rolldown } from 'rolldown';

/**
 * A minified bundle of a module and what it imports, for browsers. Fails if it imports a module of Node.js.
 *
 * @param output Options of rolldown for the output.
 */
export const bundleForBrowsers = async (input, output = { format: 'esm' }) => {
  const bundle = await rolldown({
    input,
    platform: 'browser',
    resolve: {
      extensionAlias: { '.js': ['.ts', '.js'] },
    },
    onwarn: ({ message }) => {
      throw new Error(message);
    },
  });
  const { output: chunks } = await bundle.generate({ ...output, minify: true });
  await bundle.close();
  return chunks[0].code;
};

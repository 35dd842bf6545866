/** How code is formatted. ESLint takes its line length from here. */
export default {
  printWidth: 120,
  singleQuote: true,
};

/** Formatting of code. ESLint uses the same line length. */
export default {
  printWidth: 120,
  singleQuote: true,
};

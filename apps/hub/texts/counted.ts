/**
 * A number with its noun, in English or German: "1 seat", "2 seats". The number is formatted already; Japanese nouns
 * have one form.
 */
export const counted = (count: string, one: string, other: string): string => `${count} ${count === '1' ? one : other}`;

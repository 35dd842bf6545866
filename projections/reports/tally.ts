/** Measures of facts that are added one by one. */
export interface Tally<Fact, Measures extends object> {
  add(fact: Fact): void;
  measures(): Measures;
}

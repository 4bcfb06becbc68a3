/** One figure of an evaluation: what was measured, on what, how much. Higher is better unless `lowerIsBetter`. */
export interface Measure {
  /** Stable key in `baseline.json`: `extract/wcxb-dev/f1`. */
  key: string;
  value: number;
  /** Cases behind the figure. */
  cases: number;
  lowerIsBetter?: boolean;
  /** Shown, never held to a floor (times, peers). */
  informative?: boolean;
}

export interface SuiteOptions {
  /** Where the development sets lie; a suite whose set is absent says so and returns no figures. */
  dataDir: string;
  /** Extra words of the command line. */
  args: readonly string[];
  print(line: string): void;
}

/** One evaluation: one folder under `eval/`, one line in `eval/run.ts`. */
export interface Suite {
  name: string;
  about: string;
  run(options: SuiteOptions): Promise<Measure[]>;
}

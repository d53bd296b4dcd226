declare module 'parse-prometheus-text-format' {
  function parse(text: string): readonly parse.Family[];

  namespace parse {
    interface Family {
      readonly name: string;
      readonly help: string;
      readonly type: string;
      readonly metrics: readonly Sample[];
    }

    interface Sample {
      readonly labels?: Readonly<Record<string, string>>;
      readonly value?: string;
      /** Of a histogram, by their upper bound. */
      readonly buckets?: Readonly<Record<string, string>>;
      readonly count?: string;
      readonly sum?: string;
    }
  }

  export = parse;
}

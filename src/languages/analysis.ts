import type { TextSpan } from '../domain/span.ts';
import type {
  Attribution,
  Hedge,
  LanguagePack,
  Name,
  Negation,
  Quantity,
  Quotation,
  Sentence,
  TimeAnchor,
  TimeExpression,
  Token,
} from './pack.ts';

/** All that a pack finds in one text, computed on first use and kept. */
export interface Analysis {
  readonly text: string;
  readonly pack: LanguagePack;
  readonly anchor: TimeAnchor | undefined;
  readonly sentences: readonly Sentence[];
  readonly tokens: readonly Token[];
  readonly quantities: readonly Quantity[];
  readonly times: readonly TimeExpression[];
  readonly names: readonly Name[];
  readonly quotations: readonly Quotation[];
  readonly attributions: readonly Attribution[];
  readonly hedges: readonly Hedge[];
  readonly negations: readonly Negation[];
  readonly causes: readonly TextSpan[];
  readonly loadedWords: readonly TextSpan[];
}

/** Reads `text` with `pack`. Cheap: each list is worked out when it is first asked for. */
export function analyse(text: string, pack: LanguagePack, anchor?: TimeAnchor): Analysis {
  const lazy = <T>(compute: () => T): (() => T) => {
    let value: { it: T } | undefined;
    return () => {
      value ??= { it: compute() };
      return value.it;
    };
  };
  const sentences = lazy(() => pack.sentences(text));
  const tokens = lazy(() => pack.tokens(text));
  const quantities = lazy(() => pack.quantities(text));
  const times = lazy(() => pack.times(text, anchor));
  const names = lazy(() => pack.names(text));
  const quotations = lazy(() => pack.quotations(text));
  const attributions = lazy(() => pack.attributions(text));
  const hedges = lazy(() => pack.hedges(text));
  const negations = lazy(() => pack.negations(text));
  const causes = lazy(() => pack.causes(text));
  const loadedWords = lazy(() => pack.loadedWords(text));
  return {
    text,
    pack,
    anchor,
    get sentences() {
      return sentences();
    },
    get tokens() {
      return tokens();
    },
    get quantities() {
      return quantities();
    },
    get times() {
      return times();
    },
    get names() {
      return names();
    },
    get quotations() {
      return quotations();
    },
    get attributions() {
      return attributions();
    },
    get hedges() {
      return hedges();
    },
    get negations() {
      return negations();
    },
    get causes() {
      return causes();
    },
    get loadedWords() {
      return loadedWords();
    },
  };
}

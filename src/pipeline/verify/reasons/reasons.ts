import { englishReasons } from './en.ts';
import { koreanReasons } from './ko.ts';

/** Every sentence that a finding or a confirmation can say. A missing one in a language does not compile. */
export interface Reasons {
  /** Stands where even the original has no headline that may be shown. */
  untitled: string;
  passageMissing(id: string): string;
  quoteMissing(quote: string): string;
  evidenceMissing: string;
  quoteFound: string;
  notInSource(words: string): string;
  carried: string;
  numberFound(text: string): string;
  numberDerived(text: string): string;
  numberDiffers(source: string, claim: string): string;
  numberQualifier(source: string, claim: string): string;
  numberMissing(claim: string): string;
  numberElsewhere(claim: string, source: string): string;
  numberStray(claim: string): string;
  timeFound(text: string): string;
  timeDiffers(source: string, claim: string): string;
  timeMissing(claim: string): string;
  timeStray(claim: string): string;
  nameFound(text: string): string;
  nameDiffers(source: string, claim: string): string;
  nameMissing(claim: string): string;
  nameSwapped(source: string, claim: string): string;
  substituted(source: string, claim: string): string;
  added(claim: string): string;
  changedPlaces(first: string, second: string): string;
  quoteVerbatim: string;
  quoteTranslated: string;
  quoteAltered(source: string): string;
  quoteInvented(claim: string): string;
  quoteNotSaid(claim: string): string;
  speakerFound(text: string): string;
  speakerDiffers(source: string, claim: string): string;
  speakerMissing(claim: string): string;
  attributionKept: string;
  /** `who`: the speaker, where the words of the source that say so do not name him. */
  attributionDropped(source: string, who: string | null): string;
  attributionInvented(claim: string): string;
  denialAsFact(source: string): string;
  hedgeKept: string;
  hedgeDropped(source: string): string;
  hedgeAdded(claim: string): string;
  negationKept: string;
  negationAdded(claim: string): string;
  negationDropped(source: string): string;
  opposite(source: string, claim: string): string;
  rolesSwapped(agent: string, patient: string): string;
  causeFound: string;
  causeInvented(claim: string): string;
  officeFound(text: string): string;
  officeDiffers(source: string, claim: string): string;
  officeMissing(title: string, name: string): string;
  loadedWord(claim: string): string;
  markup(text: string): string;
  foreignLink(text: string): string;
  leak(text: string): string;
  instruction(text: string): string;
  overCap(cap: number): string;
  /** What a model says that was asked for its judgement. `alone`: the checks found nothing. */
  judgeRefutes(claim: string, quote: string, alone: boolean): string;
  judgeDoubts(claim: string, quote: string, alone: boolean): string;
  judgeSupports(quote: string): string;
  judgeWouldKeep(quote: string): string;
}

/** The words for findings in the brief's language; English where there are none in it. */
export function reasonsFor(lang: string): Reasons {
  return lang.toLowerCase().split('-')[0] === 'ko' ? koreanReasons : englishReasons;
}

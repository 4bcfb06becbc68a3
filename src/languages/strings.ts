/** Every word the interface says, one row per key. A missing key in a pack does not compile. */
export interface UiStrings {
  /** Label beside the headline. `sources`: number of original reports. */
  aiLabelModel(sources: number): string;
  aiLabelExcerpts(sources: number): string;
  aiLabelShort: string;
  /** Check the original. */
  notice: string;
  notReviewed: string;
  originals: string;
  evidence: string;
  whoSaysWhat: string;
  keyFigures: string;
  background: string;
  relatedBriefs: string;
}

import type { Reasons } from './reasons.ts';

export const englishReasons: Reasons = {
  untitled: 'Original report',
  passageMissing: (id) => `The sentence points at ${id}, which no source has.`,
  quoteMissing: (quote) => `The words given as evidence are not in the source: “${quote}”.`,
  evidenceMissing: 'No passage of the sources was found that this sentence could rest on.',
  quoteFound: 'The words given as evidence stand in the source.',
  notInSource: (words) => `The source does not say: ${words}.`,
  carried: 'Every word of substance is in the source.',
  markup: (text) => `Markup has no place in a brief: ${text}`,
  foreignLink: (text) => `A link or address that is not one of the sources: ${text}`,
  leak: (text) => `Reads like a model talking about its task, not like news: “${text}”.`,
  instruction: (text) => `Reads like an order to a machine, not like news: “${text}”.`,
  overCap: (cap) => `With this sentence more than ${cap} words would be copied from one source.`,
};

import type { Reasons } from './reasons.ts';

/** As it stands inside a sentence: "six" for a number that opened one. */
function inside(text: string): string {
  return /^\p{Lu}\p{Ll}+$/u.test(text) ? text.toLowerCase() : text;
}

export const englishReasons: Reasons = {
  untitled: 'Original report',
  passageMissing: (id) => `The sentence points at ${id}, which no source has.`,
  quoteMissing: (quote) => `The words given as evidence are not in the source: “${quote}”.`,
  evidenceMissing: 'No passage of the sources was found that this sentence could rest on.',
  quoteFound: 'The words given as evidence stand in the source.',
  notInSource: (words) => `The source does not say: ${words}.`,
  carried: 'Every word of substance is in the source.',
  numberFound: (text) => `Number found in the source: ${text}.`,
  numberDerived: (text) => `Number worked out from figures of the source: ${text}.`,
  numberDiffers: (source, claim) => `The source says ${inside(source)}, not ${inside(claim)}.`,
  numberQualifier: (source, claim) => `The source says “${source}”; “${claim}” points another way.`,
  numberMissing: (claim) => `The source has no such number: ${claim}.`,
  numberElsewhere: (claim, source) =>
    `The source gives ${inside(claim)} for something else; for this it gives ${inside(source)}.`,
  numberStray: (claim) => `The source has ${inside(claim)} in another place, not in this one.`,
  timeFound: (text) => `Date or time found in the source: ${text}.`,
  timeDiffers: (source, claim) => `The source says ${source}, not ${claim}.`,
  timeMissing: (claim) => `The source gives no such date or time: ${claim}.`,
  timeStray: (claim) => `The source has “${claim}” in another place, not in this one.`,
  nameFound: (text) => `Name found in the source: ${text}.`,
  nameDiffers: (source, claim) => `The source names ${source}, not ${claim}.`,
  nameMissing: (claim) => `The source does not name ${claim}.`,
  nameSwapped: (source, claim) => `In the source this is said of ${source}, not of ${claim}.`,
  substituted: (source, claim) => `Here the source says “${source}”, not “${claim}”.`,
  added: (claim) => `The source does not have “${claim}” here.`,
  changedPlaces: (first, second) => `“${first}” and “${second}” stand the other way round in the source.`,
  quoteVerbatim: 'The quoted words stand in the source exactly so.',
  quoteTranslated: 'The quotation is a translation; the original words stand beside it.',
  quoteAltered: (source) => `The quotation was altered. The source has: “${source}”.`,
  quoteInvented: (claim) => `Nobody says this in the source: “${claim}”.`,
  quoteNotSaid: (claim) => `The source writes this itself; nobody is quoted as saying it: “${claim}”.`,
  speakerFound: (text) => `Speaker found: ${text}.`,
  speakerDiffers: (source, claim) => `In the source it is ${source} who says this, not ${claim}.`,
  speakerMissing: (claim) => `In the source ${claim} says nothing of the kind.`,
  attributionKept: 'It is still said who says so.',
  attributionDropped: (source, who) =>
    `The source gives this as somebody’s words (“${who === null ? source : `${who} ${source}`}”); here it is told as a fact.`,
  attributionInvented: (claim) => `In the source nobody is named here as saying so: “${claim}”.`,
  denialAsFact: (source) => `The source reports a denial: “${source}”.`,
  hedgeKept: 'What the source leaves open stays open.',
  hedgeDropped: (source) => `The source is less sure: “${source}”.`,
  hedgeAdded: (claim) => `The source states this as a fact, without “${claim}”.`,
  negationKept: 'The denial of the source is kept.',
  negationAdded: (claim) => `The source does not deny this; here it says “${claim}”.`,
  negationDropped: (source) => `The source says the contrary: “${source}”.`,
  opposite: (source, claim) => `The source says “${source}”, which is the opposite of “${claim}”.`,
  rolesSwapped: (agent, patient) =>
    `In the source ${agent} does this to ${patient}, not the other way round.`,
  causeFound: 'The source names this cause.',
  causeInvented: (claim) => `The source does not say that one led to the other: “${claim}”.`,
  officeFound: (text) => `Office found in the source: ${text}.`,
  officeDiffers: (source, claim) => `The source gives the office as ${source}, not ${claim}.`,
  officeMissing: (title, name) => `The source does not call ${name} “${title}”; the office is not in it.`,
  loadedWord: (claim) => `A judging word that the source does not use: “${claim}”.`,
  markup: (text) => `Markup has no place in a brief: ${text}`,
  foreignLink: (text) => `A link or address that is not one of the sources: ${text}`,
  leak: (text) => `Reads like a model talking about its task, not like news: “${text}”.`,
  instruction: (text) => `Reads like an order to a machine, not like news: “${text}”.`,
  overCap: (cap) => `With this sentence more than ${cap} words would be copied from one source.`,
  judgeRefutes: (claim, quote, alone) =>
    `The model judge says that the source contradicts “${claim}”: “${quote}”.${alone ? ' The checks found nothing.' : ''}`,
  judgeDoubts: (claim, quote, alone) =>
    `The model judge finds no support for “${claim}”; the nearest it found is “${quote}”.${alone ? ' The checks found nothing.' : ''}`,
  judgeSupports: (quote) =>
    `The model judge holds this to be supported by “${quote}”. The doubt of the checks stands.`,
  judgeWouldKeep: (quote) =>
    `The model judge holds this to be supported by “${quote}”. The checks do not, and they decide.`,
};

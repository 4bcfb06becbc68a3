import type { DeskFacts, Prose } from '../site-strings.ts';

/** The editorial policy in English: what is promised is what the program does. */
export function englishPolicy({ name, responsible, contact }: DeskFacts): readonly Prose[] {
  return [
    {
      heading: 'What may be published',
      paragraphs: [
        'A sentence is published only if a passage of an original supports it. Numbers, names, dates, quotations, speakers, reservations and denials are compared one by one. What fails is rewritten once, replaced by the original’s own words, or dropped.',
        `${name} has no opinion of its own and adds nothing from outside the reports it names. Background comes only from earlier stories on this desk, cited like everything else. Where reports disagree, both sides stand with their sources.`,
      ],
    },
    {
      heading: 'How it is labelled',
      paragraphs: [
        'Every brief carries its label in words beside the headline, on lists, in feeds and in exports: written by AI, or excerpts chosen by a program. Machines find the same in the page’s metadata, in the response header and in the feeds.',
        '“Reviewed by an editor” is shown only where a named person has examined that very version. Any later change by the program takes the mark away by itself.',
      ],
    },
    {
      heading: 'Originals and rights',
      paragraphs: [
        'Each brief names its originals with publisher, author and date before the text, links to them, and asks the reader to check them. What is taken over word for word is limited in length. Photographs of others are not shown.',
        'Signals by which publishers reserve their rights (robots.txt, TDMRep, RSL, Content-Signal) are read and obeyed. A publisher can have its reports taken out.',
      ],
    },
    {
      heading: 'Corrections',
      paragraphs: [
        'When we were wrong, the brief is corrected and says so at the top, with date and wording before and after. When the world changed, it is marked as an update. When an original is withdrawn or changes, the sentences that rest on it are checked again. All corrections are listed on one page.',
        contact
          ? `Tell us about an error: ${contact}.`
          : 'This desk has not set an address for reporting errors.',
      ],
    },
    {
      heading: 'Responsibility',
      paragraphs: [
        responsible
          ? `Editorial responsibility lies with ${responsible}.`
          : 'The person who bears editorial responsibility has not been named yet.',
      ],
    },
  ];
}

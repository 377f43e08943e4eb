import type { NotCovered, Pack, Passage, Section } from '../../src/content/pack.ts';

/** A small article of its own, so that these tests stand whatever the project's content says. */
export const ferry: Pack = {
  slug: 'ferry',
  locale: 'en',
  title: 'The new Skerry ferry',
  source: 'A bridge of diesel and batteries: the new Skerry ferry',
  url: 'https://example.org/ferry',
  published: '2024-05-01',
  summary: 'Skerry has a new hybrid ferry.',
  highlights: [
    highlight(1, 1, 'The hybrid ferry Aurora replaces a ship of 1978.'),
    highlight(2, 2, 'Islanders cross free of charge in winter.'),
  ],
  sections: [
    section(1, 'A ship for the island', [
      'The Aurora was launched in May 2024 by the yard of Marta Lindqvist. She carries 140 passengers and 22 cars.',
      'Her batteries last for the harbour; out at sea, two diesel engines take over.',
    ]),
    section(2, 'Fares and seasons', [
      'A crossing is $14 for adults, and half of that for children. From November to March islanders go for nothing.',
    ]),
    section(3, 'Weather and safety', [
      'Above force nine she stays in port. Seals have been seen to follow her.',
    ]),
    section(4, 'What the critics say', [
      'Fishermen complain that her wake tears their nets from the lobster pots.',
    ]),
  ],
  faq: [
    faq(1, 1, 'What is the Aurora?', 'The Aurora is a hybrid ferry that serves Skerry since 2024.', [
      'tell me about the new ferry',
      'which ship serves the island now',
      'what kind of boat is the aurora',
    ]),
    faq(2, 2, 'How much is a ticket?', 'A crossing costs $14; children pay half.', [
      'what does a crossing cost',
      'price of the fare for an adult',
      'is the ferry expensive',
    ]),
    faq(3, 2, 'Do islanders pay in winter?', 'No: from November to March they cross for nothing.', [
      'who travels without paying',
      'is it free for locals in the cold months',
    ]),
    faq(4, 1, 'How many cars fit on board?', 'There is room for 22 cars and 140 passengers.', [
      'vehicle capacity of the boat',
      'number of passengers it can carry',
    ]),
    faq(5, 3, 'When does the ferry not sail?', 'She stays in port when the wind is above force nine.', [
      'cancelled because of a storm',
      'what wind stops the boat',
    ]),
    faq(6, 4, 'Why are fishermen angry?', 'They say that her wake tears the nets from the lobster pots.', [
      'complaints of the fishing fleet',
      'what do fishers have against her',
    ]),
    faq(7, 1, 'Who built the ship?', 'She comes from the yard of Marta Lindqvist.', [
      'which shipyard made the ferry',
      'lindqvist yard',
    ]),
  ],
  notCovered: [
    uncovered('how fast she goes', ['top speed in knots', 'how long does the crossing take']),
    uncovered('whether dogs may come along', ['can i bring my dog', 'are pets allowed on board']),
    uncovered('who the captain is', ['name of the captain', 'who steers the ferry']),
  ],
  version: 'ferry-en',
};

export const ferryInFrench: Pack = {
  ...ferry,
  locale: 'fr',
  title: 'Le nouveau bac de Skerry',
  highlights: [],
  sections: [section(1, "Un navire pour l'île", ["L'Aurora a été lancée en mai 2024."])],
  faq: [
    faq(1, 1, "Qu'est-ce que l'Aurora ?", "L'Aurora est un bac hybride qui dessert Skerry depuis 2024.", [
      'parle-moi du nouveau bac',
      "quel bateau dessert l'île",
    ]),
    faq(2, 1, 'Combien coûte un billet ?', 'La traversée coûte 14 dollars.', [
      'prix de la traversée',
      'tarif pour un adulte',
    ]),
  ],
  notCovered: [uncovered('quelle est sa vitesse', ['à quelle allure va le bac'])],
  version: 'ferry-fr',
};

function faq(
  index: number,
  cited: number,
  heading: string,
  text: string,
  wordings: readonly string[],
): Passage {
  return {
    id: `faq/${index}`,
    kind: 'faq',
    index,
    section: cited,
    heading,
    text,
    markup: 'commonmark',
    plain: text,
    wordings,
  };
}

function highlight(index: number, cited: number, text: string): Passage {
  return {
    id: `highlight/${index}`,
    kind: 'highlight',
    index,
    section: cited,
    heading: 'Highlights',
    text,
    markup: 'commonmark',
    plain: text,
    wordings: [],
  };
}

function section(index: number, heading: string, texts: readonly string[]): Section {
  const paragraphs = texts.map((text, at): Passage => ({
    id: `section/${index}/${at + 1}`,
    kind: 'section',
    index,
    section: index,
    heading,
    text,
    markup: 'commonmark',
    plain: text,
    wordings: [],
  }));
  return { slug: `section-${index}`, index, heading, text: texts.join('\n\n'), paragraphs };
}

function uncovered(topic: string, wordings: readonly string[]): NotCovered {
  return { topic, wordings };
}

/** A pack with nothing but these questions, each with its wordings. */
export function packOf(entries: readonly (readonly [question: string, ...wordings: string[]])[]): Pack {
  return {
    ...ferry,
    slug: 'made',
    highlights: [],
    sections: [],
    faq: entries.map(([question, ...wordings], at) =>
      faq(at + 1, 1, question, `Answer ${at + 1}.`, wordings),
    ),
    notCovered: [],
    version: 'made',
  };
}

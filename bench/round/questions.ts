/** What should answer a question about the tool library: a passage, or the line for `Not covered` where none does. */
export interface AskedOfLibrary {
  readonly question: string;
  readonly answer: { readonly id: string } | { readonly topic: string };
}

const JOIN = { id: 'faq/how-do-i-join-the-tool-library' };
const LOAN = { id: 'faq/how-long-may-i-keep-a-tool' };
const LATE = { id: 'faq/what-happens-when-i-bring-a-tool' };
const BROKEN = { id: 'faq/what-if-a-tool-breaks-while-i-use-it' };
const RESERVE = { id: 'faq/can-i-reserve-a-tool' };
const TOOLS = { id: 'faq/which-tools-are-there' };
const FETCH = { id: 'faq/may-somebody-else-fetch-it-for-me' };
const HELP = { id: 'faq/how-can-i-help' };
const HOURS = { id: 'section/opening-hours-and-place/1' };
const PLACE = { id: 'section/opening-hours-and-place/2' };
const AGE = { id: 'section/safety/1' };
const DELIVERY = { topic: 'whether tools are delivered' };
const PAYING = { topic: 'how one can pay' };

/** Written, like those below, before any answer had been looked at. These are marked and written into the article. */
export const MARKED: readonly AskedOfLibrary[] = [
  { question: 'do i need to show my passport to sign up', answer: JOIN },
  { question: 'whats the yearly price', answer: JOIN },
  { question: "I'm new in town, can I get a card", answer: JOIN },
  { question: 'for how many days can I have the drill', answer: LOAN },
  { question: 'need the sander for another week, possible?', answer: LOAN },
  { question: 'I forgot to return the ladder, what do I owe', answer: LATE },
  { question: "will you kick me out if I'm overdue", answer: LATE },
  { question: 'I snapped the saw blade, do I pay', answer: BROKEN },
  { question: 'the hedge trimmer stopped working on me', answer: BROKEN },
  { question: 'can you put the pressure washer aside for saturday', answer: RESERVE },
  { question: 'do I just turn up or call first', answer: RESERVE },
  { question: 'got any bike stuff?', answer: TOOLS },
  { question: 'do you have anything for the garden', answer: TOOLS },
  { question: 'can my wife collect it', answer: FETCH },
  { question: 'I have an old plane to give away', answer: HELP },
  { question: 'what time do you close on a saturday', answer: HOURS },
  { question: 'can I get in with a wheelchair', answer: PLACE },
  { question: 'is my 14 year old allowed to use the jigsaw', answer: AGE },
  { question: 'do you deliver to my home', answer: DELIVERY },
  { question: 'can I pay with a credit card', answer: PAYING },
];

/** The same needs in other words: they are never written into the article, and tell what it learned beyond those above. */
export const UNMARKED: readonly AskedOfLibrary[] = [
  { question: 'what papers do you want from new members', answer: JOIN },
  { question: 'how much is a membership per year', answer: JOIN },
  { question: 'where do I sign up', answer: JOIN },
  { question: 'when do I have to bring the tool back', answer: LOAN },
  { question: 'may I extend my loan', answer: LOAN },
  { question: 'what does a day too late cost', answer: LATE },
  { question: 'my loan ran out three weeks ago', answer: LATE },
  { question: 'who pays for the repair if I break something', answer: BROKEN },
  { question: 'the drill died in the middle of the job', answer: BROKEN },
  { question: 'keep a tool for me till the weekend', answer: RESERVE },
  { question: 'how far ahead can I book', answer: RESERVE },
  { question: 'what can I borrow', answer: TOOLS },
  { question: 'do you have tools to mend a bicycle', answer: TOOLS },
  { question: 'my neighbour would pick it up for me', answer: FETCH },
  { question: "I'd like to give you my late father's tools", answer: HELP },
  { question: 'are you open in the evening', answer: HOURS },
  { question: 'are there stairs', answer: PLACE },
  { question: 'can teenagers borrow a power drill', answer: AGE },
  { question: 'do you bring tools to the house', answer: DELIVERY },
  { question: 'is paying by phone possible', answer: PAYING },
];

/** What readers of pages of one kind ask, where a page doesn't say it. English alone: the reader that judges them reads no other. */
interface ReaderQuestion {
  readonly question: string;
  /** Fits behind "the article doesn't say". */
  readonly topic: string;
  /** Where one of these words stands on the page, it may say something of it. */
  readonly words: RegExp;
}

interface PageKind {
  /** Of these, `MIN_SIGNS` stand on a page of this kind. */
  readonly signs: readonly RegExp[];
  readonly questions: readonly ReaderQuestion[];
}

const MIN_SIGNS = 4;

const PRICE = /\b(?:pric|cost|fees?\b|free\b|charge|paid|pay)|[$€£]/i;

/* Only what is asked of nearly every page of its kind, and of each in the same words. */
const KINDS: readonly PageKind[] = [
  {
    // Software, and its documentation.
    signs: [
      /\binstall/i,
      /\b(?:cli|command[- ]line|terminal|shell)\b/i,
      /\b(?:api|library|package|plugin|module)s?\b/i,
      /\b(?:git|github|gitlab|repository)\b/i,
      /\bconfig/i,
      /\b(?:version|release)s?\b/i,
    ],
    questions: [
      {
        question: 'What is the licence?',
        topic: 'what the licence is',
        words: /\b(?:licen[cs]|open[- ]source|copyright|mit\b|gpl|apache|bsd\b)/i,
      },
      {
        question: 'Does it work on Windows?',
        topic: 'whether it works on Windows',
        words: /\b(?:windows|linux|mac ?os|platform|operating system)/i,
      },
      { question: 'How do I upgrade it?', topic: 'how to upgrade it', words: /\b(?:upgrad|updat|migrat)/i },
      {
        question: 'How do I uninstall it?',
        topic: 'how to uninstall it',
        words: /\b(?:uninstall|remov|delet)/i,
      },
      {
        question: 'Where do I report a bug?',
        topic: 'where to report a bug',
        words: /\b(?:bugs?|issues?|report|contact)\b/i,
      },
    ],
  },
  {
    // A day or a week to go to.
    signs: [
      /\b(?:event|festival|conference|workshop|fair|concert|meetup|convention)s?\b/i,
      /\b(?:ticket|admission|regist(?:er|ration)|booking)s?\b/i,
      /\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|january|february|march|april|june|july|august|september|october|november|december)\b/i,
      /\b(?:programme|program|schedule|stages?|speakers?|stalls?|booths?)\b/i,
      /\b(?:venue|hall|entrance|doors|site)\b/i,
      /\b(?:visitors?|guests?|attend|attendees?|volunteers?)\b/i,
    ],
    questions: [
      { question: 'How much is a ticket?', topic: 'how much a ticket costs', words: PRICE },
      { question: 'Is there parking?', topic: 'whether there is parking', words: /\b(?:park|cars?\b)/i },
      {
        question: 'Is it accessible by wheelchair?',
        topic: 'whether it is accessible by wheelchair',
        words: /\b(?:wheelchair|accessib|step-free|barrier|disab|ramp)/i,
      },
      {
        question: 'Can I get a refund?',
        topic: 'whether tickets are refunded',
        words: /\b(?:refund|money back|cancel|return)/i,
      },
    ],
  },
  {
    // Something to buy or to subscribe to.
    signs: [
      /\b(?:order|buy|purchase|checkout)/i,
      /\b(?:prices?|subscri\w+|plans?|trial)\b|[$€£]\s?\d/i,
      /\b(?:account|log ?in|sign ?up)\b/i,
      /\b(?:customers?|support team|customer service)\b/i,
      /\b(?:products?|devices?|app)\b/i,
      /\b(?:shipping|shipped|deliver\w*|warranty)\b/i,
    ],
    questions: [
      {
        question: 'Can I get a refund?',
        topic: 'whether one gets a refund',
        words: /\b(?:refund|money back|return|reimburs)/i,
      },
      {
        question: 'Which payment methods do you take?',
        topic: 'which payment methods there are',
        words: /\b(?:pay|cards?\b|invoice|bank)/i,
      },
      {
        question: 'How do I reach support?',
        topic: 'how to reach support',
        words: /\b(?:contact|support|e-?mail|phone|chat|call us)/i,
      },
    ],
  },
  {
    // What may be done in a community, and what not.
    signs: [
      /\brules?\b/i,
      /\b(?:ban|bans|banned|mute|muted|kick|kicked|warnings?)\b/i,
      /\b(?:moderators?|mods|admins?|staff)\b/i,
      /\b(?:members?|channels?|server|community)\b/i,
      /\b(?:not allowed|forbidden|prohibited|must not|don't|do not|no)\b/i,
    ],
    questions: [
      {
        question: 'How do I appeal a ban?',
        topic: 'how to appeal a ban',
        words: /\b(?:appeal|unban|contest|lifted)/i,
      },
      {
        question: 'How do I report somebody?',
        topic: 'how to report somebody',
        words: /\b(?:report|contact|dm\b|tell (?:a|the|us))/i,
      },
      {
        question: 'How old do I have to be?',
        topic: 'how old one has to be',
        words: /\b(?:ages?\b|aged|years? old|minors?\b|1[368]\b|adult)/i,
      },
    ],
  },
  {
    // A game.
    signs: [
      /\bplayers?\b/i,
      /\bgames?\b/i,
      /\b(?:level|quest|boss|weapon|character|enem(?:y|ies))s?\b/i,
      /\b(?:update|patch|season|early access|beta)\b/i,
      /\b(?:craft|spawn|loot|inventory|mission|world|map)s?\b/i,
    ],
    questions: [
      {
        question: 'Which platforms is it on?',
        topic: 'which platforms it is on',
        words: /\b(?:platform|steam|windows|pc\b|consoles?|playstation|xbox|switch|mobile|android|ios\b)/i,
      },
      { question: 'How much does it cost?', topic: 'how much it costs', words: PRICE },
      {
        question: 'Can I play it offline?',
        topic: 'whether it can be played offline',
        words: /\b(?:offline|online|internet)/i,
      },
      {
        question: 'Can I play with a controller?',
        topic: 'whether it can be played with a controller',
        words: /\b(?:controller|gamepad|keyboard|mouse)/i,
      },
    ],
  },
];

/** What is asked of such pages and has no word on this one. None where no kind stands out. */
export function readersAsk(text: string): readonly ReaderQuestion[] {
  const [best, second] = KINDS.map((kind) => ({
    kind,
    count: kind.signs.filter((sign) => sign.test(text)).length,
  })).toSorted((one, other) => other.count - one.count);
  if (best === undefined || best.count < MIN_SIGNS || best.count === second?.count) return [];
  return best.kind.questions.filter(({ words }) => !words.test(text));
}

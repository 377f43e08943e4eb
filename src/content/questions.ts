/** Whether a heading or a bold line is a question, as people write those that they answer: `Is it safe?`, `How do I begin`. */
export function isQuestion(text: string, locale: string): boolean {
  if (/[?？؟]["'”’»)\]]*$/u.test(text.trim())) return true;
  const language = locale.split('-', 1)[0] ?? locale;
  const start = text.trim().slice(0, 60).toLowerCase().replaceAll('’', "'");
  return ['en', language].some((one) => STARTS.get(one)?.test(start) === true);
}

/** How questions begin that have no question mark. Imperatives (`Do not spam`) and topics (`What we do`) don't. */
const STARTS: ReadonlyMap<string, RegExp> = new Map([
  [
    'en',
    /^(?:how (?:do|does|did|can|could|to|much|many|long|often|is|are|should|will)|what(?:'s| is| are| do| does| if| happens| should| will) |why (?:is|are|do|does|did|can|can't|should|won't|doesn't|isn't|don't) |(?:where|when|who) (?:is|are|do|does|can|should|will) |(?:can|could|may|should|do|does|did|will|would|is|are|has|have|am) (?:i|you|we|it|there|this|they)\b)/,
  ],
  [
    'fr',
    /^(?:comment|pourquoi|combien|est-ce|qu'est-ce|puis-je|peut-on|dois-je|faut-il|y a-t-il|quel(?:le)?s? (?:est|sont))(?![\p{L}])/u,
  ],
  [
    'de',
    /^(?:(?:wie|was|warum|wieso|wann|wo) (?:ist|sind|kann|können|darf|mache?|muss|wird|werden|geht|bekomme|passiert)|(?:kann|darf|muss|brauche|gibt|wird|ist) (?:ich|man|es|das)|welche[rsmn]? )(?![\p{L}]*-)/u,
  ],
  ['es', /^(?:¿|cómo |por qué |cuándo |dónde |cuánto |puedo |se puede )/u],
]);

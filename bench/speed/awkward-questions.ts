/** What nobody should be able to hold the bot up with. */
export const AWKWARD_QUESTIONS: readonly string[] = [
  '',
  '?',
  'a',
  'how do i change the card '.repeat(240),
  'a'.repeat(6_000),
  Array.from({ length: 1_000 }, (_, at) => `wo${at}rd`).join(' '),
  '🙂'.repeat(500),
  'ｗｈａｔ is это 价格 السعر της',
  'zero\u200Bwidth\u200Djoiners\uFEFF here',
  'كم يكلف هذا النموذج وما الذي يقوله المقال عنه؟',
  'e\u0301'.repeat(1_000),
  '((((.*)+)+)+)$ [a-z]{1,99} \\d+ **bold** `code` [link](https://example.org)',
  'antidisestablishmentarianisms pneumonoultramicroscopicsilicovolcanoconiosis',
];

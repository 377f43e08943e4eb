import { describe, expect, it } from 'vitest';
import { taughtBy } from '../../src/discord/taught-message.ts';

const NAMES = { member: '@someone', role: '@role' };
const taught = (content: string, asked: string | null = null, isOwn = false) =>
  taughtBy({ content, repliedTo: asked === null ? null : { content: asked, isOwn } }, NAMES);

describe('what a message teaches', () => {
  it('is its text, as an answer to what it replies to', () => {
    expect(
      taught('At the **desk**, see <#5>.\n- or at the bar', '**hey** where do I get my badge <@7>?? 🙏'),
    ).toEqual({
      question: 'hey where do I get my badge ??',
      wordings: [],
      answer: 'At the **desk**, see <#5>.\n- or at the bar',
      isQuestionCut: false,
      isAnswerCut: false,
    });
  });

  it.each([
    ['Where is it? At the desk.', 'Where is it?', 'At the desk.'],
    ['**Where is it?**\n\nAt the desk.', 'Where is it?', 'At the desk.'],
    ['Q: Where is it?\nA: At the desk.', 'Where is it?', 'At the desk.'],
    ['**Q: Where is it?**\n**A:** At *the* desk.', 'Where is it?', 'At *the* desk.'],
    ['Où est-ce ?\nÀ l’accueil.', 'Où est-ce ?', 'À l’accueil.'],
    ['哪里？ 桌子。', '哪里？', '桌子。'],
  ])(
    'is what it asks first and then answers, where it replies to nothing: %j',
    (content, question, answer) => {
      expect(taught(content)).toMatchObject({ question, answer });
    },
  );

  it.each([
    ['nobody asks', 'It is at the desk.'],
    ['nobody answers', 'Where is it?'],
    ['the question comes later', 'It is at the desk.\nAnything else?\nTell me.'],
    ['an address has the sign', 'https://x.com/?a=b is the page'],
    ['there are signs alone', '??? yes'],
  ])('is no question where %s', (_, content) => {
    expect(taught(content)).toMatchObject({ question: '', answer: content });
  });

  it('asks nothing where it replies to a picture, or to the bot', () => {
    expect(taught('At the desk.', '🙃 https://x.com/a.png')).toMatchObject({ question: '' });
    expect(taught('At the desk.', 'The article doesn’t say.', true)).toMatchObject({ question: '' });
  });

  it('names nobody', () => {
    expect(taught('Ask <@123> or <@!123> of <@&5>.', 'who?').answer).toBe(
      'Ask @someone or @someone of @role.',
    );
  });

  it('keeps the whole of a long question as another way to ask', () => {
    const long = `where do I get my badge ${'when it rains '.repeat(8)}?`;
    const { question, wordings, isQuestionCut } = taught('At the desk.', long);
    expect(question.length).toBeLessThanOrEqual(100);
    expect(question).toMatch(/…$/);
    expect([wordings, isQuestionCut]).toEqual([[long], true]);
  });

  it('ends code that is cut through', () => {
    const { answer, isAnswerCut } = taught('```\n' + 'const a = 1;\n'.repeat(400) + '```', 'how?');
    expect(answer.length).toBeLessThanOrEqual(4000);
    expect([answer.endsWith('\n```'), isAnswerCut]).toEqual([true, true]);
  });
});

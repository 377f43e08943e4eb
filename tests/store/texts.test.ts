import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_QUESTION_LENGTH } from '../../src/store/question-store.ts';
import { textKey } from '../../src/store/text.ts';
import { onEveryDatabase } from './databases.ts';
import { asked, entriesOf, entry, NOW, passage, seen, SERVER } from './scenes.ts';

/** Whatever a keyboard, a paste or a program may send, up to Discord's longest option. */
const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc
    .array(
      fc.constantFrom('a', '\0', '\ud83d', '\ude00', '😀', "'", '"', '\\', '%', '$1', '?', '\n', 'é', 'ﬁ'),
    )
    .map((parts) => parts.join('')),
);

const clean = (text: string) => text.toWellFormed().replaceAll('\0', '\uFFFD');

describe('texts', () => {
  onEveryDatabase((rig) => {
    it('of any kind come back as they were, but for NUL and halves of characters, which become U+FFFD', async () => {
      const store = await rig.store();
      await fc.assert(
        fc.asyncProperty(anyText, anyText, async (text, other) => {
          const given = { ...entry(text), answer: other, wordings: [other, text] };
          const [added] = entriesOf(await store.knowledge.addEntries(SERVER, [given], NOW));
          const wanted = {
            question: clean(text),
            answer: clean(other),
            wordings: [clean(other), clean(text)],
          };
          expect(added).toMatchObject(wanted);
          expect((await store.knowledge.read(SERVER)).entries).toEqual([added]);
          await store.knowledge.removeEntry(SERVER, String(added?.id), seen(added), NOW);
          const id = await store.questions.record(SERVER, asked(text));
          expect((await store.questions.find(SERVER, String(id)))?.text).toBe(clean(text));
        }),
        { numRuns: 60 },
      );
    });

    it('of 6,000 characters come back whole, wherever they stand', async () => {
      const store = await rig.store();
      // Each a different one, four bytes long, so that no compression makes them short.
      const long = String.fromCodePoint(...Array.from({ length: 6_000 }, (_, index) => 0x2_0000 + index * 5));
      await store.knowledge.addEntries(SERVER, [{ ...entry(long), answer: long, wordings: [long] }], NOW);
      await store.knowledge.addWordings(SERVER, [{ passage: passage(), wording: long }], NOW);
      await store.knowledge.addUncoveredTopics(SERVER, [{ locale: 'en', question: long }], NOW);
      const id = await store.questions.record(SERVER, asked(long));
      expect(await store.questions.record(SERVER, asked(long))).toBe(id);
      const { entries, wordings, uncoveredTopics } = await store.knowledge.read(SERVER);
      expect(entries).toMatchObject([{ question: long, answer: long, wordings: [long] }]);
      expect([wordings[0]?.wording, uncoveredTopics[0]?.question]).toEqual([long, long]);
      // Of what members ask, the beginning is kept.
      const beginning = Array.from(long).slice(0, MAX_QUESTION_LENGTH).join('');
      expect((await store.questions.find(SERVER, String(id)))?.text).toBe(beginning);
    });

    it('cannot reach behind the query that they are in', async () => {
      const store = await rig.store();
      await store.knowledge.addEntries(SERVER, [entry("'); drop table entries; --")], NOW);
      expect(await store.knowledge.removeEntry("' or '1'='1", "' or '1'='1", '', NOW)).toEqual({
        did: 'gone',
      });
      expect((await store.knowledge.read(SERVER)).entries).toHaveLength(1);
    });
  });
});

describe('what counts as the same question', () => {
  it('does not depend on case, white space or forms of characters', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme-ascii' }), (text) => {
        const key = textKey(text);
        expect(textKey(` ${text.toUpperCase().replaceAll(' ', '\n \t')} `)).toBe(key);
        expect(key).toHaveLength(43);
      }),
    );
  });

  it('does depend on its words and its marks', () => {
    expect(new Set(['cost', 'coast', 'cost?', 'the cost', 'côst'].map(textKey)).size).toBe(5);
  });
});

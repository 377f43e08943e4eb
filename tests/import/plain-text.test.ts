import { describe, expect, it } from 'vitest';
import { faqOf, imported, packOf, thatBecame } from './imported.ts';

/** As a shop's page comes out of a browser: its icons, its basket, its contents, and no sign of what is a heading. */
const COPIED = `arrow-right cart chevron-down close menu minus play plus search share user email visa maestro trash

Panier


The Night Ferry: How a Village Got Its Boat Back

by

Il y a 3 jours


Table of Contents

  1. Key Highlights:
  2. Introduction
  3. The Years Without a Boat
  4. Money vs. Patience
  5. FAQ

Key Highlights:

  • The night ferry sails again after nine years, with a crew of four.
  • The village raised $300,000 by selling shares at $50 each.

Introduction

For nine years nobody could cross the strait after dark. The night ferry's return changes that, and the village that brought it back owns most of it.

The Years Without a Boat

The old ferry was sold in 2015. "It broke our hearts," says the harbour master, who kept its bell.

Shift workers slept in their cars on the far shore. A few moved away.

Money vs. Patience

The village sold shares at *face value* and waited. It took them 4 years; [the bank] had said 10.

FAQ

When does the ferry sail?
At ten, at midnight and at four, except on Sundays.

Can I bring a bicycle?
Yes, for $2.
Cargo bikes count as cars.`;

describe('a page copied as plain text', () => {
  const article = imported('night-ferry.txt', COPIED);

  it('has its title, highlights, sections and questions found without a sign that says so', () => {
    const { pack } = article;
    expect(pack?.title).toBe('The Night Ferry: How a Village Got Its Boat Back');
    expect(pack?.highlights.map(({ plain }) => plain)).toEqual([
      'The night ferry sails again after nine years, with a crew of four.',
      'The village raised $300,000 by selling shares at $50 each.',
    ]);
    expect(pack?.sections.map(({ heading }) => heading)).toEqual([
      'Introduction',
      'The Years Without a Boat',
      'Money vs. Patience',
    ]);
    expect(pack?.faq.map(({ heading, plain }) => [heading, plain])).toEqual([
      ['When does the ferry sail?', 'At ten, at midnight and at four, except on Sundays.'],
      ['Can I bring a bicycle?', 'Yes, for $2.\nCargo bikes count as cars.'],
    ]);
    expect(article.problems).toEqual([]);
  });

  it('has every entry of its contents told, and no section made of them', () => {
    expect(thatBecame(article, 'contents entry')).toEqual([
      'Key Highlights:',
      'Introduction',
      'The Years Without a Boat',
      'Money vs. Patience',
      'FAQ',
    ]);
  });

  it('leaves what belongs to the page around it, says so, and loses no word of its own', () => {
    expect(thatBecame(article, 'dropped')).toEqual([
      expect.stringMatching(/^arrow-right cart/),
      'Panier',
      'by',
      'Il y a 3 jours',
      'Table of Contents',
    ]);
    expect(article.markdown).not.toContain('Panier');
    expect(article.words).toMatchObject({ missing: [] });
    expect(article.words.kept).toBe(article.words.article);
  });

  it('keeps signs that Markdown would read as markup', () => {
    expect(article.pack?.sections[2]?.paragraphs[0]?.plain).toBe(
      'The village sold shares at *face value* and waited. It took them 4 years; [the bank] had said 10.',
    );
  });

  it('names the line of each block', () => {
    const told = article.told.find(({ text }) => text === 'Can I bring a bicycle?');
    expect(COPIED.split('\n')[(told?.line ?? 0) - 1]).toBe('Can I bring a bicycle?');
    const highlight = article.told.filter(({ became }) => became === 'highlight')[1];
    expect(COPIED.split('\n')[(highlight?.line ?? 0) - 1]).toContain('raised $300,000');
  });

  it('has a summary proposed from its first sentences, and marked so', () => {
    const summary = article.told.find(({ became }) => became === 'summary');
    expect(summary).toMatchObject({ proposed: true });
    expect(article.pack?.summary).toMatch(/^<?!?.*For nine years nobody could cross/s);
    expect(article.markdown).toContain('<!-- Proposed: the page has no summary');
  });
});

describe('plain text', () => {
  it('in French has its headings, its date and its questions found, and its footer dropped', () => {
    const article = imported(
      'marche.txt',
      `Accueil
Rechercher

Le marché de nuit : tout ce qu'il faut savoir

Par Claire Dubois

Publié le 3 mars 2024

5 min de lecture

Chaque été, le marché de nuit s'installe sur les quais et attire des milliers de visiteurs.

Quand venir

Le marché ouvre à dix-huit heures et ferme à minuit, du jeudi au samedi. Les premières heures sont les plus calmes.

Questions fréquentes

Les chiens sont-ils admis ?

Oui, tenus en laisse.

Peut-on payer par carte ?

Presque partout. Prévoyez un peu de monnaie.

Partager

Articles similaires

La foire d'hiver
`,
    );
    expect(article).toMatchObject({
      locale: 'fr',
      title: "Le marché de nuit : tout ce qu'il faut savoir",
      pack: { published: '2024-03-03' },
    });
    expect(article.pack?.sections.map(({ heading }) => heading)).toEqual(['Quand venir']);
    expect(article.pack?.faq.map(({ heading }) => heading)).toEqual([
      'Les chiens sont-ils admis ?',
      'Peut-on payer par carte ?',
    ]);
    expect(thatBecame(article, 'dropped')).toEqual([
      'Accueil',
      'Rechercher',
      'Par Claire Dubois',
      '5 min de lecture',
      'Partager',
      'Articles similaires',
      "La foire d'hiver",
    ]);
  });

  it('in Chinese is read without spaces and without empty lines', () => {
    const article = imported(
      'dengta.txt',
      `首页 登录 注册
深海之光：一座灯塔的故事
作者：李明
2024年3月5日
目录
灯塔的由来
看守人的生活
常见问题
灯塔的由来
这座灯塔建于一八九二年，当时的渔民经常在夜里迷路。镇上的居民一起筹钱，花了三年时间才把它建成。
看守人的生活
看守人每天晚上都要上去点灯，早上再把灯熄灭。冬天风很大，他常常一个星期不能回家。
常见问题
灯塔对游客开放吗？
开放，每天上午九点到下午五点。
门票多少钱？
成人十元，儿童免费。
相关文章
海边的小镇
© 2024 版权所有
`,
    );
    expect(article).toMatchObject({ locale: 'zh', title: '深海之光：一座灯塔的故事' });
    expect(article.pack).toMatchObject({ published: '2024-03-05' });
    expect(article.pack?.sections.map(({ heading }) => heading)).toEqual(['灯塔的由来', '看守人的生活']);
    expect(article.pack?.faq.map(({ heading, plain }) => [heading, plain])).toEqual([
      ['灯塔对游客开放吗？', '开放，每天上午九点到下午五点。'],
      ['门票多少钱？', '成人十元，儿童免费。'],
    ]);
    expect(article.words.kept).toBe(article.words.article);
  });

  it('is in its language though it is no more than notes', () => {
    const notes =
      'Winter tour 2025\n\nwhere do we meet?\n- at the old station, 8 am\nQ: dogs??\nA: no dogs\n';
    expect(imported('tour.txt', notes).locale).toBe('en');
    const inPortuguese =
      'Passeio de inverno\n\nonde nos encontramos?\n- na estação, às 8\n- a saída é às 9, com ou sem neve\n';
    expect(imported('passeio.txt', inPortuguese).locale).toBe('pt');
  });

  it('wrapped by an editor is read paragraph by paragraph', () => {
    const { sections, summary } = packOf(
      'crane.txt',
      `THE HARBOUR TIMES

The old crane at the harbour is going to be moved next spring, after
years of talk about who should pay for it and where it should stand in
the end.

WHY NOW

The quay needs new stones. The crane stands exactly where the diggers
will work, and the town would rather have it out of the way before the
work begins.
`,
    );
    expect(summary).toContain(
      'after years of talk about who should pay for it and where it should stand in the end.',
    );
    expect(sections.map(({ heading, paragraphs }) => [heading, paragraphs.length])).toEqual([['WHY NOW', 1]]);
  });

  it('of nothing but questions keeps the first of them, too', () => {
    expect(
      faqOf(
        'pool.txt',
        `Swimming pool rules

What time does it open?
At seven on weekdays.

Do I need a cap?
Yes. Caps are sold at the desk.
`,
      ),
    ).toEqual({
      'What time does it open?': 'At seven on weekdays.',
      'Do I need a cap?': 'Yes. Caps are sold at the desk.',
    });
  });

  it('without any heading is one section, so that it can be an answer', () => {
    const { sections } = packOf(
      'a-walk.txt',
      'We left before the sun was up and met nobody on the road.\n\nBy noon the fog had gone, and we saw the lake below us.\n',
    );
    expect(sections.map(({ paragraphs }) => paragraphs.length)).toEqual([2]);
  });
});

describe('what is no article', () => {
  it.each([
    ['an empty file', 'x.txt', ' \n\n', 'x.txt is empty'],
    ['signs alone', 'x.txt', '---\n***\n', 'x.txt has no text'],
    ['a binary', 'x.txt', Buffer.from([1, 2, 0, 255, 254, 0, 3]), 'x.txt is no text'],
    ['a PDF', 'x.pdf', '%PDF-1.7 …', 'is a PDF: open it, copy its text'],
    ['more text than a pack holds', 'x.txt', 'words and more words\n\n'.repeat(500_000), 'Split x.txt'],
  ])('is refused in a sentence: %s', (_, name, text, sentence) => {
    expect(() => imported(name, text)).toThrow(sentence);
  });
});

import { describe, expect, it } from 'vitest';
import { faqOf, packOf, thatBecame, imported } from './imported.ts';

/* Shapes that FAQ pages have, in texts written for these tests. */

describe('a page of questions', () => {
  it('has headings of HTML found that are written over several lines', () => {
    const text = `## FAQ

* [Does it rain?](#rain)
* [Is there parking?](#parking)

<h3 name="rain">
Does it rain?
</h3>

Often.

<h3 name="parking">
Is there
parking?
</h3>

Behind the hall:

\`\`\`html
<h3>
Is this code?
</h3>
\`\`\`
`;
    expect(faqOf('hall.md', text)).toEqual({
      'Does it rain?': 'Often.',
      'Is there parking?': expect.stringContaining('<h3>\nIs this code?\n</h3>'),
    });
    expect(thatBecame(imported('hall.md', text), 'contents entry')).toHaveLength(2);
  });

  it('keeps a heading of HTML without an end as text, with all that follows', () => {
    const { sections } = packOf(
      'hall.md',
      '# The hall\n\nIt is warm in there.\n\n## Rooms\n\n<h3>\nThe kitchen\n\nHas two stoves and a sink.\n',
    );
    expect(sections[0]?.paragraphs.map(({ plain }) => plain).join(' ')).toMatch(/The kitchen.*two stoves/);
  });

  it('in Chinese is known by how its headings ask, without a question mark', () => {
    const text =
      '---\ntitle: 新手须知\n---\n\n### 如何登录账户\n\n点击右上角的头像。\n\n### 什么是资源包\n\n改变游戏外观的文件。\n\n- **如何使用资源包？** 拖进窗口。\n- **想自己做？** 看教程。\n\n### 游戏报错怎么办\n\n把日志发给我们。\n';
    const { faq, sections } = packOf('xuzhi.md', text);
    expect(sections).toEqual([]);
    expect(faq.map(({ heading }) => heading)).toEqual(['如何登录账户', '什么是资源包', '游戏报错怎么办']);
    expect(faq[1]?.plain).toContain('想自己做？ 看教程。');
  });

  it('keeps what an answer asks back in a list, below a complaint as below a question', () => {
    const text = `# Foire aux questions

## Où sont mes fichiers ?

Dans le dossier « Documents ».

## Les liens n’ouvrent rien !

Vérifiez ceci :

- Le lien est-il souligné ? Sinon, ajoutez des crochets.
- Le fichier est-il ouvert ? Sinon, ouvrez-le.
`;
    const { faq, sections } = packOf('liens.md', text);
    expect(sections).toEqual([]);
    expect(faq.map(({ heading }) => heading)).toEqual([
      'Où sont mes fichiers ?',
      'Les liens n’ouvrent rien !',
    ]);
    expect(faq[1]?.plain).toContain('Le fichier est-il ouvert ? Sinon, ouvrez-le.');
  });

  it('still takes a list of nothing but questions below a heading that asks', () => {
    const text =
      '# FAQ\n\n## Any questions?\n\n- **Does it rain?** Often.\n- **Is there parking?** Behind the hall.\n';
    expect(faqOf('hall.md', text)).toEqual({
      'Does it rain?': 'Often.',
      'Is there parking?': 'Behind the hall.',
    });
  });

  it('makes no question of what stands beside its questions on another level', () => {
    const html = `<!doctype html><html><body><main><h1>Frequently asked questions</h1>
<h3>Does it rain?</h3><p>Often.</p><h3>Is there parking?</h3><p>Behind the hall.</p>
<h2>Our certificates</h2><p>All of them are renewed each year.</p><h3>Fire safety</h3><p>Checked in May.</p>
<h2>Trusted by two schools</h2><p>They come each week.</p></main></body></html>`;
    const { faq, sections } = packOf('hall.html', html);
    expect(faq.map(({ heading }) => heading)).toEqual(['Does it rain?', 'Is there parking?']);
    expect(sections.map(({ heading }) => heading)).toEqual(['Our certificates', 'Trusted by two schools']);
  });

  it('takes headings that ask nothing for questions where they stand among them', () => {
    const text =
      '# FAQ\n\n## Does it rain?\n\nOften.\n\n## Is it warm?\n\nYes.\n\n## Parking\n\nBehind the hall.\n';
    expect(Object.keys(faqOf('hall.md', text))).toEqual(['Does it rain?', 'Is it warm?', 'Parking']);
  });

  it('leaves a table of more than questions and answers, and a list with one question outside of a FAQ, as they are', () => {
    const text =
      '# The hall\n\n## Talks\n\n| Question | Speaker | Room |\n| --- | --- | --- |\n| Does it rain? | Ann | 2 |\n\n## Before you come\n\n- **Do you drive?** Park behind the hall.\n';
    const { faq, sections } = packOf('hall.md', text);
    expect(faq).toEqual([]);
    expect(sections.map(({ paragraphs }) => paragraphs.map(({ plain }) => plain).join(' '))).toEqual([
      expect.stringContaining('Ann'),
      expect.stringContaining('Park behind the hall.'),
    ]);
  });
});

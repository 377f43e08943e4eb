import { describe, expect, it } from 'vitest';
import { faqOf, imported, packOf, thatBecame } from './imported.ts';

const PAGE = `<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8"><title>The Night Ferry | Strait News</title>
<link rel="canonical" href="https://example.org/news/ferry">
<meta property="article:published_time" content="2024-06-02T08:00:00Z">
<style>p{color:red}</style><script>var a="<p>not text</p>"</script>
<script type="application/ld+json">{"@context":"https://schema.org","@graph":[{"@type":"FAQPage","mainEntity":[
{"@type":"Question","name":"Who owns it?","acceptedAnswer":{"@type":"Answer","text":"<p>The <b>village</b>.</p>"}},
{"@type":"Question","name":"Can I bring a bicycle?","acceptedAnswer":{"@type":"Answer","text":"Yes."}}]}]}</script></head>
<body><header class="site"><a href="/">Strait News</a><nav><ul><li><a href="/a">Home</a></li><li><a href="/b">Sport</a></li></ul></nav></header>
<main><article><header><h1>The Night Ferry</h1><p class="byline">By Jo Hill</p><time datetime="2024-06-02">2 June 2024</time></header>
<nav class="toc"><ul><li><a href="#y">The years without a boat</a></li><li><a href="#faq">FAQ</a></li></ul></nav>
<p>For nine years nobody could cross the strait after dark. The night ferry&#8217;s return changes that, and <a href="/who">the village</a> owns most of it.</p>
<h2 id="y">The years without a boat <a href="#y">#</a></h2>
<p>The old ferry was sold in 2015 for 3 * 4 &lt;b&gt; coins.</p>
<div class="share-buttons"><a href="https://x.example">Tweet</a> <a href="https://y.example">Share</a></div>
<ul><li>one<ul><li>inner</li></ul></li><li>two</li></ul>
<table><tr><th>Day</th><th>Fare</th></tr><tr><td>Monday</td><td>$2</td></tr></table>
<pre><code class="language-sh">cd boat
ls *</code></pre>
<h2 id="faq">FAQ</h2>
<details><summary>When does it sail?</summary><p>At ten and at four.</p></details>
<div class="accordion-item"><button aria-expanded="false" aria-controls="c1">Can I bring a bicycle?</button><div id="c1" hidden><p>Yes, for $2.</p></div></div>
<div class="accordion-item"><button aria-expanded="false" aria-controls="c2">Is there food?</button><div id="c2" hidden><p>Tea and cake.</p></div></div>
</article><aside>Read also: <a href="/x">Storm closes harbour</a></aside></main>
<section class="comments"><h3>Comments</h3><p>Great news, said somebody who reads.</p></section>
<footer>© 2024 Strait News</footer></body></html>`;

describe('a saved page', () => {
  const article = imported('ferry.html', PAGE);

  it('has its article found, with title, date, address and language', () => {
    expect(article.problems).toEqual([]);
    expect(article.pack).toMatchObject({
      title: 'The Night Ferry',
      url: 'https://example.org/news/ferry',
      published: '2024-06-02',
      locale: 'en',
    });
    expect(article.pack?.summary).toBe(
      'For nine years nobody could cross the strait after dark. The night ferry’s return changes that, and [the village](https://example.org/who) owns most of it.',
    );
  });

  it('keeps lists, tables, code and signs', () => {
    expect(article.pack?.sections.map(({ heading }) => heading)).toEqual(['The years without a boat']);
    const text = article.pack?.sections[0]?.text ?? '';
    expect(article.pack?.sections[0]?.paragraphs[0]?.plain).toBe(
      'The old ferry was sold in 2015 for 3 * 4 <b> coins.',
    );
    expect(text).toContain('- one\n  - inner\n- two');
    expect(text).toContain('| Monday | $2 |');
    expect(text).toContain('```sh\ncd boat\nls *\n```');
  });

  it('has the questions of what opens on a click, and those that only its data names', () => {
    expect(article.pack?.faq.map(({ heading, plain }) => [heading, plain])).toEqual([
      ['When does it sail?', 'At ten and at four.'],
      ['Can I bring a bicycle?', 'Yes, for $2.'],
      ['Is there food?', 'Tea and cake.'],
      ['Who owns it?', 'The village.'],
    ]);
  });

  it('names all that stands around the article', () => {
    expect(thatBecame(article, 'dropped')).toEqual([
      'Strait News Home Sport',
      'By Jo Hill',
      'Tweet Share',
      'Read also: Storm closes harbour',
      'Comments Great news, said somebody who reads.',
      '© 2024 Strait News',
    ]);
    expect(thatBecame(article, 'contents entry')).toEqual(['The years without a boat', 'FAQ']);
    expect(article.words.missing).toEqual([]);
  });
});

const body = (html: string): string => `<!doctype html><html><body><h1>FAQ</h1>${html}</body></html>`;

describe('questions in HTML', () => {
  it.each([
    ['headings', '<h3>Does it rain?</h3><p>Often.</p><h3>Is there parking?</h3><p>Behind the hall.</p>'],
    [
      'definitions',
      '<dl><dt>Does it rain?</dt><dd>Often.</dd><dt>Is there parking?</dt><dd>Behind the hall.</dd></dl>',
    ],
    [
      'bold paragraphs',
      '<p><strong>Does it rain?</strong></p><p>Often.</p><p><b>Is there parking? </b><br>Behind the hall.</p>',
    ],
    [
      'microdata',
      '<div itemscope itemtype="https://schema.org/Question"><span itemprop="name">Does it rain?</span><div>Often.</div></div>' +
        '<div itemscope itemtype="https://schema.org/Question"><span itemprop="name">Is there parking?</span><div>Behind the hall.</div></div>',
    ],
    [
      'an accordion of divisions',
      '<div class="faq-question">Does it rain?</div><div>Often.</div><div class="faq-question">Is there parking?</div><div>Behind the hall.</div>',
    ],
    [
      'a table',
      '<table><tr><th>Question</th><th>Answer</th></tr><tr><td>Does it rain?</td><td>Often.</td></tr><tr><td>Is there parking?</td><td>Behind the hall.</td></tr></table>',
    ],
    ['Q and A', '<p>Q: Does it rain?<br>A: Often.</p><p>Q: Is there parking?<br>A: Behind the hall.</p>'],
  ])('are found as %s', (_, html) => {
    expect(faqOf('hall.html', body(html))).toEqual({
      'Does it rain?': 'Often.',
      'Is there parking?': 'Behind the hall.',
    });
  });
});

describe('pages in other languages', () => {
  it('are read in the encoding that they name', () => {
    const html =
      '<html lang="fr"><head><meta charset="iso-8859-1"></head><body><h1>Questions fréquentes</h1><h2>Où dormir ?</h2><p>À l\'auberge.</p></body></html>';
    expect(packOf('port.html', Buffer.from(html, 'latin1'))).toMatchObject({
      locale: 'fr',
      faq: [{ heading: 'Où dormir ?', plain: "À l'auberge." }],
    });
  });

  it('are read in Chinese', () => {
    const html =
      '<html lang="zh-CN"><body><h1>常见问题</h1><h2>门票多少钱？</h2><p>成人十元，儿童免费。</p></body></html>';
    expect(packOf('dengta.html', html).faq).toMatchObject([
      { heading: '门票多少钱？', plain: '成人十元，儿童免费。' },
    ]);
  });
});

describe('HTML made to hurt', () => {
  const start = '<html><body><h1>T</h1><p>Some words that make a sentence here.</p>';

  it.each([
    [
      'a million elements, one in the other',
      '<div>'.repeat(1_000_000),
      'nests its elements more than 1000 deep',
    ],
    ['a hundred thousand scripts', '<script>1</script>'.repeat(100_000), 'has more than 60000 elements'],
    ['ten million characters', '<'.repeat(10_000_000), 'has more than 5 million characters'],
  ])('is refused in a sentence: %s', (_, html, sentence) => {
    expect(() => imported('x.html', start + html)).toThrow(sentence);
  });

  it.each([
    ['a million entities', `<p>${'&amp;'.repeat(1_000_000)}</p>`],
    ['a script of ten megabytes', `<script>${'x'.repeat(9_900_000)}</script>`],
    ['a comment without an end', `<!-- ${'<!-- '.repeat(100_000)}`],
    ['marks within marks', '<b>'.repeat(900)],
    ['thousands of ends', '</div>'.repeat(100_000)],
    ['data that nests', `<script type="application/ld+json">${'['.repeat(500_000)}</script>`],
  ])('is read all the same: %s', (_, html) => {
    expect(imported('x.html', start + html).pack?.title).toBe('T');
  });

  it('keeps what stands deeper than anybody sees', () => {
    const html = `${start}${'<div>'.repeat(900)}<p>Down here.</p>${'</div>'.repeat(900)}`;
    expect(imported('x.html', html).markdown).toContain('Down here.');
  });

  it.each([
    ['nothing', '', 'is empty'],
    ['a page without text', '<html><body><script>1</script></body></html>', 'has no text'],
  ])('is refused where there is %s', (_, html, sentence) => {
    expect(() => imported('x.html', html)).toThrow(sentence);
  });
});

import type { ComponentChildren } from 'preact';
import { jump } from './actions.ts';
import { parseMarkdown, type Block, type Inline } from './markdown.ts';
import { Covered, OutwardLink } from './media.tsx';
import { isBare, mentionText, timeText } from './plain-text.ts';
import { useSession } from './session.ts';

/** A text as Discord shows it. Only ever becomes text and elements of these: nothing is read as HTML. */
export function Markdown({ text }: { readonly text: string }) {
  // Of another text, no spoiler is open.
  return <Blocks key={text} all={parseMarkdown(text)} />;
}

function Blocks({ all }: { readonly all: readonly Block[] }) {
  return (
    <>
      {all.map((block) => (
        <BlockView block={block} />
      ))}
    </>
  );
}

function BlockView({ block }: { readonly block: Block }) {
  switch (block.kind) {
    case 'paragraph':
      return <p>{inlines(block.inner)}</p>;
    case 'small':
      return (
        <p class="small">
          <small>{inlines(block.inner)}</small>
        </p>
      );
    case 'heading':
      // The page's own headings stand above those of messages.
      return (
        <p class={`h${block.level}`} role="heading" aria-level={block.level + 3}>
          {inlines(block.inner)}
        </p>
      );
    case 'quote':
      return (
        <blockquote>
          <Blocks all={block.inner} />
        </blockquote>
      );
    case 'list': {
      const items = block.items.map((item) => (
        <li>
          {inlines(item.inner)}
          <Blocks all={item.below} />
        </li>
      ));
      return block.ordered ? <ol start={block.start}>{items}</ol> : <ul>{items}</ul>;
    }
    case 'code':
      return (
        <pre tabIndex={0}>
          <code>{block.text}</code>
        </pre>
      );
  }
}

function inlines(all: readonly Inline[]): ComponentChildren {
  return all.map((inline) => (inline.kind === 'text' ? inline.text : <InlineView inline={inline} />));
}

function InlineView({ inline }: { readonly inline: Inline }) {
  switch (inline.kind) {
    case 'text':
      return <>{inline.text}</>;
    case 'break':
      return <br />;
    case 'bold':
      return <strong>{inlines(inline.inner)}</strong>;
    case 'italic':
      return <em>{inlines(inline.inner)}</em>;
    case 'underline':
      return <u>{inlines(inline.inner)}</u>;
    case 'strike':
      return <s>{inlines(inline.inner)}</s>;
    case 'spoiler':
      return (
        <Covered>
          <span class="spoiler">{inlines(inline.inner)}</span>
        </Covered>
      );
    case 'code':
      return <code>{inline.text}</code>;
    case 'link':
      return <Link {...inline} />;
    case 'time':
      return <Time {...inline} />;
    case 'mention':
      return <Mention {...inline} />;
  }
}

/** The address of a message on Discord: here it stands on this page. */
const MESSAGE = /^https:\/\/discord\.com\/channels\/(?:\d+|@me)\/(\d+)\/(\d+)$/;

function Link({ url, inner }: Extract<Inline, { kind: 'link' }>) {
  const session = useSession();
  const [, channel, message] = MESSAGE.exec(url) ?? [];
  if (channel !== undefined && message !== undefined) {
    return (
      <button type="button" class="mention" onClick={() => void jump(session, message)}>
        {isBare({ url, inner }) ? `${mentionText('channel', channel, session)} › 💬` : inlines(inner)}
      </button>
    );
  }
  return (
    <OutwardLink href={url} title={url}>
      {inlines(inner)}
    </OutwardLink>
  );
}

function Mention({ of, target }: Extract<Inline, { kind: 'mention' }>) {
  const session = useSession();
  const text = mentionText(of, target, session);
  if (of !== 'command') return <span class="mention">{text}</span>;
  return (
    <button
      type="button"
      class="mention"
      onClick={() => {
        session.begun.value = { line: text };
      }}
    >
      {text}
    </button>
  );
}

function Time({ seconds, style }: Extract<Inline, { kind: 'time' }>) {
  const { locale } = useSession().persona;
  const date = new Date(seconds * 1000);
  const isDate = !Number.isNaN(date.getTime());
  return (
    <time
      dateTime={isDate ? date.toISOString() : undefined}
      title={isDate ? timeText(seconds, 'F', locale) : undefined}
    >
      {timeText(seconds, style, locale)}
    </time>
  );
}

import { styleText } from 'node:util';
import {
  ComponentType,
  MessageFlags,
  type APIAttachment,
  type APIEmbed,
  type APIMessage,
  type APIStringSelectComponent,
} from 'discord-api-types/v10';
import wrapAnsi from 'wrap-ansi';

/** What the person can do with a message: press a button, or choose from a menu. */
export interface Action {
  readonly message: APIMessage;
  readonly customId: string;
  /** Only for a menu. */
  readonly values?: readonly string[];
}

export interface Canvas {
  /** In columns. */
  readonly width: number;
  readonly colours: boolean;
}

type Style = Parameters<typeof styleText>[0];

/** A message as text, and what its numbers do; they go on behind `taken`. */
export function drawMessage(
  message: APIMessage,
  canvas: Canvas,
  note: string | null,
  taken: number,
): { readonly text: string; readonly actions: readonly Action[] } {
  const paint = painter(canvas);
  const privately = ((message.flags ?? 0) & MessageFlags.Ephemeral) !== 0;
  const head = [
    paint('bold', message.author.username),
    ...(privately ? [paint('dim', 'Only you can see this')] : []),
    ...(note === null ? [] : [paint('dim', note)]),
  ].join(paint('dim', ' · '));
  const { lines, actions } = drawComponents(message, paint, taken);
  const text = [
    head,
    ...(message.content === '' ? [] : [wrap(drawMarkdown(message.content, paint), canvas.width)]),
    ...message.embeds.map((embed) => drawEmbed(embed, canvas, paint)),
    ...message.attachments.map((attachment) => drawAttachment(attachment, canvas, paint)),
    ...lines,
  ].join('\n');
  return { text, actions };
}

type Paint = (style: Style, text: string) => string;

function painter({ colours }: Canvas): Paint {
  return (style, text) => (colours ? styleText(style, text, { validateStream: false }) : text);
}

function wrap(text: string, width: number): string {
  return text
    .split('\n')
    .map((line) => {
      const indent = /^ */.exec(line)?.[0] ?? '';
      const wrapped = wrapAnsi(line.slice(indent.length), Math.max(20, width - indent.length), {
        hard: true,
      });
      return indent + wrapped.replaceAll('\n', `\n${indent}`);
    })
    .join('\n');
}

function drawEmbed(embed: APIEmbed, canvas: Canvas, paint: Paint): string {
  const blocks = [
    ...(embed.title === undefined ? [] : [paint('bold', drawMarkdown(embed.title, paint))]),
    ...(embed.description === undefined ? [] : [drawMarkdown(embed.description, paint)]),
    ...(embed.fields ?? []).map(
      ({ name, value }) => `${paint('dim', `${name}:`)} ${drawMarkdown(value, paint)}`,
    ),
    ...(embed.footer === undefined ? [] : [paint('dim', embed.footer.text)]),
  ];
  return wrap(blocks.join('\n\n'), canvas.width - 2)
    .split('\n')
    .map((line) => `${paint('blue', '│')} ${line}`.trimEnd())
    .join('\n');
}

function drawAttachment(
  { filename, size, description }: APIAttachment,
  canvas: Canvas,
  paint: Paint,
): string {
  const file = `📎 ${filename} ${paint('dim', `(${Math.ceil(size / 1024)} kB)`)}`;
  return description === undefined ? file : `${file}\n${wrap(`   ${description}`, canvas.width)}`;
}

function drawComponents(
  message: APIMessage,
  paint: Paint,
  taken: number,
): { readonly lines: readonly string[]; readonly actions: readonly Action[] } {
  const lines: string[] = [];
  const actions: Action[] = [];
  const number = (action: Action): string => {
    actions.push(action);
    return paint('cyan', `[${taken + actions.length}]`);
  };
  for (const row of message.components ?? []) {
    if (row.type !== ComponentType.ActionRow) continue;
    const buttons: string[] = [];
    for (const component of row.components) {
      if (component.type === ComponentType.StringSelect) {
        lines.push(...drawSelect(message, component, paint, number));
      } else if (component.type === ComponentType.Button && 'custom_id' in component) {
        const label = component.label ?? '';
        buttons.push(
          component.disabled === true
            ? paint('dim', `(${label})`)
            : `${number({ message, customId: component.custom_id })} ${label}`,
        );
      }
    }
    if (buttons.length > 0) lines.push(buttons.join('   '));
  }
  return { lines, actions };
}

function drawSelect(
  message: APIMessage,
  select: APIStringSelectComponent,
  paint: Paint,
  number: (action: Action) => string,
): readonly string[] {
  return [
    paint('dim', `${select.placeholder ?? ''} ▾`),
    ...select.options.map(
      ({ label, value }) => `  ${number({ message, customId: select.custom_id, values: [value] })} ${label}`,
    ),
  ];
}

/** Characters behind a backslash stand for themselves: they are set aside while the rest is read. */
const ESCAPED = /\\([\\*_`~|>#\-+[\]().])/g;

/** Discord's Markdown for a terminal. */
function drawMarkdown(markdown: string, paint: Paint): string {
  const aside: string[] = [];
  const set = (text: string): string => `\u{f0000}${aside.push(text) - 1}\u{f0001}`;
  const drawn = markdown
    .replace(/```[^\n]*\n([\s\S]*?)\n?```/g, (_, code: string) => set(paint('yellow', code)))
    .replace(/`([^`\n]+)`/g, (_, code: string) => set(paint('yellow', code)))
    .replace(ESCAPED, (_, character: string) => set(character))
    .replace(
      /\[([^\]]*)\]\((https?:[^)\s]+)\)/g,
      (_, label: string, url: string) => `${label} ${set(`(${url})`)}`,
    )
    .replace(/^-# (.*)$/gm, (_, text: string) => paint('dim', text))
    .replace(/^#{1,3} (.*)$/gm, (_, text: string) => paint('bold', text))
    .replace(/\*\*(.+?)\*\*/g, (_, text: string) => paint('bold', text))
    .replace(/__(.+?)__/g, (_, text: string) => paint('underline', text))
    .replace(/(?<![*\w])\*([^*\n]+)\*/g, (_, text: string) => paint('italic', text))
    .replace(/(?<![_\w])_([^_\n]+)_(?!\w)/g, (_, text: string) => paint('italic', text))
    .replace(/^> /gm, '▏ ')
    .replace(/^(\s*)- /gm, '$1• ');
  return drawn.replace(/\u{f0000}(\d+)\u{f0001}/gu, (_, at: string) => aside[Number(at)] ?? '');
}

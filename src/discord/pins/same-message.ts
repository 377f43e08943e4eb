import { ComponentType, type APIEmbed } from 'discord-api-types/v10';
import type { MessageBody, StandingMessage } from '../api.ts';
import { controlsOf, type Control } from './controls.ts';

export type VisibleMessage = Pick<StandingMessage, 'content' | 'embeds' | 'components'>;

/**
 * Whether a message shows already what it is to show. Discord adds fields of its own to what was sent, and trims
 * texts: only what a reader sees and can press is compared.
 */
export function showsSame(standing: VisibleMessage, body: MessageBody): boolean {
  const { content = '', embeds = [], components = [] } = body;
  return essence(standing) === essence({ content, embeds, components });
}

function essence({ content, embeds, components }: VisibleMessage): string {
  return JSON.stringify([content.trim(), embeds.map(cardOf), controlsOf(components).map(controlOf)]);
}

function cardOf({ title, description, fields, footer }: APIEmbed) {
  return [
    title?.trim(),
    description?.trim(),
    (fields ?? []).map(({ name, value }) => [name.trim(), value.trim()]),
    footer?.text.trim(),
  ];
}

function controlOf(control: Control) {
  const disabled = control.disabled === true;
  if (control.type === ComponentType.Button) {
    return [
      'custom_id' in control ? control.custom_id : null,
      'label' in control ? control.label?.trim() : null,
      disabled,
    ];
  }
  const options = control.type === ComponentType.StringSelect ? control.options : [];
  return [control.custom_id, disabled, options.map(({ label, value }) => [label.trim(), value])];
}

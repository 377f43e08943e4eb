import type { ZodType } from 'zod';

/** Somebody's JSON, of which nothing is known. */
export type Json = { readonly [key: string]: unknown };

/** One line for each violation of a schema. */
export function againstSchema(schema: ZodType, body: unknown): string[] {
  const result = schema.safeParse(body);
  return result.success
    ? []
    : result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.code} ${issue.message}`);
}

/** Discord trims what can't be seen, and then finds nothing. */
export function blank(text: unknown, what: string): string[] {
  return typeof text === 'string' && text.replace(/[\s\u200b-\u200f\u2060\ufeff]/g, '') === ''
    ? [`blank ${what}`]
    : [];
}

export function longer(text: unknown, max: number, what: string): string[] {
  return typeof text === 'string' && text.length > max ? [`${what} over ${max}`] : [];
}

export function asObject(value: unknown): Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
}

export function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** A text, or a number as one; empty for all else. */
export function asText(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

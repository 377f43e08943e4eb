import type { APIApplicationCommandBasicOption } from 'discord-api-types/v10';
import { BOOLEAN, INTEGER, NUMBER } from './command-types.ts';
import type { Session } from './session.ts';
import { targetNamed, type Target } from './targets.ts';

/** What stands in an option's field: a value that Discord would send, nothing, or what is wrong with it. */
export interface OptionReading {
  readonly value: string | number | boolean | File | null;
  readonly problem: string | null;
}

/** @param written what was typed or chosen */
export function readOption(
  option: APIApplicationCommandBasicOption,
  written: string | number,
  targets: readonly Target[] | null,
  { texts }: Session,
): OptionReading {
  const good = (value: OptionReading['value']): OptionReading => ({ value, problem: null });
  const bad = (problem: string): OptionReading => ({ value: null, problem });
  const text = String(written);
  if (text.trim() === '') return option.required === true ? bad(texts.missing) : good(null);
  if (targets !== null) {
    const target = targetNamed(targets, text);
    return target === null ? bad(texts.notListed) : good(target.id);
  }
  switch (option.type) {
    case BOOLEAN:
      return good(text === 'true');
    case INTEGER:
    case NUMBER: {
      const number = Number(written);
      const { min_value: least, max_value: most } =
        'min_value' in option || 'max_value' in option ? option : {};
      const whole = option.type === INTEGER;
      const fits =
        Number.isFinite(number) &&
        (!whole || Number.isInteger(number)) &&
        number >= (least ?? -(2 ** 53)) &&
        number <= (most ?? 2 ** 53);
      return fits ? good(number) : bad(texts.noNumber(whole, least, most));
    }
    default: {
      const least = 'min_length' in option ? (option.min_length ?? 0) : 0;
      return text.length < least ? bad(texts.tooShort(least)) : good(text);
    }
  }
}

import { VARIABLES } from '../config.ts';
import { editDistance } from '../search/edit-distance.ts';

/** Shorter names are too near to others that have nothing to do with this program. */
const MIN_LENGTH = 8;
const MAX_SLIPS = 2;

/** A line for each variable that nothing reads, and that is nearly one that is read and isn't set. */
export function misspeltVariables(
  variables: Readonly<Record<string, string | undefined>>,
): readonly string[] {
  const unset = VARIABLES.filter((name) => name.length >= MIN_LENGTH && !isSet(variables[name]));
  return Object.keys(variables)
    .filter((name) => isSet(variables[name]) && !VARIABLES.includes(name))
    .flatMap((name) => {
      const meant = unset.find((one) => editDistance(name.toUpperCase(), one, MAX_SLIPS) <= MAX_SLIPS);
      return meant === undefined
        ? []
        : [`Nothing reads ${name}, and ${meant} isn't set: if it is meant, correct its name in .env.`];
    });
}

function isSet(value: string | undefined): boolean {
  return value !== undefined && value.trim() !== '';
}

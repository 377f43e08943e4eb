import { PermissionFlagsBits } from 'discord-api-types/v10';
import { describe, expect, it } from 'vitest';
import type { Overwrite } from '../../../src/discord/posts/forum-api.ts';
import { moderates } from '../../../src/discord/posts/moderates.ts';

const { Administrator, ManageMessages, ManageThreads, SendMessages } = PermissionFlagsBits;
const MEMBER = '1';
const HELPERS = '20';

function server(permissions: { readonly everybody?: bigint; readonly helpers?: bigint }) {
  return {
    id: '10',
    ownerId: '2',
    roles: [
      { id: '10', permissions: permissions.everybody ?? SendMessages },
      { id: HELPERS, permissions: permissions.helpers ?? 0n },
    ],
  };
}

function overwrite(id: string, allow: bigint, deny = 0n): Overwrite {
  return { id, allow, deny };
}

const helper = { id: MEMBER, roles: [HELPERS] };
const member = { id: MEMBER, roles: [] };

describe('who moderates a forum', () => {
  it.each([
    ['the owner, without a role', server({}), { id: '2', roles: [] }, []],
    [
      'an administrator, whatever the forum denies',
      server({ helpers: Administrator }),
      helper,
      [overwrite(HELPERS, 0n, ManageThreads | ManageMessages)],
    ],
    ['a role that manages threads', server({ helpers: ManageThreads }), helper, []],
    ['a role that manages messages', server({ helpers: ManageMessages }), helper, []],
    ['a role that may in this forum alone', server({}), helper, [overwrite(HELPERS, ManageThreads)]],
    ['a member who may in this forum alone', server({}), member, [overwrite(MEMBER, ManageMessages)]],
    [
      'a role whose right the forum takes from everybody else',
      server({}),
      helper,
      [overwrite('10', 0n, ManageThreads), overwrite(HELPERS, ManageThreads)],
    ],
  ] as const)('is %s', (_, roles, who, overwrites) => {
    expect(moderates(roles, who, overwrites)).toBe(true);
  });

  it.each([
    ['a member', server({}), member, []],
    ['a member without the role that may', server({ helpers: ManageThreads }), member, []],
    [
      'a role whose right the forum takes away',
      server({ helpers: ManageThreads }),
      helper,
      [overwrite(HELPERS, 0n, ManageThreads)],
    ],
    [
      'a member from whom the forum takes what their role may',
      server({ helpers: ManageThreads }),
      helper,
      [overwrite(MEMBER, 0n, ManageThreads)],
    ],
  ] as const)('is not %s', (_, roles, who, overwrites) => {
    expect(moderates(roles, who, overwrites)).toBe(false);
  });
});

import { ApplicationCommandOptionType } from 'discord-api-types/v10';
import { describe, expect, it } from 'vitest';
import {
  autocompleteInteraction,
  componentInteraction,
  messageCommandInteraction,
  slashInteraction,
  userOf,
} from '../../src/playground/interactions.ts';
import { fair } from '../fixtures/fair.ts';
import { inServer } from '../fixtures/scenes.ts';
import { moderator } from './faq/moderating.ts';
import { action, actionsOf, bot, isPrivate, violationsOf } from './member.ts';

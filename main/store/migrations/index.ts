/** Migrations in order; the file's `user_version` is how many of them it has seen. Never edit one that was released. */
import { first } from './001-first.ts'

export const migrations: readonly string[] = [first]

/** Migrations in order; the file's `user_version` is how many of them it has seen. Never edit one that was released. */
import { first } from './001-first.ts'
import { lanes } from './002-lanes.ts'
import { siteSetup } from './003-site-setup.ts'
import { redaction } from './004-redaction.ts'
import { siteJudgement } from './005-site-judgement.ts'
import { search } from './006-search.ts'
import { tracks } from './007-tracks.ts'
import { chains } from './008-chains.ts'

export const migrations: readonly string[] = [first, lanes, siteSetup, redaction, siteJudgement, search, tracks, chains]

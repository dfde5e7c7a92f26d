import type { Change } from '../../shared/model.ts'

/** The order in which kinds of change stand: what is different first, what cannot be told last. */
export const changeKinds: Change['kind'][] = ['changed', 'added', 'removed', 'not-comparable']

export const byKind = (x: Change, y: Change): number => changeKinds.indexOf(x.kind) - changeKinds.indexOf(y.kind)

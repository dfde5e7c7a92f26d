import type { StoreApi, UseBoundStore } from 'zustand'

/** A store that anyone may read. Only the file that made it changes it, by the functions it offers. */
export type Readable<T> = UseBoundStore<Pick<StoreApi<T>, 'getState' | 'getInitialState' | 'subscribe'>>

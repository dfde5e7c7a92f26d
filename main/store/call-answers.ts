/** Functions of the library's thread by the names of calls, with the contract's shapes. */
import type { CallName, CallOutput, CheckedInput } from '../../shared/contract/contract.ts'

export type CallAnswers = { [N in CallName]: (input: CheckedInput<N>) => CallOutput<N> }

/** Messages in the chosen language. */
import { useCallback } from 'react'
import { messageOf } from '../../shared/contract/call-error.ts'
import { tell } from '../../shared/messages/tell.ts'
import type { Message } from '../../shared/model.ts'
import { useLanguage, usePreferences } from './preferences.ts'

/** Told anew when the language is switched. */
export function useTell(): (message: Message | null) => string {
  const language = useLanguage()
  return useCallback((message: Message | null) => tell(message, language), [language])
}

/** What an error says. Anything can be thrown. */
export const tellError = (error: unknown): string => tell(messageOf(error), usePreferences.getState().language)

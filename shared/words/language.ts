/** The languages that the program speaks. */
export const languages = ['en', 'zh'] as const
export type Language = (typeof languages)[number]

/** One text in every language. */
export type Text = Readonly<Record<Language, string>>

export const isLanguage = (value: unknown): value is Language => value === 'en' || value === 'zh'

import { de } from './de.ts'
import { en } from './en.ts'
import { es } from './es.ts'
import { fr } from './fr.ts'
import type { Language } from './languages.ts'
import type { Messages } from './messages.ts'

export const MESSAGES: Readonly<Record<Language, Messages>> = { en, fr, de, es }

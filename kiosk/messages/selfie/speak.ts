import type { Language } from '../languages.ts'
import { de } from './de.ts'
import { en } from './en.ts'
import { es } from './es.ts'
import { fr } from './fr.ts'
import type { SelfieMessages } from './selfie-messages.ts'

export const SELFIE_MESSAGES: Readonly<Record<Language, SelfieMessages>> = { en, fr, de, es }

const languages = [
  'en-us',
  'en-gb',
  'de',
  'fr',
  'es',
  'it',
  'pt',
  'pl',
  'ru',
  'nl',
  'sv',
  'tr',
  'cs',
  'ro',
  'hi',
] as const
const developmentVariants = ['', '+m2', '+m4', '+f1', '+f3', '+croak'] as const
const evaluationVariants = ['+m1', '+m3', '+m5', '+f2', '+f4', '+klatt2'] as const

/** A language of the corpora. */
export type Language = (typeof languages)[number]

/**
 * The voices of one half, as espeak-ng names them, each with its language. No voice is in both halves: what is tuned
 * on one is measured on speakers it never heard.
 */
export function voicesOf(half: 'development' | 'evaluation'): readonly { language: Language; voice: string }[] {
  const variants = half === 'development' ? developmentVariants : evaluationVariants
  return languages.flatMap(language => variants.map(variant => ({ language, voice: `${language}${variant}` })))
}

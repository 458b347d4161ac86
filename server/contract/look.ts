import { z } from 'zod'
import { colourOf, contrast, mixed } from './colour.ts'

/** The contrast that WCAG 2.2 requires of text for everybody (1.4.6, AAA). */
export const LEAST_TEXT_CONTRAST = 7
/** Softer text has this share of the wall's colour in its ink. */
export const SOFTENED_BY = 0.05
/** Focus and progress are shapes, not letters. WCAG requires 3; this leaves a margin. */
export const LEAST_ACCENT_CONTRAST = 4.5

/** The picture and font files that may lie in `data/kiosk/`. */
const LOGO_KINDS = ['svg', 'png', 'webp', 'jpg'] as const
const FONT_KINDS = ['woff2'] as const

/** `#rrggbb`: style sheets and canvases read it alike. */
const colour = z
  .string()
  .regex(/^#[0-9a-fA-F]{6}$/, 'must be a colour written as # and six digits, such as "#1b1b18"')

/** A file in `data/kiosk/`, served under `/museum/`. */
function museumFile(kinds: readonly string[]) {
  return z
    .string()
    .regex(
      new RegExp(`^[A-Za-z0-9_-][A-Za-z0-9_.-]{0,80}\\.(${kinds.join('|')})$`),
      `must be the name of a file in data/kiosk that ends in ${kinds.map((kind) => `.${kind}`).join(' or ')}, in plain letters, digits, dots and dashes, without a folder`,
    )
}

/** A typeface of the museum: its family, and the files of its styles. */
const typefaceSchema = z.strictObject({
  /** Its name in labels and style sheets. */
  family: z
    .string()
    .regex(
      /^[\p{L}\p{N}][\p{L}\p{N} _-]{0,79}$/u,
      'must be a name of letters, digits, spaces and dashes',
    ),
  files: z
    .array(
      z.strictObject({
        file: museumFile(FONT_KINDS),
        /** In CSS notation: one weight, or two for a variable font. */
        weight: z
          .string()
          .regex(/^[1-9]\d{0,3}( [1-9]\d{0,3})?$/, 'must be a weight such as "400", or "400 800"')
          .default('400'),
        style: z.enum(['normal', 'italic'], 'must be "normal" or "italic"').default('normal'),
      }),
    )
    .min(1, 'must name at least one file'),
})

/** The look of the room. Every choice must keep the words on the wall legible. */
export const lookSchema = z
  .strictObject({
    /** The wall between the pools of light. */
    wall: colour.default('#1b1b18'),
    /** The words on the wall. */
    ink: colour.default('#f6efe0'),
    /** The one colour of focus and progress; null takes it from the painting on the wall. */
    accent: colour.nullable().default(null),
    /** For labels; null uses the exhibit's own. */
    serif: typefaceSchema.nullable().default(null),
    /** For instructions; null uses the exhibit's own. */
    grotesque: typefaceSchema.nullable().default(null),
    /** The museum's mark on the first screen; null shows its name. */
    logo: museumFile(LOGO_KINDS).nullable().default(null),
  })
  .superRefine(({ wall, ink, accent }, context) => {
    const ground = colourOf(wall)
    const refuse = (key: string, ratio: number, least: number) =>
      context.addIssue({
        code: 'custom',
        path: [key],
        message: `has a contrast of ${Math.floor(ratio * 10) / 10} : 1 on the wall, and needs ${least} : 1; move it and look.wall further apart`,
      })
    const soft = contrast(mixed(colourOf(ink), ground, SOFTENED_BY), ground)
    if (soft < LEAST_TEXT_CONTRAST) refuse('ink', soft, LEAST_TEXT_CONTRAST)
    const ring = accent === null ? LEAST_ACCENT_CONTRAST : contrast(colourOf(accent), ground)
    if (ring < LEAST_ACCENT_CONTRAST) refuse('accent', ring, LEAST_ACCENT_CONTRAST)
  })
export type Look = z.output<typeof lookSchema>
/** A typeface of the museum. */
export type Typeface = z.output<typeof typefaceSchema>

/** The files in `data/kiosk/` that a look needs, by setting. */
export function filesOf(
  look: Look,
): readonly { readonly setting: string; readonly file: string }[] {
  const faces = (['serif', 'grotesque'] as const).flatMap((name) =>
    (look[name]?.files ?? []).map(({ file }, index) => ({
      setting: `look.${name}.files.${index}.file`,
      file,
    })),
  )
  return look.logo === null ? faces : [{ setting: 'look.logo', file: look.logo }, ...faces]
}

/** The server's path of a file in `data/kiosk/`. */
export function museumPath(file: string): string {
  return `/museum/${file}`
}

import { z } from 'zod'

const name = (what: string) =>
  z.string().regex(/^[a-z_][a-z0-9_-]{0,31}$/, `must be the name of ${what}, in small letters`)
/** Without spaces and signs that a shell or systemd would read otherwise. */
const path = z.string().regex(/^\/[\w./-]+$/, 'must be an absolute path without spaces')

/** The machine that a kiosk runs on: what differs from one to another. */
export const machineOptionsSchema = z.strictObject({
  /** What shows the one program: cage under Wayland, or a bare X server. */
  display: z.enum(['cage', 'x11'], 'must be cage or x11').default('cage'),
  /** The screen, as `wlr-randr` or `xrandr` name it. */
  output: z
    .string()
    .regex(/^[\w-]{1,40}$/, 'must be a name such as HDMI-A-1, as wlr-randr or xrandr list it')
    .default('HDMI-A-1'),
  /** Degrees by which the picture is turned, so that it stands upright. */
  rotate: z
    .union(
      [0, 90, 180, 270].map((degrees) => z.literal(degrees)),
      'must be 0, 90, 180 or 270',
    )
    .default(90),
  port: z.int().min(1).max(65_535).default(8080),
  /** Whether the sheet goes to the default printer without a dialogue. */
  printing: z.boolean().default(false),
  code: path.default('/opt/pendant'),
  data: path.default('/var/lib/pendant/data'),
  /** Chromium's profile. */
  profile: path.default('/home/kiosk/chromium'),
  serverUser: name('a user').default('pendant'),
  screenUser: name('a user').default('kiosk'),
})
export type MachineOptions = z.output<typeof machineOptionsSchema>

import { hostname } from 'node:os'
import type { Command } from 'commander'
import { z } from 'zod'
import { machineChecks, readMachineOptions } from '../kiosk-machine/check-machine.ts'
import { machineOptionsSchema } from '../kiosk-machine/machine-options.ts'
import { setUpMachine } from '../kiosk-machine/set-up-machine.ts'
import type { CommandContext } from '../terminal/command-context.ts'
import { CuratorError } from '../terminal/curator-error.ts'
import { answerChecks } from './doctor.ts'

const NEXT = [
  'Then: sudo systemctl daemon-reload && sudo udevadm control --reload',
  '      sudo systemctl set-default graphical.target',
  '      sudo systemctl enable --now pendant pendant-screen',
  '      npm run pendant -- kiosk check',
]

export function registerKioskCommand(program: Command, context: CommandContext): void {
  const kiosk = program
    .command('kiosk')
    .description('make a bare Debian a kiosk, or see whether it is one')
  const root = [
    '--root <dir>',
    'where the machine’s files lie; another place is for trying',
    '/',
  ] as const

  kiosk
    .command('setup')
    .description('write the units, script, policies and rules of a kiosk; docs/operations.md')
    .option(...root)
    .option('--display <name>', 'what shows the one program: cage or x11 (default: cage)')
    .option('--output <name>', 'the screen, as wlr-randr or xrandr list it (default: HDMI-A-1)')
    .option(
      '--rotate <degrees>',
      'how the picture is turned: 0, 90, 180 or 270 (default: 90)',
      Number,
    )
    .option('--port <number>', 'port of the server (default: 8080)', Number)
    .option('--printing', 'print without a dialogue')
    .option('--code <dir>', 'where Pendant lies (default: /opt/pendant)')
    .option('--kiosk-data <dir>', 'its data folder (default: /var/lib/pendant/data)')
    .option('--profile <dir>', 'the browser’s profile (default: /home/kiosk/chromium)')
    .option('--server-user <name>', 'who runs the server (default: pendant)')
    .option('--screen-user <name>', 'who runs the screen (default: kiosk)')
    .action(async ({ root: place, kioskData, ...given }: { root: string; kioskData?: string }) => {
      const parsed = machineOptionsSchema.safeParse({
        ...given,
        ...(kioskData === undefined ? {} : { data: kioskData }),
      })
      if (!parsed.success) throw new CuratorError(z.prettifyError(parsed.error))
      const files = await setUpMachine(place, parsed.data)
      context.answer({ root: place, options: parsed.data, files }, [
        ...files.map(({ path, outcome }) => `${outcome.padEnd(9)} ${path}`),
        ...(files.some(({ outcome }) => outcome === 'replaced')
          ? ['What was replaced is kept beside it, with .before at its end.']
          : []),
        ...NEXT,
      ])
    })

  kiosk
    .command('check')
    .description('look at programs, users, files, units and the browser’s profile of a kiosk')
    .option(...root)
    .action(async ({ root: place }: { root: string }) => {
      const options = await readMachineOptions(place)
      if (options === null) {
        throw new CuratorError('Nothing was set up here: sudo npm run pendant -- kiosk setup')
      }
      await answerChecks(context, machineChecks(place, options, hostname()))
    })
}

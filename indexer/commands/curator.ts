import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { Writable } from 'node:stream'
import type { Command } from 'commander'
import { accountFault, curatorAccounts } from '../../embeddings/store/curator-accounts.ts'
import { withCatalogue } from '../catalogue/catalogue.ts'
import type { CommandContext } from '../terminal/command-context.ts'
import { CuratorError } from '../terminal/curator-error.ts'

export function registerCuratorCommand(program: Command, context: CommandContext): void {
  const accounts = () => curatorAccounts(context.paths().accounts)
  const note = (action: string, name: string) =>
    withCatalogue(context.paths().catalogue, ({ audit }) => audit.note(action, { name }), {
      create: true,
    })
  const curator = program
    .command('curator')
    .description('who may open the curator’s desk: add, remove or list them')

  curator
    .command('add')
    .description(
      'let somebody in, or give them another password; it is asked for, or read from standard input',
    )
    .argument('<name>', 'how the desk names them')
    .action(async (name: string) => {
      const password = await readPassword(context)
      const fault = accountFault(name, password)
      if (fault !== undefined) throw new CuratorError(fault)
      const account = await accounts().add(name, password)
      await note('curator added', name)
      context.answer(account, [`${name} may open the desk with this password.`])
    })

  curator
    .command('remove')
    .description('let somebody in no more; their sessions end at once')
    .argument('<name>', 'who')
    .action(async (name: string) => {
      if (!(await accounts().remove(name))) {
        throw new CuratorError(
          `There is no curator "${name}"; see: npm run pendant -- curator list`,
        )
      }
      await note('curator removed', name)
      context.answer({ name }, [`${name} may no longer open the desk.`])
    })

  curator
    .command('list')
    .description('who may open the desk')
    .action(async () => {
      const all = await accounts().list()
      context.answer(
        all,
        all.length > 0
          ? all.map(({ name, since }) => `${name}  since ${since.slice(0, 10)}`)
          : ['There is no curator yet; add one: npm run pendant -- curator add NAME'],
      )
    })
}

/** One line of standard input, which a terminal does not show. */
async function readPassword({ say }: CommandContext): Promise<string> {
  const terminal = process.stdin.isTTY === true
  if (terminal) say('Password (it is not shown):')
  const lines = createInterface({
    input: process.stdin,
    output: new Writable({ write: (_part, _encoding, done) => done() }),
    terminal,
  })
  try {
    const [line] = await Promise.race([once(lines, 'line'), once(lines, 'close').then(() => [''])])
    return line as string
  } finally {
    lines.close()
  }
}

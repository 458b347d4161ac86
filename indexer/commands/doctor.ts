import type { Command } from 'commander'
import { type Check, type CheckResult, runCheck } from '../doctor/check.ts'
import { dataChecks } from '../doctor/data-checks.ts'
import { MACHINE_CHECKS } from '../doctor/machine-checks.ts'
import type { CommandContext } from '../terminal/command-context.ts'

export function registerDoctorCommand(program: Command, context: CommandContext): void {
  program
    .command('doctor')
    .description('look at everything Pendant needs, and say what to do about what is missing')
    .action(() =>
      answerChecks(context, [...MACHINE_CHECKS, ...dataChecks(context.paths(), process.env)]),
    )
}

/** Looks at one thing after another and tells all; a problem makes the command fail. */
export async function answerChecks(
  context: CommandContext,
  checks: readonly Check[],
): Promise<void> {
  const results: CheckResult[] = []
  for (const check of checks) results.push(await runCheck(check))
  const ok = results.every((result) => result.ok)
  if (!ok) context.endWithFailure()
  context.answer({ ok, checks: results }, results.map(resultLine))
}

function resultLine({ check, ok, found, advice }: CheckResult): string {
  return `${ok ? 'ok     ' : 'problem'}  ${check.padEnd(16)} ${found}${ok ? '' : `\n         ${''.padEnd(16)} → ${advice}`}`
}

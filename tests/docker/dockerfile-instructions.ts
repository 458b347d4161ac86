/** One instruction of a Dockerfile, such as `COPY` with `package.json ./`. */
export type Instruction = { readonly name: string; readonly words: string }

/**
 * The stages of a Dockerfile by name, the last as `last`: all instructions that make each, also
 * those of the stage it is made from.
 */
export function dockerfileStages(text: string): Record<string, Instruction[]> {
  const stages: Record<string, Instruction[]> = {}
  let stage: Instruction[] = []
  const lines = text
    .split('\n')
    .filter((line) => !line.startsWith('#'))
    .join('\n')
    .replaceAll(/\\\n\s*/g, ' ')
    .split('\n')
  for (const line of lines) {
    const [, name, words] = /^([A-Z]+)\s+(.*)$/.exec(line) ?? []
    if (name === undefined || words === undefined) continue
    if (name === 'FROM') {
      const [from = '', , as = 'last'] = words.split(' ')
      stage = [...(stages[from] ?? [])]
      stages[as] = stage
    }
    stage.push({ name, words })
  }
  return stages
}

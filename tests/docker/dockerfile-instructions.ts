/** One instruction of a Dockerfile, such as `COPY` with `package.json ./`. */
export type Instruction = { readonly name: string; readonly words: string }

/** The stages of a Dockerfile, each a list of its instructions after FROM. */
export function dockerfileStages(text: string): Instruction[][] {
  const stages: Instruction[][] = []
  const lines = text
    .split('\n')
    .filter((line) => !line.startsWith('#'))
    .join('\n')
    .replaceAll(/\\\n\s*/g, ' ')
    .split('\n')
  for (const line of lines) {
    const [, name, words] = /^([A-Z]+)\s+(.*)$/.exec(line) ?? []
    if (name === undefined || words === undefined) continue
    if (name === 'FROM') stages.push([])
    stages.at(-1)?.push({ name, words })
  }
  return stages
}

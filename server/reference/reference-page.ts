import type { Json } from '../contract/api-operations.ts'
import { FAILURES } from '../contract/failures.ts'
import type { ApiDescription } from '../contract/openapi.ts'
import { type Html, html } from '../pages/html.ts'
import { describeType, fieldsOfSchema } from './json-type.ts'
import { printJson } from './print-json.ts'

/** A readable page of the API's description: every route, its request, answers and problems. */
export function referencePage(description: ApiDescription): Html {
  const { info, paths, components } = description
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  )
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="theme-color" content="#1b1b18">
<title>Pendant: the API</title>
<link rel="stylesheet" href="/api/reference.css">
</head>
<body>
<header>
<h1>Which painted portrait does a face resemble?</h1>
<p class="lead">The API of Pendant, version ${String(info.version)}, for programs that ask what visitors ask.</p>
<p>Every answer is JSON. Below, <code>$PENDANT</code> is the address of this server. Whatever goes wrong is
answered as a problem (RFC 9457) with a <code>code</code> out of <a href="#problems">one table</a>. The same as
<a href="/api/v1/openapi.json">OpenAPI ${description.openapi}</a>, for tools.</p>
<nav aria-label="Routes"><ul>
${operations.map(
  ({
    path,
    method,
    operation,
  }) => html`<li><a href="#${String(operation.operationId)}"><span class="summary">${String(operation.summary)}</span> <code>${method.toUpperCase()} ${path}</code></a></li>
`,
)}</ul></nav>
</header>
<main>
${operations.map(({ path, method, operation }) => describeOperation(path, method, operation))}
<section id="shapes">
<h2>Shapes</h2>
${Object.entries(components.schemas).map(([name, schema]) => describeSchema(name, schema))}
</section>
<section id="problems">
<h2>Problems</h2>
<p>The answer has the type <code>application/problem+json</code>. Its <code>detail</code> says what is wrong
this time, and repeats nothing that was sent. An address may ask so often, and a key so often: what is left
stands in <code>RateLimit</code>, and after a 429 <code>Retry-After</code> says how long to wait.</p>
<table>
<thead><tr><th scope="col">code</th><th scope="col">status</th><th scope="col">ask again</th><th scope="col">what it means</th></tr></thead>
<tbody>
${Object.entries(FAILURES).map(
  ([code, { httpStatus, retry, title }]) =>
    html`<tr><th scope="row" id="problem-${code}"><code>${code}</code></th><td>${httpStatus}</td><td>${retry}</td><td>${title}</td></tr>
`,
)}</tbody>
</table>
</section>
</main>
<footer><p><a href="/">To the exhibit</a></p></footer>
</body>
</html>
`
}

type Answer = {
  readonly description: string
  readonly content?: Readonly<
    Record<string, { readonly schema: Json; readonly example?: unknown; readonly examples?: Json }>
  >
}

function describeOperation(path: string, method: string, operation: Json): Html {
  const { operationId, summary, description, parameters = [], requestBody, responses } = operation
  const answers = Object.entries(responses as Record<string, Answer>)
  const codes = answers.flatMap(([, { content }]) =>
    Object.keys(content?.['application/problem+json']?.examples ?? {}),
  )
  const good = answers.filter(([, { content }]) => content && 'application/json' in content)
  const bodies = Object.entries((requestBody as Answer | undefined)?.content ?? {})
  return html`<article id="${String(operationId)}" aria-labelledby="${String(operationId)}-title">
<h2 id="${String(operationId)}-title">${String(summary)}</h2>
<p class="address"><code><span class="method">${method.toUpperCase()}</span> ${path}</code></p>
<p>${String(description)}</p>
<pre><code>${asCommand(path, method, bodies.length > 0)}</code></pre>
${fieldList('What may be asked', parameters as Field[])}
${bodies.map(([type, { schema, example }]) => describeBody(type, schema, example))}
${good.map(
  ([status, { description: meaning, content }]) => html`<h3>${status}: ${meaning}</h3>
<p>${describeType(content?.['application/json']?.schema ?? {})}, such as</p>
<pre><code>${printJson(content?.['application/json']?.example)}</code></pre>
`,
)}${
  codes.length > 0 &&
  html`<h3>Refused with</h3>
<p class="codes">${codes.map((code) => html`<a href="#problem-${code}"><code>${code}</code></a> `)}</p>
`
}</article>
`
}

type Field = {
  readonly name: string
  readonly required?: boolean
  readonly description?: string
  readonly schema: Json
}

function fieldList(title: string, fields: readonly Field[]): Html | false {
  return (
    fields.length > 0 &&
    html`<h3>${title}</h3>
<dl>
${fields.map(
  ({ name, required, description, schema }) =>
    html`<dt><code>${name}</code>${required ? '' : html` <span class="aside">may be left out</span>`}</dt>
<dd>${description ? `${description} ` : ''}<span class="aside">${describeType(schema)}</span></dd>
`,
)}</dl>`
  )
}

function describeBody(type: string, schema: Json, example: unknown): Html {
  const fields = fieldsOfSchema(schema)
  if (fields.length > 0) return html`${fieldList(`As ${type}`, fields)}`
  return html`<h3>As ${type}</h3>
<p>${describeType(schema)}, such as</p>
<pre><code>${printJson(example)}</code></pre>
`
}

function describeSchema(name: string, schema: Json): Html {
  return html`<section id="shape-${name}" class="shape">
<h3>${name}</h3>
<dl>
${fieldsOfSchema(schema).map(
  ({ name: field, required, description, schema: of }) =>
    html`<dt><code>${field}</code>${required ? '' : html` <span class="aside">may be left out</span>`}</dt>
<dd>${description ? `${description} ` : ''}${describeType(of)}</dd>
`,
)}</dl>
</section>
`
}

/** The request as a shell command. */
function asCommand(path: string, method: string, takesProbe: boolean): string {
  const address = `"$PENDANT${path.replace('{id}', '$ID')}"`
  if (takesProbe) return `curl -F image=@face.jpg -F k=5 ${address}`
  return method === 'get' ? `curl ${address}` : `curl -X ${method.toUpperCase()} ${address}`
}

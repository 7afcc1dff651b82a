const byId = (id) => document.getElementById(id)

/** An element with text and attributes; text is only ever text. */
function element(tag, text = '', attributes = {}) {
  const made = document.createElement(tag)
  made.textContent = text
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value)
  return made
}

/** A folded entry of a list: its name, what it does, and a form that is filled in when it is opened. */
function entry(list, name, about, fill) {
  const details = byId('entry').content.firstElementChild.cloneNode(true)
  const [code, span] = details.querySelectorAll('summary > *')
  code.textContent = name
  span.textContent = about
  details.dataset.words = `${name} ${about}`.toLowerCase()
  details.addEventListener('toggle', () => fill(details.querySelector('form')), { once: true })
  list.append(details)
}

/** A part of the description that is unfolded on demand. */
function unfold(title, value) {
  const details = element('details', '', { class: 'schema' })
  details.append(element('summary', title), element('pre', JSON.stringify(value, null, 2), { tabindex: '0' }))
  return details
}

/** Adds the button that sends the request, and the place for what comes back. */
function runnable(form, request) {
  const button = element('button', 'Run', { type: 'submit' })
  const status = element('p', '', { role: 'status' })
  const answer = element('pre', '', { tabindex: '0', 'aria-label': 'Answer', hidden: '' })
  form.append(button, status, answer)
  form.addEventListener('submit', async (event) => {
    event.preventDefault()
    button.disabled = true
    status.className = ''
    status.textContent = 'Running …'
    try {
      const { path, ...init } = request()
      const token = byId('token').value.trim()
      const response = await fetch(path, {
        ...init,
        headers: { ...init.headers, ...(token === '' ? {} : { authorization: `Bearer ${token}` }) },
      })
      const body = await response.json()
      const total = body.data?.result?.total
      const outcome = response.ok ? 'Done' : body.message
      status.textContent = `${response.status}: ${outcome}${total === undefined ? '' : `. Total: ${total ?? 'no answer'}`}`
      status.className = response.ok ? 'good' : 'bad'
      answer.textContent = JSON.stringify(body, null, 2)
      answer.hidden = false
    } catch (error) {
      status.textContent = `Not sent: ${error.message}`
      status.className = 'bad'
    }
    button.disabled = false
  })
}

function field(form, label, value, area = false) {
  const wrapper = element('label', label)
  const input = element(area ? 'textarea' : 'input', '', { spellcheck: 'false', autocomplete: 'off' })
  input.value = value
  if (area) input.rows = Math.min(24, value.split('\n').length + 1)
  wrapper.append(input)
  form.append(wrapper)
  return input
}

function calculator(schema, answers) {
  const name = schema.title
  entry(byId('calculators'), name, schema.description, (form) => {
    const body = field(form, 'Request', JSON.stringify(schema.example, null, 2), true)
    runnable(form, () => {
      JSON.parse(body.value) // says where it is not JSON; what is sent is what stands there
      return { path: 'calculate', method: 'POST', headers: { 'content-type': 'application/json' }, body: body.value }
    })
    const result = answers.find(({ title }) => title === name)
    form.append(unfold('Inputs', schema.properties.inputs), unfold('Answer', result))
  })
}

function operation(base, path, method, told) {
  const name = `${method.toUpperCase()} ${path.slice(base.length)}`
  entry(byId('operations'), name, told.summary ?? '', (form) => {
    const scopes = (told.security ?? []).flatMap((one) => one.oauth ?? [])
    form.append(
      element('p', scopes.length > 0 ? `Needs ${scopes.join(' or ')}.` : 'Needs no token.', { class: 'hint' }),
    )
    if (method === 'get') {
      const inputs = (told.parameters ?? []).map((parameter) => ({
        ...parameter,
        input: field(form, parameter.required ? `${parameter.name} (required)` : parameter.name, ''),
      }))
      runnable(form, () => {
        const query = new URLSearchParams()
        let filled = path.slice(base.length + 1)
        for (const { name: key, in: place, input } of inputs) {
          if (place === 'path') filled = filled.replace(`{${key}}`, encodeURIComponent(input.value))
          else if (input.value !== '') query.set(key, input.value)
        }
        return { path: query.size > 0 ? `${filled}?${query}` : filled, headers: { 'x-device-id': 'explorer' } }
      })
    } else if (path.endsWith('/calculate')) {
      form.append(element('p', 'Each calculator above runs through this operation.'))
    } else {
      form.append(element('p', 'It changes data, so this page only describes it.'))
    }
    const body = told.requestBody?.content?.['application/json']?.schema
    if (body) form.append(unfold('Body', body))
    form.append(unfold('Answer', told.responses?.['200']?.content?.['application/json']?.schema))
  })
}

byId('find').addEventListener('input', ({ target }) => {
  const words = target.value.toLowerCase().split(/\s+/)
  for (const details of document.querySelectorAll('[data-words]')) {
    details.hidden = !words.every((word) => details.dataset.words.includes(word))
  }
})

try {
  const response = await fetch('openapi.json')
  const { paths } = await response.json()
  const base = location.pathname.replace(/\/explorer\/?$/, '')
  for (const [path, methods] of Object.entries(paths)) {
    for (const [method, told] of Object.entries(methods)) operation(base, path, method, told)
  }
  const { post } = paths[`${base}/calculate`]
  const answers = post.responses['200'].content['application/json'].schema.properties.data.oneOf
  for (const schema of post.requestBody.content['application/json'].schema.oneOf) calculator(schema, answers)
  byId('state').hidden = true
} catch (error) {
  byId('state').textContent = `The description of the API could not be read: ${error.message}`
  byId('state').className = 'bad'
}

#!/usr/bin/env node
// The part of `fpm` that electron-builder's deb target uses, on top of Debian's own dpkg-deb, for machines that have no
// fpm: electron-builder would download one from GitHub. A CommonJS file, because it is run as a program of its own.
const { spawnSync } = require('node:child_process')
const fs = require('node:fs')
const os = require('node:os')
const path = require('node:path')

const FLAGS = new Set(['--force', '--debug', '--verbose'])
const COMPRESSIONS = { gz: 'gzip', bzip2: 'bzip2' }
const SCRIPTS = {
  'after-install': 'postinst',
  'after-remove': 'postrm',
  'before-install': 'preinst',
  'before-remove': 'prerm',
}

const { options, depends, files } = read(process.argv.slice(2))
if (options.t !== 'deb') throw new Error(`this builds deb packages only, not ${options.t}`)
const stage = fs.mkdtempSync(path.join(os.tmpdir(), 'fpm-deb-'))
fs.chmodSync(stage, 0o755)
for (const mapping of files) put(mapping)
writeControl()
const compression = COMPRESSIONS[options['deb-compression']] ?? options['deb-compression'] ?? 'xz'
const made = run('dpkg-deb', ['--root-owner-group', `-Z${compression}`, '-z1', '--build', stage, options.package])
fs.rmSync(stage, { recursive: true, force: true })
process.exit(made.status ?? 1)

function read(args) {
  const told = { options: {}, depends: [], files: [] }
  for (let i = 0; i < args.length; i += 1) {
    const arg = args[i]
    if (FLAGS.has(arg)) continue
    if (arg === '-d' || arg === '--depends') told.depends.push(args[(i += 1)])
    else if (arg.startsWith('-')) told.options[arg.replace(/^-+/, '')] = args[(i += 1)]
    else told.files.push(arg)
  }
  return told
}

function run(command, args) {
  return spawnSync(command, args, { stdio: ['ignore', 'inherit', 'inherit'] })
}

/** `from=to`: a folder or a file into its place below the root of the package. */
function put(mapping) {
  const at = mapping.lastIndexOf('=')
  const target = path.join(stage, mapping.slice(at + 1))
  fs.mkdirSync(path.dirname(target), { recursive: true })
  if (run('cp', ['-a', '--reflink=auto', mapping.slice(0, at).replace(/\/$/, ''), target]).status !== 0) process.exit(1)
}

function writeControl() {
  const control = path.join(stage, 'DEBIAN')
  fs.mkdirSync(control)
  const size = spawnSync('du', ['-sk', '--exclude=DEBIAN', stage], { encoding: 'utf8' }).stdout.split('\t')[0]
  const [summary, ...rest] = (options.description ?? options.name).split('\n')
  const architecture = { x86_64: 'amd64', aarch64: 'arm64' }[options.architecture] ?? options.architecture
  const lines = [
    `Package: ${options.name}`,
    `Version: ${options.version}`,
    `Architecture: ${architecture}`,
    `Maintainer: ${options.maintainer}`,
    `Installed-Size: ${size}`,
    ...(depends.length > 0 ? [`Depends: ${depends.join(', ')}`] : []),
    `Section: ${options.category ?? 'default'}`,
    `Priority: ${options['deb-priority'] ?? 'optional'}`,
    ...(options.url ? [`Homepage: ${options.url}`] : []),
    `Description: ${summary.trim() || options.name}`,
    ...rest.map((line) => ` ${line.trim() || '.'}`),
    '',
  ]
  fs.writeFileSync(path.join(control, 'control'), lines.join('\n'))
  for (const [key, file] of Object.entries(SCRIPTS))
    if (options[key]) fs.writeFileSync(path.join(control, file), fs.readFileSync(options[key]), { mode: 0o755 })
}

#!/usr/bin/env node
'use strict';
/*
 * The command `runbook`, whichever Node comes first on the PATH.
 *
 * This file parses on Node 12, so that an old Node starts the pinned one (or says
 * in one line what is needed) instead of failing on a syntax error. It answers
 * `--version` itself: nothing else is loaded for that.
 */
const fs = require('fs');
const path = require('path');

const HOME = path.join(__dirname, '..');
const BUNDLE = path.join(HOME, 'dist', 'cli', 'main.js');
const SOURCE = path.join(HOME, 'src', 'cli', 'main.ts');
/** The lowest major of Node that the bundle runs on. */
const NEEDED = 22;

/** One line on stderr, then the end. 2 is the exit code of "this can't be used like that". */
function refuse(message) {
  process.stderr.write(`runbook: ${message}\n`);
  process.exit(2);
}

/** Node as pinned by package-lock.json; undefined where it isn't installed. */
function pinnedNode() {
  const file = path.join(HOME, 'node_modules', `node-${process.platform}-${process.arch}`);
  const candidates = [path.join(file, 'bin', 'node'), path.join(HOME, 'node_modules/.bin/node')];
  return candidates.find((candidate) => fs.existsSync(candidate));
}

/**
 * Runs this file again under `node`: same terminal, same signals, same exit code.
 * A signal that the terminal sends to both arrives twice; the CLI counts it once.
 */
function restartUnder(node) {
  const child = require('child_process').spawn(node, [__filename].concat(process.argv.slice(2)), {
    stdio: 'inherit',
  });
  const forwarded = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT', 'SIGUSR1', 'SIGUSR2', 'SIGWINCH'];
  forwarded.forEach((signal) => {
    process.on(signal, () => child.kill(signal));
  });
  child.on('error', (error) => refuse(`could not start ${node}: ${error.message}`));
  child.on('exit', (code, signal) => {
    if (signal === null) process.exit(code === null ? 1 : code);
    process.removeAllListeners(signal);
    process.kill(process.pid, signal);
  });
}

/** Keeps V8's compiled code beside the bundle: about a third of the start. Failing is harmless. */
function cacheCompiledCode() {
  const { enableCompileCache } = require('module');
  if (enableCompileCache) enableCompileCache(path.join(HOME, '.cache', 'v8'));
}

/** The bundle; or the sources, which Node runs as they are, when it isn't built. */
function entry() {
  if (process.env.RUNBOOK_SOURCE !== '1' && fs.existsSync(BUNDLE)) return BUNDLE;
  if (process.features.typescript && fs.existsSync(SOURCE)) return SOURCE;
  return refuse('the command is not built yet: npm run build:cli');
}

function main() {
  const args = process.argv.slice(2);
  if (args.length === 1 && (args[0] === '--version' || args[0] === '-V')) {
    process.stdout.write(`${require('../package.json').version}\n`);
    return;
  }
  if (Number(process.versions.node.split('.')[0]) < NEEDED) {
    const node = pinnedNode();
    if (node === undefined || fs.realpathSync(node) === fs.realpathSync(process.execPath)) {
      refuse(
        `needs Node ${NEEDED} or newer (this is ${process.versions.node}): ` +
          `run "npm ci" in ${HOME}, which brings one`,
      );
    }
    restartUnder(node);
    return;
  }
  cacheCompiledCode();
  const file = require('url').pathToFileURL(entry()).href;
  import(file).then(
    (cli) => cli.main(args),
    (error) => refuse(`could not load ${file}: ${error.message}`),
  );
}

main();

// corpus.mjs - the labelled corpus as drafts, and what maillint says of them.

import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { draftOf } from './draft.mjs';

const BUILD = process.env.B || 'build';
const MESSAGES = 'build/corpus/messages';
const DRAFTS = join(BUILD, 'accuracy');

export const TRAIN = { good: ['easy-ham-1'], spam: ['spam-1'] };
export const TEST = { good: ['easy-ham-2', 'hard-ham-1'], spam: ['spam-2'] };

function writeDrafts() {
	mkdirSync(DRAFTS, { recursive: true });
	for (const name of readdirSync(MESSAGES))
		if (!existsSync(join(DRAFTS, name)))
			writeFileSync(join(DRAFTS, name), draftOf(readFileSync(join(MESSAGES, name))));
}

// The report of each draft of some collections.
function lint(collections) {
	const names = readdirSync(DRAFTS).sort().filter(n => collections.some(c => n.startsWith(c + '-')));
	const files = [];
	for (let i = 0; i < names.length; i += 500) {
		const some = names.slice(i, i + 500).map(n => join(DRAFTS, n));
		const out = execFileSync(join(BUILD, 'maillint'), ['check', '--isolated', '--no-spelling', '--fail-on', 'never', '--output-format', 'json', ...some],
			{ maxBuffer: 1 << 30 });
		files.push(...JSON.parse(out).files);
	}
	return files;
}

export function read(split) {
	writeDrafts();
	return { good: lint(split.good), spam: lint(split.spam) };
}

export function isThere() {
	return existsSync(MESSAGES);
}

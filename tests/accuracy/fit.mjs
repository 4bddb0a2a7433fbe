// fit.mjs - points of measured rules from labelled mail: rules/weights.h.
//
// A logistic regression of the label on the sum of points that the score adds
// up: within a rule 1, 1/2, 1/4 ... of a finding's points, largest first. The
// points of all other rules stay what they are. Weights are never negative, so
// a finding never lowers a risk, and never above MOST; a weight that the mail
// says little about stays near what it was set to by hand (ridge).

import { readFileSync, writeFileSync } from 'node:fs';
import { TRAIN, read } from './corpus.mjs';

const FILE = 'rules/weights.h';
const PER_LOGIT = 3;   // points that make the odds e times as high
const LEAST = 0.5, MOST = 25;
const RIDGE = 0.3;      // pull of the old weight, by point and message
const ROUNDS = 4000, STEP = 2;

// "#define FITTED_links_empty 4.2f /* by hand 4; ...": rule id, weight, and the
// weight that it was given first.
function readWeights() {
	const lines = readFileSync(FILE, 'utf8').split('\n');
	const at = /^#define FITTED_([a-z]+)_([a-z_]+) ([0-9.]+)f \/\* by hand ([0-9.]+)/;
	return { lines, rules: lines.flatMap((line, index) => {
		const m = at.exec(line);
		return m ? [{ id: `${m[1]}/${m[2].replaceAll('_', '-')}`, name: `${m[1]}_${m[2]}`, index, weight: +m[3], first: +m[4] }] : [];
	}) };
}

// What a draft's findings of one rule count together.
function share(points) {
	return points.sort((a, b) => b - a).reduce((sum, p, i) => sum + p / 2 ** i, 0);
}

function example(file, rules, label) {
	const by = new Map();
	for (const f of file.findings)
		if (f.outcome === 'spam')
			by.set(f.rule, [...(by.get(f.rule) ?? []), f.points]);
	let fixed = 0;
	const x = [];
	for (const [id, points] of by) {
		const i = rules.findIndex(r => r.id === id);
		if (i < 0)
			fixed += share(points);
		else
			x.push([i, share(points) / rules[i].weight]);
	}
	return { x, fixed, label };
}

function fit(examples, rules) {
	const old = rules.map(r => r.first), w = [...old];
	const hits = rules.map((_, i) => examples.filter(e => e.x.some(([k]) => k === i)).length);
	let bias = -3;
	for (let round = 0; round < ROUNDS; round++) {
		const slope = w.map(() => 0);
		let biasSlope = 0;
		for (const e of examples) {
			const sum = e.x.reduce((s, [i, v]) => s + w[i] * v, e.fixed);
			const wrong = e.label - 1 / (1 + Math.exp(-(bias + sum / PER_LOGIT)));
			biasSlope += wrong;
			for (const [i, v] of e.x)
				slope[i] += wrong * v;
		}
		bias += biasSlope / examples.length;
		for (let i = 0; i < w.length; i++) {
			const pull = RIDGE * (old[i] - w[i]) * 5;
			const move = STEP * (slope[i] + pull) / (hits[i] + 5);
			w[i] = Math.min(MOST, Math.max(LEAST, w[i] + move));
		}
	}
	return w;
}

function count(files, id) {
	return files.filter(f => f.findings.some(x => x.rule === id)).length;
}

const { lines, rules } = readWeights();
const { good, spam } = read(TRAIN);
const examples = [...good.map(f => example(f, rules, 0)), ...spam.map(f => example(f, rules, 1))];
const fitted = fit(examples, rules);
rules.forEach((r, i) => {
	const seen = `${count(spam, r.id)} of ${spam.length} spams, ${count(good, r.id)} of ${good.length} good mails`;
	console.log(`${r.id.padEnd(34)} ${r.weight.toFixed(1).padStart(5)} -> ${fitted[i].toFixed(1).padStart(5)}   ${seen}`);
	lines[r.index] = `#define FITTED_${r.name} ${fitted[i].toFixed(1)}f /* by hand ${r.first}; ${seen} */`;
});
writeFileSync(FILE, lines.join('\n'));

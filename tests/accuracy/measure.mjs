// measure.mjs - how well the risk of being filtered parts spam from good mail,
// on mail that nothing was fitted on; and which rules cost most on good mail.

import { TEST, isThere, read } from './corpus.mjs';

const WANTED = { auc: 0.96, recall: 0.75 };

const spamRisk = file => file.outcomes.spam;

// The area under the ROC curve: how often a spam has the higher risk of two,
// ties counting half.
function auc(spam, good) {
	const all = [...spam.map(v => [v, 1]), ...good.map(v => [v, 0])].sort((a, b) => a[0] - b[0]);
	let ranks = 0;
	for (let i = 0, j; i < all.length; i = j) {
		for (j = i; j < all.length && all[j][0] === all[i][0]; j++);
		const spams = all.slice(i, j).filter(x => x[1]).length;
		ranks += spams * (i + j + 1) / 2;
	}
	return (ranks - spam.length * (spam.length + 1) / 2) / (spam.length * good.length);
}

// Of spam above the risk that at most `rate` of good mail exceeds.
function recall(spam, good, rate) {
	const limit = [...good].sort((a, b) => b - a)[Math.floor(rate * good.length)];
	return spam.filter(v => v > limit).length / spam.length;
}

function costs(files) {
	const cost = new Map();
	for (const file of files)
		for (const f of file.findings)
			if (f.outcome === 'spam') {
				const c = cost.get(f.rule) || { points: 0, files: new Set() };
				c.points += f.points;
				c.files.add(file.path);
				cost.set(f.rule, c);
			}
	return cost;
}

function printCosts(good, spam) {
	const of_good = costs(good), of_spam = costs(spam);
	console.log('rules that cost most on good mail:   points  good mails  spams');
	for (const [rule, c] of [...of_good].sort((a, b) => b[1].points - a[1].points).slice(0, 12))
		console.log(`  ${rule.padEnd(34)} ${c.points.toFixed(0).padStart(6)} ${String(c.files.size).padStart(11)} ${String(of_spam.get(rule)?.files.size ?? 0).padStart(6)}`);
}

function main() {
	if (!isThere()) {
		console.log('skip accuracy: the corpus could not be fetched (npm)');
		return 0;
	}
	const { good, spam } = read(TEST);
	const s = spam.map(spamRisk), g = good.map(spamRisk);
	const area = auc(s, g), at1 = recall(s, g, 0.01), at5 = recall(s, g, 0.05);
	const silent = good.filter(f => f.findings.length === 0).length;
	console.log(`${spam.length} spams and ${good.length} good mails of 2002-03, as drafts; outcomes.spam:`);
	console.log(`  ROC AUC                          ${area.toFixed(4)}`);
	console.log(`  recall at 1 % false positives    ${at1.toFixed(3)}`);
	console.log(`  recall at 5 % false positives    ${at5.toFixed(3)}`);
	console.log(`  good mails without a finding     ${(silent / good.length).toFixed(3)}`);
	printCosts(good, spam);
	const holds = area >= WANTED.auc && at1 >= WANTED.recall;
	console.log(`${holds ? 'ok' : 'not ok'} - ROC AUC at least ${WANTED.auc}, recall at 1 % false positives at least ${WANTED.recall}`);
	return holds ? 0 : 1;
}

process.exitCode = main();

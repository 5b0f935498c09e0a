/** What was proved about the definitions, as text. */
import type { Failure, Proof } from "../engine/prove";

/** Writes each proof with a smallest response for each result, and each failure with a smallest response that shows it. */
export function proofText({ proofs, failures }: { proofs: Proof[]; failures: Failure[] }): string {
	const lines = proofs.flatMap((proof) => [
		`${proof.definition}: ${proof.states} states stand for ${inThousands(proof.responses)} responses`,
		...Object.entries(proof.witnesses).map(([result, answers]) => `  ${result}: ${asCase(answers)}`),
	]);
	const failed = failures.flatMap(({ definition, message, answers, then }) => [
		`FAILED: ${definition} ${message}`,
		`  ${asCase(answers)}`,
		...(then ? [`  then ${asCase(then)}`] : []),
	]);
	const states = proofs.reduce((sum, proof) => sum + proof.states, 0);
	const end =
		failures.length > 0
			? `${failures.length} failed.`
			: `Proved for ${proofs.length} definitions over ${states} states: each can be met, not met and unclear; nothing answered is unclear; more or worse never weakens one; no soft factor decides one; where the more serious one is met, so is the lesser.`;
	return `${[...lines, ...failed, end].join("\n")}\n`;
}

/** Answers as a response on one line. */
export function asCase(answers: object): string {
	return JSON.stringify({ answers });
}

/** A number in decimal, with commas. */
export function inThousands(digits: string): string {
	return digits.replace(/\B(?=(\d{3})+$)/g, ",");
}

/** Signs, notes and signposts: what is said beside the definitions. */
import * as z from "zod";
import {
	$schema,
	Address,
	Day,
	flag,
	Id,
	Kind,
	listOf,
	Place,
	published,
	Result,
	SomeoneElse,
	Source,
	some,
	Text,
	worded,
} from "./common";
import { ConditionShape, type Resolved } from "./condition";

/** An answer that matters whatever the definitions say. */
const Sign = z.strictObject({ item: Id, is: some(Id), ...worded({ text: Text }) });
export type Sign = z.infer<typeof Sign>;

/** Urgent signs come first in every report. Fixation signs explain and never decide. */
export const SignsShape = z.strictObject({
	$schema,
	urgent: some(Sign),
	fixation: z.strictObject({ signs: some(Sign), criterion: ConditionShape, source: Source, note: Text.optional() }),
});

/** A text that is shown when `when` is met and the summary is one of those listed. Without either, it always is. */
const NoteShape = z.strictObject({
	id: Id,
	...worded({ text: Text }),
	when: ConditionShape.optional(),
	/** Shown too when this was answered, also with an option that says nothing and so meets no condition. */
	said: z.strictObject({ item: Id, is: some(Id) }).optional(),
	summary: z.strictObject({ kind: Kind, is: some(Result) }).optional(),
	places: some(Id).optional().describe("Shown only when the law of one of these places is assessed."),
	source: Source.optional(),
	note: Text.optional(),
});
export type Note = Resolved<z.infer<typeof NoteShape>>;
export const Notes = z.strictObject({ $schema, notes: some(NoteShape) });

/** How a signpost was checked: by a call, on the live page, or in a stored copy of a page. */
export const HowChecked = z.enum(["rung", "opened", "stored-copy"]);
export type HowChecked = z.infer<typeof HowChecked>;

export const SignpostShown = published("SignpostShown", "Somewhere to get help.", {
	id: Id,
	name: Text,
	for: Text.describe("Whom it is for."),
	phone: z.array(Text),
	text: z.array(Text).describe("Numbers that take text messages."),
	whatsapp: some(Text).optional(),
	url: Address,
	webchat: Address.optional().describe("Where the chat, or the form, is found."),
	form: Address.optional(),
	email: z.email().optional(),
	callBack: flag.describe("It calls back at a safe time, if asked to."),
	bsl: flag.describe("In British Sign Language."),
	welsh: flag,
	hours: Text,
	cost: Text.optional(),
	bill: Text.optional().describe("What the operator itself says about phone bills."),
	remarks: Text.optional().describe("What to know first, and what it does not do."),
});
export type SignpostShown = z.infer<typeof SignpostShown>;

/** An assessment shows only those that `selection` names. */
const SignpostShape = published("Signpost", "Somewhere to get help.", {
	...SignpostShown.shape,
	someoneElse: SignpostShown.pick({ for: true, bill: true, remarks: true }).partial().optional(),
	only: z.enum(["women", "men"]).optional().describe("Who it is for, where it is not for anybody."),
	nations: some(Id),
	needs: some(Id),
	/** A shorter name, and hours, cost and for whom in a few words: all on one line with the number. */
	brief: z.strictObject({ name: Text, about: Text }).optional(),
	checkedOn: Day,
	checked: HowChecked,
	source: Address,
	note: Text.optional(),
});
export type Signpost = Resolved<z.infer<typeof SignpostShape>>;

/** A need for `helplines --need`. Signposts for a `private` one are left out of redacted reports. */
const Need = z.strictObject({ id: Id, label: Text, private: flag });

const SelectionShape = published(
	"Selection",
	"Signposts that an assessment shows when `when` is met and `unless` is not.",
	{
		id: Id,
		text: Text.describe("Why, for reviewers."),
		nations: some(Id).optional().describe("Only where these nations are."),
		when: ConditionShape.optional(),
		unless: ConditionShape.optional(),
		for: SomeoneElse.optional().describe("Only to somebody who answers for another person."),
		fill: flag.describe("Only while there are fewer than seven signposts."),
		signposts: some(Id),
	},
);
export type Selection = Resolved<z.infer<typeof SelectionShape>>;

export const Signposts = z.strictObject({
	$schema,
	places: listOf(Place).describe("Places without a pack."),
	needs: some(Need),
	selection: some(SelectionShape).describe("Who is shown in an assessment, in this order."),
	signposts: some(SignpostShape),
});

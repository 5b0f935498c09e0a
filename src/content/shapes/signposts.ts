/** Signposts: who can help. */
import * as z from "zod";
import { $schema, Address, Day, forSomeoneElse, Id, Place, Text } from "./common";
import { ConditionShape, type Resolved } from "./condition";

/** Somewhere to get help. `rank` orders (1 first); `when` says for whom, by default for anybody. */
const SignpostShape = z.strictObject({
	id: Id,
	name: Text,
	for: Text,
	nations: z.array(Id).min(1),
	needs: z.array(Id).min(1),
	phone: z.array(Text),
	text: z.array(Text),
	url: Address,
	webchat: Address.optional(),
	email: z.email().optional(),
	hours: Text,
	cost: Text.optional(),
	/** What to know first, and what it does not do. */
	remarks: Text.optional(),
	someoneElse: forSomeoneElse({ for: Text, remarks: Text }),
	/** Without a rank it is only listed by `helplines`, and never part of an assessment. */
	rank: z.int().min(1).optional(),
	when: ConditionShape.optional(),
	checkedOn: Day,
	source: Address,
	note: Text.optional(),
});
export type Signpost = Resolved<z.infer<typeof SignpostShape>>;

/** A need for `helplines --need`. Signposts for a `private` one are left out of redacted reports. */
const Need = z.strictObject({
	id: Id,
	label: Text,
	private: z.literal(true).optional(),
});
export type Need = z.infer<typeof Need>;
export const Signposts = z.strictObject({
	$schema,
	/** Places without a pack. */
	places: z.array(Place),
	needs: z.array(Need).min(1),
	signposts: z.array(SignpostShape).min(1),
});

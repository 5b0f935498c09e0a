# How many answers of a response are yes.
{ ref, yes: [.answers[] | select(. == "yes")] | length }

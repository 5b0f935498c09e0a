/** For programs: the engine and its content, without a terminal. */
export { assess } from "./core/assess";
export { checkResponse } from "./core/check";
export type {
	Answers,
	Assessment,
	Content,
	Problem,
	Response,
} from "./core/schema";

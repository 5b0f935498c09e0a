/** Stands in for the plan of the built-in content in tests. */
import { planOf } from "../../../src/engine/plan";
import content from "./content";

export default () => planOf(content);

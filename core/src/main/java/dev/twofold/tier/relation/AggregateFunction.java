package dev.twofold.tier.relation;

/** What is computed of the rows of an owner. */
public enum AggregateFunction {
  /** How many rows there are. */
  COUNT,
  /** Whether there is a row. */
  EXISTS,
  /** The sum of an attribute. */
  SUM,
  /** The smallest value of an attribute. */
  MINIMUM,
  /** The largest value of an attribute. */
  MAXIMUM,
  /** The mean of an attribute. */
  AVERAGE
}

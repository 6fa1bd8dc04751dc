package org.equipoise.simulate;

/**
 * How well the next arm can be guessed under a draw rule.
 *
 * @param rule the rule and its numbers: {@code big-stick 3}
 * @param correct share of draws guessed right by somebody who guesses as well as can be
 * @param certain share of draws whose arm is known for certain beforehand
 * @param imbalance the largest difference between two arms on the way, each divided by its part of
 *     the ratio: people, when the parts are equal; the mean over many trials
 * @param people draws on one stream
 */
public record Guess(String rule, double correct, double certain, double imbalance, int people) {}

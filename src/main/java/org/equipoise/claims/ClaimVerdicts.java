package org.equipoise.claims;

import java.util.List;
import org.equipoise.finding.Finding;

/**
 * Everything arithmetic says of a file of claims.
 *
 * @param claims every claim in the order of the file
 * @param conflicts sets of claims that contradict each other, the smallest first
 * @param rules the rules of hedges and rounding that were used
 * @param findings remarks that do not stop the check, each at its line
 */
public record ClaimVerdicts(
    List<CheckedClaim> claims,
    List<Conflict> conflicts,
    FigureRules rules,
    List<Finding> findings) {}

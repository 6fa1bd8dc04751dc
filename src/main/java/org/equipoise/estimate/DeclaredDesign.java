package org.equipoise.estimate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.equipoise.estimate.NotEstimableException.Reason;
import org.jspecify.annotations.Nullable;

/** Whether a sample is what its declared design says; each rule refuses with numbers and advice. */
final class DeclaredDesign {
  private static final int NAMED = 3;

  private DeclaredDesign() {}

  static void check(Design design, TwoArmSample sample, Blocks blocks) {
    checkArms(design, blocks.all());
    switch (design) {
      case SIMPLE -> {}
      case BLOCKED -> checkBlocks(blocks);
      case MATCHED_PAIRS -> checkPairs(blocks);
      case CLUSTERED, BLOCKED_CLUSTERED, PAIR_MATCHED_CLUSTERS ->
          checkClusters(design, sample, blocks);
    }
  }

  static NotEstimableException constantOutcome(@Nullable NotEstimableException cause) {
    NotEstimableException refusal =
        new NotEstimableException(
            Reason.CONSTANT_OUTCOME,
            "the outcome shows no variation to judge a difference by",
            "report the two means and counts without a test");
    if (cause != null) {
      refusal.initCause(cause);
    }
    return refusal;
  }

  private static void checkArms(Design design, ArmContrast all) {
    if (all.smaller() == 0) {
      throw new NotEstimableException(
          Reason.EMPTY_ARM,
          counts(all.treated(), all.control(), "unit"),
          "a comparison needs units in both arms; check filters and missing outcomes");
    }
    if (design == Design.SIMPLE && all.smaller() == 1) {
      throw new NotEstimableException(
          Reason.ONE_UNIT_IN_ARM,
          counts(all.treated(), all.control(), "unit"),
          "a variance needs at least two units in each arm");
    }
  }

  private static void checkBlocks(Blocks blocks) {
    List<String> empty = new ArrayList<>();
    List<String> small = new ArrayList<>();
    boolean pairs = true;
    for (int j = 0; j < blocks.count(); j++) {
      ArmContrast block = blocks.each().get(j);
      if (block.smaller() < 2) {
        (block.smaller() == 0 ? empty : small)
            .add("block " + blocks.label(j) + ": " + shares(block.treated(), block.control()));
        pairs &= block.units() == 2;
      }
    }
    if (!empty.isEmpty()) {
      throw new NotEstimableException(
          Reason.BLOCK_WITHOUT_ARM,
          list(empty, blocks.count(), "blocks that lack an arm"),
          "merge such blocks with others as the protocol allows, or leave them out and say so");
    }
    if (!small.isEmpty()) {
      throw new NotEstimableException(
          Reason.BLOCK_TOO_SMALL,
          list(small, blocks.count(), "blocks with one unit in an arm"),
          pairs
              ? "if every block is a pair, declare matched pairs; otherwise merge the pairs"
              : "a block variance needs two units of each arm: merge blocks, or adjust for blocks by"
                  + " regression");
    }
  }

  private static void checkPairs(Blocks blocks) {
    List<String> wrong = new ArrayList<>();
    for (int j = 0; j < blocks.count(); j++) {
      ArmContrast pair = blocks.each().get(j);
      if (pair.treated() != 1 || pair.control() != 1) {
        wrong.add("pair " + blocks.label(j) + ": " + shares(pair.treated(), pair.control()));
      }
    }
    refuseUnlessPairs(wrong, blocks.count(), "unit");
  }

  private static void refuseUnlessPairs(List<String> wrong, int count, String what) {
    if (!wrong.isEmpty()) {
      throw new NotEstimableException(
          Reason.NOT_A_PAIR,
          list(wrong, count, "pairs that are not one treated and one control " + what),
          "drop broken pairs as a whole and say so, or declare blocks if they are larger by design");
    }
    if (count < 2) {
      throw new NotEstimableException(
          Reason.TOO_FEW_BLOCKS, "there is one pair", "a paired variance needs at least two pairs");
    }
  }

  private static void checkClusters(Design design, TwoArmSample sample, Blocks blocks) {
    int[][] arms = clustersByBlock(sample, blocks);
    List<String> wrong = new ArrayList<>();
    List<String> empty = new ArrayList<>();
    for (int j = 0; j < blocks.count(); j++) {
      int treated = arms[j][1];
      int control = arms[j][0];
      String text = "block " + blocks.label(j) + ": " + shares(treated, control);
      if (design == Design.PAIR_MATCHED_CLUSTERS) {
        if (treated != 1 || control != 1) {
          wrong.add(text);
        }
      } else if (Math.min(treated, control) == 0) {
        empty.add(text);
      } else if (Math.min(treated, control) == 1) {
        wrong.add(text);
      }
    }
    if (design == Design.PAIR_MATCHED_CLUSTERS) {
      refuseUnlessPairs(wrong, blocks.count(), "cluster");
    } else if (design == Design.CLUSTERED && !wrong.isEmpty()) {
      throw new NotEstimableException(
          Reason.TOO_FEW_CLUSTERS,
          counts(arms[0][1], arms[0][0], "cluster"),
          "a variance between clusters needs at least two clusters in each arm");
    } else if (!empty.isEmpty()) {
      throw new NotEstimableException(
          Reason.BLOCK_WITHOUT_ARM,
          list(empty, blocks.count(), "blocks without a cluster of an arm"),
          "merge such blocks with others as the protocol allows, or leave them out and say so");
    } else if (!wrong.isEmpty()) {
      throw new NotEstimableException(
          Reason.BLOCK_TOO_SMALL,
          list(wrong, blocks.count(), "blocks with one cluster in an arm"),
          "if every block is a pair of clusters, declare pair-matched clusters; otherwise merge"
              + " blocks");
    }
  }

  /** Counts control and treated clusters of every block; a cluster must lie in one of each. */
  private static int[][] clustersByBlock(TwoArmSample sample, Blocks blocks) {
    int[] home = new int[blocks.clusters()];
    int[] arm = new int[blocks.clusters()];
    Arrays.fill(home, -1);
    int[][] count = new int[blocks.count()][2];
    for (int j = 0; j < blocks.count(); j++) {
      for (int p = blocks.start(j); p < blocks.start(j + 1); p++) {
        int row = blocks.row(p);
        int g = blocks.cluster(row);
        int z = sample.treated()[row] ? 1 : 0;
        if (home[g] < 0) {
          home[g] = j;
          arm[g] = z;
          count[j][z]++;
        } else if (home[g] != j) {
          throw new NotEstimableException(
              Reason.CLUSTER_IN_SEVERAL_BLOCKS,
              "cluster "
                  + blocks.clusterLabel(g)
                  + " has units in blocks "
                  + blocks.label(home[g])
                  + " and "
                  + blocks.label(j),
              "whole clusters are drawn within blocks: check the block codes");
        } else if (arm[g] != z) {
          throw new NotEstimableException(
              Reason.CLUSTER_IN_BOTH_ARMS,
              "cluster " + blocks.clusterLabel(g) + " has treated and control units",
              "if units were drawn within clusters, declare the clusters as blocks");
        }
      }
    }
    return count;
  }

  private static String counts(int treated, int control, String what) {
    return treated
        + " treated and "
        + control
        + " control "
        + what
        + (treated == 1 && control == 1 ? "" : "s");
  }

  private static String shares(int treated, int control) {
    return treated + " treated, " + control + " control";
  }

  /** The first few of a list of faults, and how many there are. */
  private static String list(List<String> faults, int of, String what) {
    String shown = String.join("; ", faults.subList(0, Math.min(NAMED, faults.size())));
    String more = faults.size() > NAMED ? "; …" : "";
    return what + ": " + faults.size() + " of " + of + " (" + shown + more + ")";
  }
}
